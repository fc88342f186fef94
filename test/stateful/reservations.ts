import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ARTICLES, type Model, pick, reservedOf, type Store } from './model.ts'
import { isDone, type Scene, step } from './step.ts'

const PATH = '/api/v1/reservations'

type Wanted = { readonly store: number; readonly article: number; readonly quantity: number }

async function reserve(model: Model, scene: Scene, { store: at, article, quantity }: Wanted): Promise<void> {
  const store = pick<Store>(model.stores, at)
  const available = (store.shelves[article]?.onHand ?? 0) - reservedOf(model, store, article)
  const variantId = scene.articles[article]?.variantId
  const body = { store_id: store.id, variant_id: variantId, quantity: String(quantity) }
  const answer = await scene.cashier.post(PATH, body)
  if (!isDone(answer, 201, new Set(available < quantity ? ['not_enough_stock'] : []))) return
  model.reservations.push({ id: answer.body.data.id, store, article, remaining: quantity })
}

const reasonsOf = ({ remaining }: { readonly remaining: number }) =>
  new Set(remaining === 0 ? ['reservation_ended'] : [])

async function extend(model: Model, { manager }: Scene, { which, hours }: { which: number; hours: number }) {
  const held = pick(model.reservations, which)
  const expires = new Date(Date.now() + hours * 3_600_000).toISOString()
  const answer = await manager.patch(`${PATH}/${held.id}`, { expires_at: expires })
  if (isDone(answer, 200, reasonsOf(held))) assert.equal(Number(answer.body.data.remaining), held.remaining)
}

async function release(model: Model, { manager }: Scene, { which }: { which: number }): Promise<void> {
  const held = pick(model.reservations, which)
  if (isDone(await manager.del(`${PATH}/${held.id}`), 200, reasonsOf(held))) held.remaining = 0
}

const which = fc.nat(1000)
const wanted = fc.record({
  store: fc.nat(1),
  article: fc.nat(ARTICLES.length - 1),
  quantity: fc.integer({ min: 1, max: 12 }),
})
const hasSome = ({ reservations }: Readonly<Model>): boolean => reservations.length > 0

export const RESERVING = [
  step('reserve', wanted, reserve),
  step('extend a reservation', fc.record({ which, hours: fc.integer({ min: 2, max: 48 }) }), extend, hasSome),
  step('release a reservation', fc.record({ which }), release, hasSome),
]
