import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TicketData } from '../../server/sales/tickets/schema.ts'
import { asDiscount, asLines, type Basket, basket, isTaxed, netOf, price, soldMeasures } from './basket.ts'
import { cents, inCoins, type Line, type Model, type Money, pick, type Reservation, reservedOf } from './model.ts'
import { asPayments, bookTicket, findSpot, flagsOfStock, type Place, place, type Spot, sumOf } from './place.ts'
import { isDone, often, type Scene, step } from './step.ts'

const SALES = '/api/v1/sales'
const PAYINGS = ['cash', 'card', 'split', 'credit', 'creditAndCard', 'short', 'over'] as const
export type Paying = (typeof PAYINGS)[number]

const sale = fc.record({
  place,
  basket,
  paying: fc.constantFrom<Paying>('cash', ...PAYINGS),
  customer: fc.option(fc.nat(1)),
  reservation: fc.option(fc.nat(20), { freq: 2 }),
})

/** How a total is paid; what is taxed, in cash, and more than enough of it. */
function payWith(paying: Paying, total: number, isInCash: boolean): Money[] {
  const note = (amount: number): Money => ({ method: 'cash', cents: Math.ceil(amount / 2000) * 2000 })
  if (isInCash) return [note(total * 1.5)]
  const half = Math.floor(total / 200) * 100
  const two = (method: 'card' | 'credit', rest: Money): Money[] =>
    half === 0 ? [rest] : [{ method, cents: half }, rest]
  switch (paying) {
    case 'cash':
      return [note(total)]
    case 'split':
      return two('card', note(total - half))
    case 'creditAndCard':
      return two('credit', { method: 'card', cents: total - half })
    case 'short':
      return [{ method: 'card', cents: total - 100 }]
    case 'over':
      return [{ method: 'other', cents: total + 100 }]
    default:
      return [{ method: paying, cents: total }]
  }
}

type Selling = {
  readonly place: Place
  readonly basket: Basket
  readonly paying: Paying
  readonly customer: number | null
  readonly reservation: number | null
}

/** Sells, and keeps what was sold. `said`: the lines as a parked ticket gave them back. */
export async function sell(model: Model, scene: Scene, selling: Selling, said?: readonly object[]): Promise<void> {
  const { basket: bought, customer } = selling
  const spot = findSpot(model, selling.place)
  const priced = price(bought)
  const payments = payWith(selling.paying, netOf(priced), isTaxed(bought.lines))
  const reservation = findReservation(model, spot, selling)
  const lines = said ?? asLines(bought.lines, scene.articles)
  const body = {
    ...spot.head,
    lines: reservation === null ? lines : [{ ...lines[0], reservation_id: reservation.id }, ...lines.slice(1)],
    ...asDiscount(bought.discount),
    payments: asPayments(payments),
    ...(customer !== null && { customer_id: scene.customers[customer] }),
  }
  const answer = await scene.manager.post(SALES, body)
  const reasons = new Set([
    ...whyNotSold(model, spot, bought, reservation),
    ...whyNotPaid(model, selling, payments),
    ...whyNotReserved(spot, bought, reservation),
  ])
  if (!isDone(answer, 201, reasons)) return
  const data: TicketData = answer.body.data
  model.recorded.push({ path: SALES, body, data })
  const total = cents(data.total)
  const isRounded = isTaxed(bought.lines)
  if (!isRounded) assert.equal(total, netOf(priced))
  const cash = sumOf(payments, 'cash')
  const due = total - (sumOf(payments) - cash)
  const keptCash = Math.min(cash, inCoins(due))
  assert.deepEqual([cents(data.change_due), cents(data.rounding)], [cash - keptCash, keptCash - Math.min(cash, due)])
  const measures = { ...soldMeasures(priced, total, cents(data.rounding)), tickets: 1 }
  const flags = bookTicket(spot, data, measures, keptCash)
  moveStock(spot, data, bought, reservation)
  assert.deepEqual([...data.flags].sort(), [...flags, ...flagsOfStock(spot.store, articlesOf(bought))].sort())
  if (customer !== null) model.credit[customer] = (model.credit[customer] ?? 0) - sumOf(payments, 'credit')
  const kept = { cash: keptCash, card: sumOf(payments, 'card'), other: 0, credit: sumOf(payments, 'credit') }
  const account = { kept, due: 0, given: 0, isRounded }
  model.sold.push({ id: data.id, customer, lines: linesOf(data, priced), account })
}

