import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ARTICLES, type Model, money, type Policy, pick, type Store } from './model.ts'
import { momentOf } from './place.ts'
import { isDone, NO_REASON, type Scene, step } from './step.ts'

const shelf = { store: fc.nat(1), article: fc.nat(ARTICLES.length - 1) }
type OnShelf = { readonly store: number; readonly article: number }

async function adjust(
  model: Model,
  scene: Scene,
  given: OnShelf & { quantity: number; isSet: boolean },
): Promise<void> {
  const store = pick<Store>(model.stores, given.store)
  const own = store.shelves[given.article] ?? assert.fail()
  const { variantId } = scene.articles[given.article] ?? assert.fail()
  const by = given.isSet ? Math.abs(given.quantity) - own.onHand : given.quantity
  const change = given.isSet ? { on_hand: String(Math.abs(given.quantity)) } : { delta: String(given.quantity) }
  const body = { store_id: store.id, reason: 'Casse', ...change }
  const answer = await scene.manager.put(`/api/v1/product-variants/${variantId}/stock`, body)
  isDone(answer, 200, NO_REASON)
  const { movement, on_hand: onHand } = answer.body.data
  assert.equal(movement === null, by === 0)
  if (by !== 0) own.move(Date.parse(movement.occurred_at), by)
  assert.equal(Number(onHand), own.onHand)
}

type Received = OnShelf & { readonly quantity: number; readonly cost: number | null; readonly hoursAgo: number }

async function receive(model: Model, scene: Scene, given: Received): Promise<void> {
  const store = pick<Store>(model.stores, given.store)
  const line = {
    variant_id: scene.articles[given.article]?.variantId,
    quantity: String(given.quantity),
    ...(given.cost !== null && { unit_cost: money(given.cost) }),
  }
  const body = {
    store_id: store.id,
    lines: [line],
    ...(given.hoursAgo > 0 && { received_at: momentOf(given.hoursAgo) }),
  }
  const answer = await scene.manager.post('/api/v1/stock-receipts', body)
  isDone(answer, 201, NO_REASON)
  store.shelves[given.article]?.move(Date.parse(answer.body.data.received_at), given.quantity)
}

async function changePolicy(model: Model, { manager }: Scene, given: { store: number; policy: Policy }): Promise<void> {
  const store = pick<Store>(model.stores, given.store)
  isDone(await manager.put(`/api/v1/stores/${store.id}/stock-policy`, { below_zero: given.policy }), 200, NO_REASON)
  store.policy = given.policy
}

export const STOCK = [
  step(
    'adjust stock',
    fc.record({
      ...shelf,
      quantity: fc.integer({ min: -12, max: 25 }).filter((quantity) => quantity !== 0),
      isSet: fc.boolean(),
    }),
    adjust,
  ),
  step(
    'receive goods',
    fc.record({
      ...shelf,
      quantity: fc.integer({ min: 1, max: 12 }),
      cost: fc.option(fc.nat(900)),
      hoursAgo: fc.constantFrom(0, 0, 0, 5, 30),
    }),
    receive,
  ),
  step(
    'change what a store does below zero',
    fc.record({ store: fc.nat(1), policy: fc.constantFrom<Policy>('allow', 'warn', 'refuse') }),
    changePolicy,
  ),
]
