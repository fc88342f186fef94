import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TicketData } from '../../server/sales/tickets/schema.ts'
import { asDiscount, asLines, type Basket, netOf, plainBasket, price, soldMeasures } from './basket.ts'
import { cents, type Measures, type Model, type Money, pick, type Sold } from './model.ts'
import { asPayments, bookTicket, findSpot, flagsOfStock, type Place, place, type Spot, sumOf } from './place.ts'
import {
  asBack,
  type Back,
  chooseBack,
  enterInto,
  isTooMuch,
  type Refunding,
  refunding,
  refundWith,
  type WantedBack,
  wantedBack,
  whyNotRefunded,
  withDeposits,
} from './refunds.ts'
import { articlesOf, linesOf, whyNotSold } from './sell.ts'
import { isDone, type Scene, step } from './step.ts'
import { giveCredit, owedFor, putBack, returnedMeasures } from './take-back.ts'

const exchanging = fc.record({
  place,
  wanted: wantedBack,
  bought: plainBasket,
  refunding,
  paying: fc.constantFrom('cash' as const, 'card' as const, 'other' as const),
})
type Exchanging = {
  readonly place: Place
  readonly wanted: WantedBack
  readonly bought: Basket
  readonly refunding: Refunding
  readonly paying: 'cash' | 'card' | 'other'
}

/** What is paid to the cent in cash is not exchanged here: the model keeps its account apart. */
const exchangeable = ({ sold }: { readonly sold: readonly Sold[] }) => sold.filter(({ account }) => !account.isRounded)

/** Takes goods back and sells others in one ticket; only the difference moves. */
async function exchange(model: Model, scene: Scene, given: Exchanging): Promise<void> {
  const { bought, paying, wanted } = given
  const sold = pick(exchangeable(model), wanted.which)
  const spot = findSpot(model, given.place)
  const back = chooseBack(sold, wanted)
  const all = withDeposits(sold, back)
  const priced = price(bought)
  const total = netOf(priced) - owedFor(all)
  const { account } = sold
  const refunds = total < 0 ? refundWith({ refunding: given.refunding, owed: -total, account }) : []
  const payments: Money[] = total > 0 ? [{ method: paying, cents: total }] : []
  const path = `/api/v1/sales/${sold.id}/returns`
  const body = {
    ...spot.head,
    lines: asBack(back),
    exchange_lines: asLines(bought.lines, scene.articles),
    ...asDiscount(bought.discount),
    ...(refunds.length > 0 && { refunds: asPayments(refunds) }),
    ...(payments.length > 0 && { payments: asPayments(payments) }),
  }
  const answer = await scene.manager.post(path, body)
  const reasons = [
    ...whyNotSold(model, spot, bought, null, ontoShelf(all)),
    ...(total < 0 ? whyNotRefunded(refunds, -total, sold) : []),
  ]
  const isOver = isTooMuch(back)
  if (!isDone(answer, 201, new Set(isOver ? [...reasons, 'returns_too_much'] : reasons))) return
  assert.ok(!isOver)
  const data: TicketData = answer.body.data
  model.recorded.push({ path, body, data })
  assert.equal(cents(data.total), total)
  const moved = [...payments, ...refunds.map(({ method, cents: amount }): Money => ({ method, cents: -amount }))]
  const measures = { ...sumMeasures(returnedMeasures(all), soldMeasures(priced, 0, 0)), returnTickets: 1, total }
  const flags = bookTicket(spot, data, measures, sumOf(moved, 'cash'))
  putBack(spot, data, all)
  takeOut(spot, data, bought)
  assert.deepEqual([...data.flags].sort(), [...flags, ...flagsOfStock(spot.store, articlesOf(bought))].sort())
  enterInto(account, -total, moved)
  giveCredit(model, sold.customer, refunds)
  model.sold.push({ id: data.id, customer: sold.customer, lines: linesOf(data, priced), account })
}

function sumMeasures(one: Measures, other: Measures): Measures {
  const sum = { ...one }
  for (const name of Object.keys(sum) as (keyof Measures)[]) sum[name] += other[name]
  return sum
}

function ontoShelf(back: readonly Back[]): Map<number, number> {
  const units = new Map<number, number>()
  for (const { line, quantity, restock } of back) {
    if (restock && !line.isFee) units.set(line.article, (units.get(line.article) ?? 0) + quantity)
  }
  return units
}

function takeOut({ store }: Spot, data: TicketData, { lines }: Basket): void {
  for (const { article, quantity } of lines) store.shelves[article]?.move(Date.parse(data.occurred_at), -quantity)
}

export const EXCHANGING = [step('exchange', exchanging, exchange, (model) => exchangeable(model).length > 0)]