/** What a ticket sold, as it was answered, where that is what the model has priced. */
export function linesOf(data: TicketData, priced: ReturnType<typeof price>): Line[] {
  const sold = data.lines.filter(({ kind }) => kind === 'sale')
  assert.deepEqual(
    sold.map((line) => [Number(line.quantity), cents(line.net), line.is_fee]),
    priced.map(({ quantity, net, isFee }) => [quantity, net, isFee]),
  )
  return sold.map(({ line, total }, index) => {
    const { article, quantity, net, isFee } = priced[index] as (typeof priced)[number]
    return { number: line, article, quantity, net, total: cents(total), isFee, returned: 0 }
  })
}

export const articlesOf = ({ lines }: Basket): number[] => lines.map(({ article }) => article)

function findReservation({ reservations }: Model, { store }: Spot, { reservation, basket: { lines } }: Selling) {
  if (reservation === null || reservations.length === 0) return null
  const fitting = reservations.filter((held) => held.store === store && held.article === lines[0]?.article)
  // Now and then one of another article or store.
  return pick(fitting.length > 0 && reservation % 5 !== 0 ? fitting : reservations, reservation)
}

const fits = (spot: Spot, { lines }: Basket, held: Reservation) =>
  held.store === spot.store && held.article === lines[0]?.article

function whyNotReserved(spot: Spot, bought: Basket, held: Reservation | null): string[] {
  if (held === null) return []
  if (!fits(spot, bought, held)) return ['validation_failed']
  return held.remaining === 0 ? ['reservation_ended'] : []
}

/** In a store that refuses it, nobody sells what is not there or promised to others. */
export function whyNotSold(
  model: Model,
  { store, hoursAgo }: Spot,
  bought: Basket,
  held: Reservation | null,
  back: ReadonlyMap<number, number> = new Map(),
): string[] {
  if (store.policy !== 'refuse') return []
  const isShort = store.shelves.some((shelf, article) => {
    const own = bought.lines.filter((line) => line.article === article)
    if (own.length === 0 || (hoursAgo > 0 && shelf.isBeforeCount(Date.now() - hoursAgo * 3_600_000))) return false
    const wanted = own.reduce((sum, { quantity }) => sum + quantity, 0)
    const isHeld = held?.store === store && held.article === article && bought.lines[0]?.article === article
    const taken = isHeld ? Math.min(held.remaining, bought.lines[0]?.quantity ?? 0) : 0
    return wanted > shelf.onHand + (back.get(article) ?? 0) - reservedOf(model, store, article) + taken
  })
  return isShort ? ['not_enough_stock'] : []
}

function whyNotPaid(model: Model, { paying, customer, basket: { lines } }: Selling, payments: readonly Money[]) {
  const credit = sumOf(payments, 'credit')
  if (!isTaxed(lines) && paying === 'short') return ['payments_do_not_cover']
  if (!isTaxed(lines) && paying === 'over') return ['overpaid']
  if (credit === 0) return []
  if (customer === null) return ['validation_failed']
  return credit > (model.credit[customer] ?? 0) ? ['insufficient_credit'] : []
}

function moveStock({ store }: Spot, data: TicketData, { lines }: Basket, held: Reservation | null): void {
  if (held !== null) held.remaining -= Math.min(held.remaining, lines[0]?.quantity ?? 0)
  for (const { article, quantity } of lines) store.shelves[article]?.move(Date.parse(data.occurred_at), -quantity)
}

const again = fc.record({ which: fc.nat(1000), isOther: fc.boolean() })

/** The same ticket again is answered as the first time; another under its id is refused. */
async function repeat(model: Model, { manager }: Scene, { which, isOther }: { which: number; isOther: boolean }) {
  const { path, body, data } = pick(model.recorded, which)
  const other = 'reason' in body ? { reason: 'Autre' } : { note: 'Autre' }
  const answer = await manager.post(path, isOther ? { ...body, ...other } : body)
  if (!isDone(answer, 200, new Set(isOther ? ['duplicate_id'] : []))) return
  assert.deepEqual(answer.body.data, data)
  assert.equal(answer.headers['idempotent-replayed'], 'true')
}

export const SELLING = [
  ...often(4, step('sell', sale, sell)),
  step('repeat', again, repeat, ({ recorded }) => recorded.length > 0),
]
