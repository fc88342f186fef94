import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Model, pick } from './model.ts'
import { type Scene, step } from './step.ts'
import type { Entry, TillBook } from './till-book.ts'

type Answered = {
  readonly id: string
  readonly status: number
  readonly data?: { readonly series: number; readonly number: number; readonly flags: readonly string[] }
}

/** A till goes on without the chain hearing of it. */
async function work(_model: Model, { tills }: Scene, { store, acts }: { store: number; acts: readonly Act[] }) {
  const book = pick(tills, store)
  for (const { act, article, quantity, method, type } of acts) {
    if (act === 'sell') book.sell(article, quantity, method)
    else if (act === 'takeBack') book.takeBack(article + quantity, quantity)
    else if (act === 'moveCash') book.moveCash(type, quantity * 500)
    else book.close(quantity * 1000)
  }
}

/** A till finds the network: some of its records come, in any order, and some that came before come again. */
async function deliver(_model: Model, { tills }: Scene, { store, order }: { store: number; order: readonly number[] }) {
  const book = pick(tills, store)
  const chosen = order.flatMap((place) => (book.entries.length === 0 ? [] : [pick(book.entries, place)]))
  const waiting = book.entries.filter(({ isDelivered }) => !isDelivered)
  await send(book, [...chosen, ...order.flatMap((place) => (waiting.length === 0 ? [] : [pick(waiting, place)]))])
}

export async function deliverAll({ tills }: Scene): Promise<void> {
  for (const book of tills) await send(book, book.entries.filter(({ isDelivered }) => !isDelivered).toReversed())
}

async function send(book: TillBook, parcel: readonly Entry[]): Promise<void> {
  if (parcel.length === 0) return
  const before = new Set(parcel.filter(({ isRecorded }) => isRecorded))
  const { status, body, raw } = await book.till.deliver(parcel.map(({ record }) => record))
  assert.equal(status, 200, raw.toString())
  for (const entry of parcel) entry.isDelivered = true
  book.settle()
  const answers: Answered[] = body.data
  assert.equal(answers.length, parcel.length)
  for (const [index, entry] of parcel.entries()) expectAnswer(answers[index] as Answered, entry, before.has(entry))
}

function expectAnswer({ id, status, data }: Answered, entry: Entry, wasRecorded: boolean): void {
  const told = `${JSON.stringify(entry.record)}: ${status}`
  assert.equal(id, entry.record.id)
  if (wasRecorded) assert.equal(status, 200, told)
  // Twice in one parcel, it is recorded and answered again.
  else if (entry.isRecorded) assert.ok(status === 201 || status === 200, told)
  else assert.equal(status, 202, told)
  if (data === undefined) return
  assert.deepEqual([data.series, data.number], [entry.record.series, entry.record.number])
  assert.deepEqual(
    data.flags.filter((flag) => flag !== 'stock_negative'),
    [],
    told,
  )
}

const act = fc.record({
  act: fc.constantFrom(
    'sell' as const,
    'sell' as const,
    'sell' as const,
    'takeBack' as const,
    'moveCash' as const,
    'close' as const,
  ),
  article: fc.nat(1),
  quantity: fc.integer({ min: 1, max: 3 }),
  method: fc.constantFrom('cash' as const, 'card' as const),
  type: fc.constantFrom('in' as const, 'out' as const, 'drop' as const, 'no_sale' as const),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

export const TILLS = [
  step(
    'a till works alone',
    fc.record({ store: fc.nat(1), acts: fc.array(act, { minLength: 1, maxLength: 5 }) }),
    work,
  ),
  step(
    'a till delivers',
    fc.record({ store: fc.nat(1), order: fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }) }),
    deliver,
  ),
]
