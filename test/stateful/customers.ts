import assert from 'node:assert/strict'
import fc from 'fast-check'
import { asLines, basket } from './basket.ts'
import { cents, type Model, money, pick, type Store } from './model.ts'
import { type Place, place } from './place.ts'
import { type Paying, sell } from './sell.ts'
import { isDone, NO_REASON, type Scene, step } from './step.ts'

/** Grants store credit, or withdraws some; never more than there is. */
async function changeCredit(model: Model, scene: Scene, { customer, amount }: { customer: number; amount: number }) {
  const balance = (model.credit[customer] ?? 0) + amount
  const body = { amount: money(amount), currency: 'CAD', reason: 'Geste' }
  const answer = await scene.manager.post(`/api/v1/customers/${scene.customers[customer]}/credit`, body)
  if (!isDone(answer, 201, new Set(balance < 0 ? ['insufficient_credit'] : []))) return
  model.credit[customer] = balance
  assert.equal(cents(answer.body.data.balance_after), balance)
}

type Parking = {
  readonly store: number
  readonly basket: typeof basket extends fc.Arbitrary<infer Value> ? Value : never
}

/** Puts a ticket aside: nothing of the model moves. */
async function park(model: Model, scene: Scene, { store: at, basket: { lines } }: Parking): Promise<void> {
  const store = pick<Store>(model.stores, at)
  const id = crypto.randomUUID()
  const body = { id, store_id: store.id, name: 'Mme Roy', lines: asLines(lines, scene.articles) }
  isDone(await scene.cashier.post('/api/v1/parked-sales', body), 201, NO_REASON)
  isDone(await scene.cashier.post('/api/v1/parked-sales', body), 200, NO_REASON)
  model.parked.push({ id, store, lines, isResumed: false })
}

/** Takes a parked ticket up, once, and sells what it says. */
async function resume(model: Model, scene: Scene, given: { which: number; place: Place; paying: Paying }) {
  const parked = pick(model.parked, given.which)
  const answer = await scene.manager.post(`/api/v1/parked-sales/${parked.id}/resume`)
  if (!isDone(answer, 200, new Set(parked.isResumed ? ['parked_sale_resumed'] : []))) return
  parked.isResumed = true
  const basketOfIt = { lines: parked.lines, discount: 0 }
  const at = { ...given.place, store: model.stores.indexOf(parked.store) }
  const selling = { place: at, basket: basketOfIt, paying: given.paying, customer: null, reservation: null }
  await sell(model, scene, selling, answer.body.data.lines)
}

const resuming = fc.record({ which: fc.nat(1000), place, paying: fc.constantFrom<Paying>('cash', 'card', 'split') })
const amount = fc.integer({ min: -80, max: 200 }).filter((coins) => coins !== 0)

export const CUSTOMERS = [
  step('change credit', fc.record({ customer: fc.nat(1), amount: amount.map((coins) => coins * 100) }), changeCredit),
  step('park a ticket', fc.record({ store: fc.nat(1), basket }), park),
  step('resume a ticket', resuming, resume, ({ parked }) => parked.length > 0),
]
