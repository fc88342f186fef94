import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ARTICLES, type Model, pick, reservedOf, type Store, type Transfer } from './model.ts'
import { isDone, NO_REASON, type Scene, step } from './step.ts'

const PATH = '/api/v1/transfers'
const NOT_NOW: ReadonlySet<string> = new Set(['transfer_state'])

type Request = { readonly source: number; readonly article: number; readonly quantity: number }

async function request(model: Model, scene: Scene, { source: at, article, quantity }: Request): Promise<void> {
  const [source, destination] = [pick<Store>(model.stores, at), pick<Store>(model.stores, at + 1)]
  const lines = [{ variant_id: scene.articles[article]?.variantId, quantity: String(quantity) }]
  const answer = await scene.manager.post(PATH, { source_id: source.id, destination_id: destination.id, lines })
  isDone(answer, 201, NO_REASON)
  const { id, status } = answer.body.data
  // Who decides for both stores has still to approve what they asked for.
  assert.equal(status, 'requested')
  const made = { id, source, destination, article, requested: quantity, approved: 0, underWay: 0 }
  model.transfers.push({ ...made, status: 'requested' })
}

/** Those for which it is time rather than others, but those too. */
function choose({ transfers }: Model, which: number, ...statuses: Transfer['status'][]): Transfer {
  const fitting = transfers.filter(({ status }) => statuses.includes(status))
  return pick(fitting.length > 0 && which % 5 !== 0 ? fitting : transfers, which)
}

type Chosen = { readonly which: number; readonly quantity: number }

const linesOf = ({ articles }: Scene, { article }: Transfer, quantity: number, more: object = {}) => ({
  lines: [{ variant_id: articles[article]?.variantId, quantity: String(quantity), ...more }],
})

/** In a store that refuses to sell below zero, what is not there or promised to others does not leave. */
function whyNotSent(model: Model, { source, article, approved }: Transfer, quantity: number, own: number): string[] {
  assert.ok(own <= approved)
  const available = (source.shelves[article]?.onHand ?? 0) - reservedOf(model, source, article) + own
  return source.policy === 'refuse' && quantity > available ? ['not_enough_stock'] : []
}

/** Approves what was asked for, or less. */
async function approve(model: Model, scene: Scene, { which, quantity }: Chosen): Promise<void> {
  const transfer = choose(model, which, 'requested')
  const answer = await scene.manager.post(`${PATH}/${transfer.id}/approve`, linesOf(scene, transfer, quantity))
  if (transfer.status !== 'requested') return void isDone(answer, 200, NOT_NOW)
  const reasons = quantity > transfer.requested ? ['validation_failed'] : whyNotSent(model, transfer, quantity, 0)
  if (!isDone(answer, 200, new Set(reasons))) return
  transfer.status = 'approved'
  transfer.approved = quantity
}

async function ship(model: Model, scene: Scene, { which, quantity }: Chosen): Promise<void> {
  const transfer = choose(model, which, 'approved')
  const answer = await scene.manager.post(`${PATH}/${transfer.id}/ship`, linesOf(scene, transfer, quantity))
  if (transfer.status !== 'approved') return void isDone(answer, 200, NOT_NOW)
  const { approved, source, article } = transfer
  const reasons = quantity > approved ? ['validation_failed'] : whyNotSent(model, transfer, quantity, approved)
  if (!isDone(answer, 200, new Set(reasons))) return
  transfer.status = 'shipped'
  transfer.underWay = quantity
  source.shelves[article]?.move(Date.now(), -quantity)
}

/** Takes in what came; what is more than was sent is found, where it is said to be a surplus. */
async function receive(model: Model, scene: Scene, given: Chosen & { surplus: boolean }): Promise<void> {
  const { which, quantity, surplus } = given
  const transfer = choose(model, which, 'shipped')
  const body = { id: crypto.randomUUID(), ...linesOf(scene, transfer, quantity, { surplus }) }
  const answer = await scene.manager.post(`${PATH}/${transfer.id}/receive`, body)
  if (transfer.status !== 'shipped') return void isDone(answer, 200, NOT_NOW)
  const reasons = quantity > transfer.underWay && !surplus ? ['validation_failed'] : []
  if (!isDone(answer, 200, new Set(reasons))) return
  isDone(await scene.manager.post(`${PATH}/${transfer.id}/receive`, body), 200, NO_REASON)
  transfer.destination.shelves[transfer.article]?.move(Date.now(), quantity)
  arrive(transfer, quantity)
}

async function settle(model: Model, scene: Scene, given: Chosen & { outcome: 'returned' | 'lost' }): Promise<void> {
  const { which, quantity, outcome } = given
  const transfer = choose(model, which, 'shipped')
  const body = linesOf(scene, transfer, quantity, { outcome, reason: 'Carton tombé' })
  const answer = await scene.manager.post(`${PATH}/${transfer.id}/settle`, body)
  if (transfer.status !== 'shipped') return void isDone(answer, 200, NOT_NOW)
  if (!isDone(answer, 200, new Set(quantity > transfer.underWay ? ['validation_failed'] : []))) return
  if (outcome === 'returned') transfer.source.shelves[transfer.article]?.move(Date.now(), quantity)
  arrive(transfer, quantity)
}

function arrive(transfer: Transfer, quantity: number): void {
  transfer.underWay = Math.max(0, transfer.underWay - quantity)
  if (transfer.underWay === 0) transfer.status = 'over'
}

async function cancel(model: Model, { manager }: Scene, { which }: { which: number }): Promise<void> {
  const transfer = pick(model.transfers, which)
  const isEarly = transfer.status === 'requested' || transfer.status === 'approved'
  if (isDone(await manager.post(`${PATH}/${transfer.id}/cancel`), 200, isEarly ? NO_REASON : NOT_NOW)) {
    transfer.status = 'over'
  }
}

const which = fc.nat(1000)
const quantity = fc.integer({ min: 1, max: 8 })
const chosen = fc.record({ which, quantity })
const hasSome = ({ transfers }: Readonly<Model>): boolean => transfers.length > 0

export const TRANSFERRING = [
  step('request a transfer', fc.record({ source: fc.nat(1), article: fc.nat(ARTICLES.length - 1), quantity }), request),
  step('approve a transfer', chosen, approve, hasSome),
  step('ship a transfer', chosen, ship, hasSome),
  step('receive a transfer', fc.record({ which, quantity, surplus: fc.boolean() }), receive, hasSome),
  step(
    'settle a transfer',
    fc.record({ which, quantity, outcome: fc.constantFrom('returned' as const, 'lost' as const) }),
    settle,
    hasSome,
  ),
  step('cancel a transfer', fc.record({ which }), cancel, hasSome),
]
