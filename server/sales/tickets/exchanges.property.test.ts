import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { formatDecimal, parseDecimal } from '../../../rules/index.ts'
import { testApplication } from '../../../test/harness/app.ts'
import { makeArticle, makeShop, newId, saleOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'

const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const fee = { label: 'Consigne', amount: '0.1', taxClass: 'exempt' }
const articles = await Promise.all([
  makeArticle(sql, { price: '0.02', taxClass: 'exempt' }),
  makeArticle(sql, { price: '3.33' }),
  makeArticle(sql, { price: '9.99', fees: [fee, { ...fee, amount: '0.33', taxClass: 'standard' }] }),
  makeArticle(sql, { price: '24.95', taxClass: 'books', fees: [fee] }),
  makeArticle(sql, { price: '41.07' }),
])

/** What a run chooses from, one number after another; when they are used up it chooses the first of everything. */
class Choices {
  readonly #numbers: number[]
  constructor(numbers: readonly number[]) {
    this.#numbers = [...numbers]
  }
  below = (limit: number): number => (this.#numbers.shift() ?? 0) % limit
  isTrue = (): boolean => this.below(2) === 1
}

type Line = { line: number; kind: string; quantity: string; returnable: string }
type Looked = { id: string; total: string; lines: Line[]; tenders: { method: string; refundable: string }[] }
type Money = { method: string; amount: string }

const cents = (value: string): bigint => parseDecimal(value, 2) ?? 0n
const money = (amount: bigint): string => formatDecimal(amount, 2)
/** What a refusal says that something must come to. */
const told = (sentence: string): bigint => cents((/(\d+),(\d\d)/.exec(sentence)?.[0] ?? '').replace(',', '.'))

function chooseLines(choices: Choices): object[] {
  return Array.from({ length: 1 + choices.below(3) }, () => ({
    variant_id: articles[choices.below(articles.length)]?.variantId,
    quantity: ['1', '2', '3', '0.345'][choices.below(4)],
    ...(choices.below(3) === 1 && { discount: { type: 'percent', value: '12.5' } }),
  }))
}

const chooseDiscount = (choices: Choices) =>
  choices.below(3) === 1 ? { discount: { type: 'amount', value: '1.01' } } : {}

async function sell(choices: Choices): Promise<string> {
  const content = { lines: chooseLines(choices), ...chooseDiscount(choices) }
  const probe = await manager.post('/api/v1/sales', saleOf(shop, { ...content, payments: [] }))
  const total = probe.status === 201 ? 0n : told(probe.body.errors.payments[0])
  if (probe.status === 201) return probe.body.data.reference
  const byCard = [0n, total, total / 2n][choices.below(3)] ?? 0n
  const payments = [
    ...(byCard > 0n ? [{ method: 'card', amount: money(byCard) }] : []),
    ...(byCard < total ? [{ method: 'cash', amount: '1000' }] : []),
  ]
  const sold = await manager.post('/api/v1/sales', saleOf(shop, { ...content, payments }))
  assert.equal(sold.status, 201, JSON.stringify(sold.body))
  return sold.body.data.reference
}

const look = async (reference: string): Promise<Looked> =>
  (await manager.get(`/api/v1/sales/lookup?reference=${reference}`)).body.data

/** Takes something of a ticket back, perhaps in exchange, whatever must then be paid or given back. */
async function takeBack(ticket: Looked, choices: Choices, mayExchange: boolean): Promise<string> {
  const left = ticket.lines.filter(({ returnable }) => Number(returnable) > 0)
  const first = choices.below(left.length)
  const lines = left
    .filter((_, index) => index === first || choices.isTrue())
    .map(({ line, returnable }) => ({
      sale_line: line,
      quantity: choices.isTrue() || Number(returnable) < 1 ? returnable : '1',
      with_fees: choices.below(3) !== 1,
    }))
  const exchange =
    mayExchange && choices.isTrue() ? { exchange_lines: chooseLines(choices), ...chooseDiscount(choices) } : {}
  const path = `/api/v1/sales/${ticket.id}/returns`
  const post = (tenders: object) => manager.post(path, { id: newId(), lines, ...exchange, ...tenders })
  const probe = await post({})
  if (probe.status === 201) return probe.body.data.reference
  if (probe.body.code === 'payments_do_not_cover') {
    const due = told(probe.body.errors.payments[0])
    const isInCash = choices.isTrue()
    const payments = [isInCash ? { method: 'cash', amount: '1000' } : { method: 'card', amount: money(due) }]
    const paid = await post({ payments })
    assert.equal(paid.status, 201, JSON.stringify(paid.body))
    return paid.body.data.reference
  }
  assert.equal(probe.body.code, 'refund_mismatch', JSON.stringify(probe.body))
  // The card first, as far as it has paid: what is then told is all that is owed, or what cash gives besides.
  const byCard = cents(ticket.tenders.find(({ method }) => method === 'card')?.refundable ?? '0')
  const inCard = (amount: bigint): Money[] => (amount > 0n ? [{ method: 'card', amount: money(amount) }] : [])
  const asked = await post({ refunds: inCard(byCard) })
  if (asked.status === 201) return asked.body.data.reference
  const wanted = told(asked.body.errors.refunds[0])
  const refunds =
    wanted < byCard ? inCard(wanted) : [...inCard(byCard), { method: 'cash', amount: money(wanted - byCard) }]
  const back = await post({ refunds })
  assert.equal(back.status, 201, JSON.stringify([back.body, refunds]))
  return back.body.data.reference
}

/** What the tickets of a chain have taken and not given back, by tender, and what they are worth together. */
async function readChain(rootId: string) {
  const rows = await sql<{ method: string; amount: string; worth: string }[]>`
    with chain as (
      select store_id, id, total_minor from sales
      where id = ${rootId} or root_sale_id = ${rootId} or origin_sale_id = ${rootId})
    select method, sum(amount_minor - change_minor)::text as amount,
      (select sum(total_minor) from chain)::text as worth
    from sale_payments payment join chain on chain.store_id = payment.store_id and chain.id = payment.sale_id
    group by method`
  return {
    tenders: rows.map(({ method, amount }) => [method, BigInt(amount)] as const),
    worth: BigInt(rows[0]?.worth ?? 0),
  }
}

const MOST_STEPS = 60
/**
 * Cents. Of what is owed partly in cash, less than half a coin is not handed over; a card that is charged afterwards, in
 * exchange, then holds it. One tender alone, or parts that coins can pay, leave nothing.
 */
const MOST_LEFT = 2n

test('whatever is returned and exchanged, in any parts: no tender is ever below zero, and in the end all of it is back, to half a coin', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 20, maxLength: 80 }), async (numbers) => {
      const choices = new Choices(numbers)
      const references = [await sell(choices)]
      const rootId = (await look(references[0] ?? '')).id
      for (let step = 0; step < MOST_STEPS; step += 1) {
        const tickets = await Promise.all(references.map(look))
        const open = tickets.filter(({ lines }) => lines.some(({ returnable }) => Number(returnable) > 0))
        if (open.length === 0) break
        references.push(await takeBack(open[choices.below(open.length)] as Looked, choices, step < 6))
        const { tenders } = await readChain(rootId)
        for (const [method, amount] of tenders) assert.ok(amount >= 0n, `${method} ${amount}`)
      }
      const { tenders, worth } = await readChain(rootId)
      assert.equal(worth, 0n)
      const left = tenders.reduce((sum, [, amount]) => sum + amount, 0n)
      assert.ok(left <= (tenders.length > 1 ? MOST_LEFT : 0n), `${left} of ${references.join(' ')}`)
    }),
    { numRuns: 20, endOnFailure: true },
  )
})

test('everything adds up', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
