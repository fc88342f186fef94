import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TicketData } from '../../server/sales/tickets/schema.ts'
import { unitsOf } from './basket.ts'
import { ARTICLES, cents, type Measures, type Model, type Money, money, NOTHING, pick, type Sold } from './model.ts'
import { asPayments, bookTicket, findSpot, type Place, place, type Spot, sumOf } from './place.ts'
import {
  asBack,
  type Back,
  chooseBack,
  enterInto,
  isTooMuch,
  type Refunding,
  refunding,
  refundWith,
  shareOf,
  type WantedBack,
  wantedBack,
  whyNotRefunded,
  withDeposits,
} from './refunds.ts'
import { isDone, often, type Scene, step } from './step.ts'

/** What these lines are in the books when they come back. */
export function returnedMeasures(back: readonly Back[]): Measures {
  const net = back.reduce((sum, one) => sum + shareOf(one, 'net'), 0)
  const units = unitsOf(back.map(({ line, quantity }) => ({ isFee: line.isFee, quantity })))
  return { ...NOTHING, units: -units, returns: -net, net: -net }
}

export const owedFor = (back: readonly Back[]): number => back.reduce((sum, one) => sum + shareOf(one, 'total'), 0)

const hasSold = ({ sold }: { readonly sold: readonly Sold[] }): boolean => sold.length > 0

type TakingBack = { readonly place: Place; readonly wanted: WantedBack; readonly refunding: Refunding }

/** Takes goods of a sale back, in either store and in parts. */
async function takeBack(model: Model, { manager }: Scene, { place: where, wanted, refunding: way }: TakingBack) {
  const sold = pick(model.sold, wanted.which)
  const spot = findSpot(model, where)
  const back = chooseBack(sold, wanted)
  const all = withDeposits(sold, back)
  const owed = owedFor(all)
  const refunds = refundWith({ refunding: way, owed, account: sold.account })
  const path = `/api/v1/sales/${sold.id}/returns`
  const body = { ...spot.head, lines: asBack(back), refunds: asPayments(refunds) }
  const answer = await manager.post(path, body)
  const reasons = isTooMuch(back) ? ['returns_too_much', 'validation_failed'] : whyNotRefunded(refunds, owed, sold)
  if (!isDone(answer, 201, new Set(reasons))) return
  const data: TicketData = answer.body.data
  model.recorded.push({ path, body, data })
  assert.equal(cents(data.total), -owed)
  const rounding = owed - sumOf(refunds)
  const measures = { ...returnedMeasures(all), returnTickets: 1, total: -owed, rounding }
  const flags = bookTicket(spot, data, measures, -sumOf(refunds, 'cash'))
  assert.deepEqual(data.flags, flags)
  putBack(spot, data, all)
  enterInto(
    sold.account,
    owed,
    refunds.map(({ method, cents: given }) => ({ method, cents: -given })),
  )
  giveCredit(model, sold.customer, refunds)
}

export function putBack({ store }: Spot, data: TicketData, back: readonly Back[]): void {
  for (const { line, quantity, restock } of back) {
    line.returned += quantity
    if (restock && !line.isFee) store.shelves[line.article]?.move(Date.parse(data.occurred_at), quantity)
  }
}

export function giveCredit(model: Model, customer: number | null, refunds: readonly Money[]): void {
  if (customer !== null) model.credit[customer] = (model.credit[customer] ?? 0) + sumOf(refunds, 'credit')
}

const openReturn = fc.record({
  place,
  article: fc.nat(ARTICLES.length - 2),
  quantity: fc.integer({ min: 1, max: 3 }),
  restock: fc.boolean(),
  method: fc.constantFrom('cash' as const, 'card' as const, 'credit' as const),
  customer: fc.option(fc.nat(1)),
  isWrong: fc.constantFrom(false, false, false, true),
  isCashier: fc.constantFrom(false, false, true),
})
type OpenReturn = typeof openReturn extends fc.Arbitrary<infer Value> ? Value : never

/** Takes goods back without a receipt, at today's price and without their deposit; a cashier may not. */
async function takeBackOpenly(model: Model, scene: Scene, given: OpenReturn): Promise<void> {
  const { article, quantity, restock, method, customer, isWrong, isCashier } = given
  const spot = findSpot(model, given.place)
  const owed = (ARTICLES[article]?.price ?? 0) * quantity
  const body = {
    ...spot.head,
    lines: [{ variant_id: scene.articles[article]?.variantId, quantity: String(quantity), restock }],
    refunds: [{ method, amount: money(isWrong ? owed + 100 : owed) }],
    reason: 'Reçu perdu',
    ...(customer !== null && { customer_id: scene.customers[customer] }),
  }
  const answer = await (isCashier ? scene.cashier : scene.manager).post('/api/v1/returns', body)
  const reasons = new Set<string>()
  if (isCashier) reasons.add('approval_required')
  if (isWrong) reasons.add('refund_mismatch')
  if (method === 'credit' && customer === null) reasons.add('validation_failed')
  if (!isDone(answer, 201, reasons)) return
  const data: TicketData = answer.body.data
  model.recorded.push({ path: '/api/v1/returns', body, data })
  const line = { number: 1, article, quantity, net: owed, total: owed, isFee: false, returned: 0 }
  const back = [{ line, quantity, restock }]
  const measures = { ...returnedMeasures(back), returnTickets: 1, total: -owed }
  assert.deepEqual(data.flags, bookTicket(spot, data, measures, method === 'cash' ? -owed : 0))
  putBack(spot, data, back)
  giveCredit(model, customer, [{ method, cents: owed }])
}

const takingBack = fc.record({ place, wanted: wantedBack, refunding })

export const TAKING_BACK = [
  ...often(2, step('take back', takingBack, takeBack, hasSold)),
  step('take back without a receipt', openReturn, takeBackOpenly),
]
