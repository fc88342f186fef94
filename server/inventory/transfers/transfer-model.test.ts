// Transfers among three stores, in any order of steps, against a model that an accountant could keep on paper: what each
// store has, what is promised, and what is under way, in units and cents.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { Paper, round } from '../../../test/harness/paper.ts'
import { levelOf } from '../../../test/harness/transfers.ts'
import { findStockFaults } from '../index.ts'

const { sql, service, log } = await testApplication({ after })
const stores: number[] = []
for (let count = 0; count < 3; count += 1) stores.push((await makeStore(sql, { tax_zone: 'NONE' })).id)

type Article = { readonly variantId: number; readonly places: readonly Paper[] }
type Line = { requested: number; approved: number; picked: number | null; inTransit: number; cents: number }
/** A transfer as people would follow it. */
type Sheet = {
  readonly id: number
  readonly source: number
  readonly destination: number
  status: string
  readonly lines: readonly Line[]
}
type World = { readonly articles: readonly Article[]; readonly sheets: Sheet[] }

const STEPS = ['approve', 'pick', 'ship', 'receive', 'returned', 'lost', 'cancel'] as const
type Step =
  | { kind: 'goods'; place: number; article: number; quantity: number }
  | { kind: 'request'; source: number; hop: number; quantities: readonly [number, number] }
  | { kind: (typeof STEPS)[number]; sheet: number; article: number; quantity: number }

const place = fc.integer({ min: 0, max: 2 })
const article = fc.integer({ min: 0, max: 1 })
const quantity = fc.integer({ min: 0, max: 9 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('goods' as const),
      place,
      article,
      quantity: fc.integer({ min: -5, max: 9 }),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      source: place,
      hop: fc.integer({ min: 1, max: 2 }),
      quantities: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: fc.constantFrom(...STEPS), sheet: fc.nat(5), article, quantity }), weight: 12 },
)

const BEFORE = ['requested', 'approved', 'picking']
const UNDER_WAY = ['shipped', 'partially_received']
const FROM: Readonly<Record<(typeof STEPS)[number], readonly string[]>> = {
  approve: ['requested'],
  pick: ['approved', 'picking'],
  ship: ['approved', 'picking'],
  receive: UNDER_WAY,
  returned: UNDER_WAY,
  lost: UNDER_WAY,
  cancel: BEFORE,
}

const paperOf = (world: World, articleIndex: number, storeIndex: number): Paper =>
  world.articles[articleIndex]?.places[storeIndex] ?? new Paper()

/** Plays a step, and expects of the answer and of the model what the rules say. */
async function play(world: World, next: Step): Promise<void> {
  if (next.kind === 'goods') return moveGoods(world, next)
  if (next.kind === 'request') return request(world, next)
  const sheet = world.sheets[next.sheet % Math.max(1, world.sheets.length)]
  const line = sheet?.lines[next.article]
  if (sheet === undefined || line === undefined) return
  const expected = judge(next.kind, sheet, line, next.quantity)
  const variantId = world.articles[next.article]?.variantId
  const answer = await ask(next.kind, sheet.id, variantId ?? 0, next.quantity)
  assert.equal(answer.status, expected, `${JSON.stringify(next)}: ${answer.raw}`)
  if (expected !== 200) return
  apply(world, next.kind, sheet, next.article, next.quantity)
  assert.equal(answer.body.data.status, sheet.status)
}

async function moveGoods(world: World, { place: at, article: which, quantity: by }: Extract<Step, { kind: 'goods' }>) {
  const paper = paperOf(world, which, at)
  const body = { store_id: stores[at], delta: by, reason: 'Comptage' }
  const answer = await service.put(`/api/v1/product-variants/${world.articles[which]?.variantId}/stock`, body)
  assert.equal(answer.status, 200, answer.raw.toString())
  if (by > 0) paper.find(by)
  else if (by < 0) paper.takeOut(-by)
}

async function request(world: World, { source, hop, quantities }: Extract<Step, { kind: 'request' }>) {
  const destination = (source + hop) % 3
  const lines = world.articles.map(({ variantId }, index) => ({
    variant_id: variantId,
    quantity: quantities[index] ?? 1,
  }))
  const body = { source_id: stores[source], destination_id: stores[destination], lines }
  const answer = await service.post('/api/v1/transfers', body)
  assert.equal(answer.status, 201, answer.raw.toString())
  const blank = quantities.map((requested) => ({ requested, approved: 0, picked: null, inTransit: 0, cents: 0 }))
  world.sheets.push({ id: answer.body.data.id, source, destination, status: 'requested', lines: blank })
}

