import assert from 'node:assert/strict'
import fc from 'fast-check'
import { countOf } from '../harness/stocktakes.ts'
import { ARTICLES, type Model, pick, type Stocktake, type Store } from './model.ts'
import { isDone, NO_REASON, often, type Scene, step } from './step.ts'

const PATH = '/api/v1/stocktakes'

async function begin(model: Model, { manager }: Scene, { store: at }: { store: number }): Promise<void> {
  const store = pick<Store>(model.stores, at)
  const answer = await manager.post(PATH, { store_id: store.id, scope: 'store' })
  isDone(answer, 201, NO_REASON)
  assert.equal(answer.body.data.store_id, store.id)
  model.stocktakes.push({ id: answer.body.data.id, store, status: 'counting', counts: new Map(), finished: null })
}

/** Those that go on rather than those that are over, but those too. */
function choose({ stocktakes }: Model, which: number): Stocktake {
  const under = stocktakes.filter(({ status }) => status !== 'approved')
  return pick(under.length > 0 && which % 5 !== 0 ? under : stocktakes, which)
}

async function count(model: Model, scene: Scene, given: { which: number; article: number; difference: number }) {
  const stocktake = choose(model, given.which)
  const shelf = stocktake.store.shelves[given.article] ?? assert.fail()
  const { variantId } = scene.articles[given.article] ?? assert.fail()
  const quantity = Math.max(0, shelf.onHand + given.difference)
  const counted = countOf(variantId, String(quantity))
  const answer = await scene.manager.post(`${PATH}/${stocktake.id}/counts`, { counts: [counted] })
  const isOpen = stocktake.status === 'counting'
  if (!isDone(answer, 201, new Set(isOpen ? [] : ['stocktake_not_counting']))) return
  stocktake.counts.set(given.article, { at: Date.parse(counted.counted_at), quantity })
}

async function finish(model: Model, { manager }: Scene, { which, isZero }: { which: number; isZero: boolean }) {
  const stocktake = choose(model, which)
  const answer = await manager.post(`${PATH}/${stocktake.id}/finish`, { uncounted: isZero ? 'zero' : 'leave' })
  const isOpen = stocktake.status === 'counting'
  if (!isDone(answer, 200, new Set(isOpen ? [] : ['stocktake_not_counting']))) return
  stocktake.status = 'finished'
  stocktake.finished = { at: Date.parse(answer.body.data.finished_at), isZero }
}

async function approve(model: Model, { manager }: Scene, { which }: { which: number }): Promise<void> {
  const stocktake = choose(model, which)
  const answer = await manager.post(`${PATH}/${stocktake.id}/approve`)
  const isFinished = stocktake.status === 'finished'
  if (!isDone(answer, 200, new Set(isFinished ? [] : ['stocktake_not_finished']))) return
  stocktake.status = 'approved'
  const { counts, finished, store } = stocktake
  for (const [article, shelf] of store.shelves.entries()) {
    const counted = counts.get(article) ?? (finished?.isZero ? { at: finished.at, quantity: 0 } : null)
    if (counted !== null) shelf.count(counted.at, counted.quantity)
  }
}

const which = fc.nat(1000)
const article = fc.nat(ARTICLES.length - 1)
const hasSome = ({ stocktakes }: Readonly<Model>): boolean => stocktakes.length > 0

export const COUNTING = [
  step(
    'begin a stocktake',
    fc.record({ store: fc.nat(1) }),
    begin,
    ({ stocktakes }) => stocktakes.filter(({ status }) => status !== 'approved').length < 3,
  ),
  ...often(
    3,
    step('count', fc.record({ which, article, difference: fc.constantFrom(0, 0, -1, 2, -5) }), count, hasSome),
  ),
  step('finish a stocktake', fc.record({ which, isZero: fc.constantFrom(false, false, true) }), finish, hasSome),
  step('approve a stocktake', fc.record({ which }), approve, hasSome),
]
