import assert from 'node:assert/strict'
import fc from 'fast-check'
import { countOf } from '../harness/stocktakes.ts'
import { ARTICLES, type Model, pick, type Stocktake, type Store } from './model.ts'
import { isDone, NO_REASON, type Scene, step } from './step.ts'

const PATH = '/api/v1/stocktakes'

async function begin(model: Model, { manager }: Scene, { store: at }: { store: number }): Promise<void> {
  const store = pick<Store>(model.stores, at)
  const answer = await manager.post(PATH, { store_id: store.id, scope: 'store' })
  isDone(answer, 201, NO_REASON)
  assert.equal(answer.body.data.store_id, store.id)
  model.stocktakes.push({ id: answer.body.data.id, store, status: 'counting', counts: new Map(), finished: null })
}

/** Those for which it is time rather than others, but those too. */
function choose({ stocktakes }: Model, which: number, status: Stocktake['status']): Stocktake {
  const fitting = stocktakes.filter((stocktake) => stocktake.status === status)
  return pick(fitting.length > 0 && which % 5 !== 0 ? fitting : stocktakes, which)
}

type Counting = { readonly which: number; readonly differences: readonly (number | null)[] }

/** Counts some of the articles, now and then not as the model knows them. */
async function count(model: Model, scene: Scene, { which, differences }: Counting): Promise<void> {
  const stocktake = choose(model, which, 'counting')
  const counted = differences.flatMap((difference, article) => {
    const { variantId } = scene.articles[article] ?? assert.fail()
    const { onHand } = stocktake.store.shelves[article] ?? assert.fail()
    const quantity = Math.max(0, onHand + (difference ?? 0))
    return difference === null ? [] : [{ article, quantity, body: countOf(variantId, String(quantity)) }]
  })
  if (counted.length === 0) return
  const counts = counted.map(({ body }) => body)
  const answer = await scene.manager.post(`${PATH}/${stocktake.id}/counts`, { counts })
  const isOpen = stocktake.status === 'counting'
  if (!isDone(answer, 201, new Set(isOpen ? [] : ['stocktake_not_counting']))) return
  for (const { article, quantity, body } of counted) {
    stocktake.counts.set(article, { at: Date.parse(body.counted_at), quantity })
  }
}

/** Why a step is refused that only one status allows: what is approved is over, whatever is asked of it. */
function refusalOf(status: string, allowed: string, otherwise: string): ReadonlySet<string> {
  if (status === allowed) return NO_REASON
  return new Set([status === 'approved' ? 'stocktake_over' : otherwise])
}

async function finish(model: Model, { manager }: Scene, { which, isZero }: { which: number; isZero: boolean }) {
  const stocktake = choose(model, which, 'counting')
  const answer = await manager.post(`${PATH}/${stocktake.id}/finish`, { uncounted: isZero ? 'zero' : 'leave' })
  if (!isDone(answer, 200, refusalOf(stocktake.status, 'counting', 'stocktake_not_counting'))) return
  stocktake.status = 'finished'
  stocktake.finished = { at: Date.parse(answer.body.data.finished_at), isZero }
}

async function approve(model: Model, { manager }: Scene, { which }: { which: number }): Promise<void> {
  const stocktake = choose(model, which, 'finished')
  const answer = await manager.post(`${PATH}/${stocktake.id}/approve`)
  if (!isDone(answer, 200, refusalOf(stocktake.status, 'finished', 'stocktake_not_finished'))) return
  stocktake.status = 'approved'
  const { counts, finished, store } = stocktake
  for (const [article, shelf] of store.shelves.entries()) {
    const counted = counts.get(article) ?? (finished?.isZero ? { at: finished.at, quantity: 0 } : null)
    if (counted !== null) shelf.count(counted.at, counted.quantity)
  }
}

const which = fc.nat(1000)
const differences = fc.tuple(...ARTICLES.map(() => fc.constantFrom(null, 0, 0, -1, 2, -5)))
const hasSome = ({ stocktakes }: Readonly<Model>): boolean => stocktakes.length > 0

export const COUNTING = [
  step(
    'begin a stocktake',
    fc.record({ store: fc.nat(1) }),
    begin,
    ({ stocktakes }) => stocktakes.filter(({ status }) => status !== 'approved').length < 2,
  ),
  step('count', fc.record({ which, differences }), count, hasSome),
  step('finish a stocktake', fc.record({ which, isZero: fc.constantFrom(false, false, true) }), finish, hasSome),
  step('approve a stocktake', fc.record({ which }), approve, hasSome),
]