function judge(kind: (typeof STEPS)[number], sheet: Sheet, line: Line, amount: number): number {
  if (amount === 0 && ['receive', 'returned', 'lost'].includes(kind)) return 422
  if (!FROM[kind].includes(sheet.status)) return 409
  if (kind === 'approve') return amount > line.requested ? 422 : 200
  if (kind === 'pick') return amount > line.approved ? 422 : 200
  if (kind === 'ship') {
    const isPicked = sheet.lines.some((other) => other.picked !== null)
    const others = sheet.lines.filter((other) => other !== line)
    const leaving = others.reduce((sum, other) => sum + ((isPicked ? other.picked : other.approved) ?? 0), amount)
    return amount > line.approved || leaving === 0 ? 422 : 200
  }
  if (kind === 'returned' || kind === 'lost') return amount > line.inTransit ? 422 : 200
  // Every other one says that it may be a surplus.
  if (kind === 'receive') return amount > line.inTransit && amount % 2 !== 0 ? 422 : 200
  return 200
}

function ask(kind: (typeof STEPS)[number], id: number, variantId: number, amount: number) {
  const path = `/api/v1/transfers/${id}`
  if (kind === 'cancel') return service.post(`${path}/cancel`)
  const line = { variant_id: variantId, quantity: amount }
  if (kind === 'returned' || kind === 'lost') {
    return service.post(`${path}/settle`, { lines: [{ ...line, outcome: kind, reason: 'Écart' }] })
  }
  return service.post(`${path}/${kind}`, {
    lines: [kind === 'receive' ? { ...line, surplus: amount % 2 === 0 } : line],
  })
}

function apply(world: World, kind: (typeof STEPS)[number], sheet: Sheet, which: number, amount: number): void {
  const line = sheet.lines[which] as Line
  if (kind === 'approve') {
    for (const [index, other] of sheet.lines.entries()) other.approved = index === which ? amount : other.requested
    sheet.status = 'approved'
  } else if (kind === 'pick') {
    line.picked = amount
    sheet.status = 'picking'
  } else if (kind === 'ship') {
    const isPicked = sheet.lines.some((other) => other.picked !== null)
    for (const [index, other] of sheet.lines.entries()) {
      const leaving = index === which ? amount : ((isPicked ? other.picked : other.approved) ?? 0)
      if (leaving === 0) continue
      other.inTransit = leaving
      other.cents = paperOf(world, index, sheet.source).takeOut(leaving)
    }
    sheet.status = 'shipped'
  } else if (kind === 'cancel') {
    sheet.status = 'cancelled'
  } else {
    const taken = Math.min(amount, line.inTransit)
    const cents = taken === line.inTransit ? line.cents : round((line.cents * taken) / line.inTransit)
    line.inTransit -= taken
    line.cents -= cents
    const at = kind === 'returned' ? sheet.source : sheet.destination
    if (kind !== 'lost' && taken > 0) paperOf(world, which, at).bringIn(taken, cents)
    if (kind === 'receive' && amount > taken) paperOf(world, which, at).find(amount - taken)
    sheet.status = sheet.lines.every((other) => other.inTransit === 0) ? 'received' : 'partially_received'
  }
}

async function compare(world: World): Promise<void> {
  for (const [index, { variantId, places }] of world.articles.entries()) {
    for (const [at, storeId] of stores.entries()) {
      const coming = world.sheets.filter((sheet) => sheet.destination === at).map((sheet) => sheet.lines[index] as Line)
      const leaving = world.sheets.filter(
        (sheet) => sheet.source === at && ['approved', 'picking'].includes(sheet.status),
      )
      const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
      // Adding nothing to minus nothing makes it nothing.
      assert.deepEqual(await levelOf(sql, storeId, variantId), {
        onHand: (places[at]?.units ?? 0) + 0,
        value: (places[at]?.cents ?? 0) + 0,
        reserved: sum(leaving.map((sheet) => sheet.lines[index]?.approved ?? 0)),
        inTransit: sum(coming.map((line) => line.inTransit)),
        inTransitValue: sum(coming.map((line) => line.cents)),
      })
    }
  }
}

test('any steps of any transfers leave what they leave on paper', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      const articles: Article[] = []
      for (let count = 0; count < 2; count += 1) {
        const { variantId } = await makeArticle(sql, { cost: '2.5' })
        articles.push({ variantId, places: [new Paper(), new Paper(), new Paper()] })
      }
      const world: World = { articles, sheets: [] }
      for (const next of steps) await play(world, next)
      await compare(world)
    }),
    { numRuns: 25 },
  )
  assert.deepEqual(await findStockFaults(sql), [])
  assert.deepEqual(log.faults, [])
})
