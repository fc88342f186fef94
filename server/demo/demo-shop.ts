import type { ArticleFacts } from '../catalog/index.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import type { StoreFacts } from '../stores/index.ts'
import type { DemoStaff } from './demo-people.ts'
import { DemoRandom, runningSums } from './demo-random.ts'
import type { DemoStore } from './demo-stores.ts'
import type { AssortmentRow } from './read-assortment.ts'

/** An article with what the demo wants to know of it beside what a sale does. */
export type DemoArticle = ArticleFacts & { readonly popularity: number; readonly isWeighed: boolean }

export type Cashier = { readonly id: number; readonly actor: Actor }

/** A store as the demo plays it. */
export type DemoShop = {
  readonly plan: DemoStore
  readonly store: StoreFacts
  readonly tillIds: readonly number[]
  readonly cashiers: readonly Cashier[]
  /** The customers who are known here. */
  readonly regulars: readonly number[]
  /** Who signs for the goods that come in. */
  readonly clerk: Cashier
  readonly articles: readonly DemoArticle[]
  /** Running sums of how often each article is bought here: each store has its own customers. */
  readonly tastes: readonly number[]
  /** Thousandths of each article that sell in an ordinary week. */
  readonly weeklyDemand: ReadonlyMap<number, number>
  /** Thousandths on the shelf, so that nobody buys what is not there. */
  readonly onHand: Map<number, number>
}

export const UNIT = 1000
/** What a line of a basket holds on average, in thousandths: mostly one piece, or a bag of two pounds. */
const MEAN_LINE_PIECES = 1270
const MEAN_LINE_GRAMS = 850
export const MEAN_LINES = 2.75
const OPEN_DAYS = 6.6

export const combineArticles = (
  rows: readonly AssortmentRow[],
  variantIds: ReadonlyMap<string, number>,
  facts: ReadonlyMap<number, ArticleFacts>,
): DemoArticle[] =>
  rows.map((row) => {
    const article = facts.get(variantIds.get(row.sku) ?? 0)
    if (article === undefined) throw new Error(`The article ${row.sku} of the demo was not made.`)
    return { ...article, popularity: row.popularity, isWeighed: row.unit === 'kg' }
  })

export type ShopParts = Pick<DemoShop, 'plan' | 'store' | 'tillIds' | 'regulars'> & {
  readonly staff: readonly DemoStaff[]
  readonly articles: readonly DemoArticle[]
  readonly seed: string
}

export function openShop({ plan, store, tillIds, regulars, staff, articles, seed }: ShopParts): DemoShop {
  const weights = articles.map(({ popularity, variantId }) => {
    const taste = new DemoRandom(`${seed}/taste/${plan.code}/${variantId}`)
    return popularity * Math.exp(0.35 * taste.normal())
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const linesPerWeek = plan.ticketsPerDay * OPEN_DAYS * MEAN_LINES
  const weeklyDemand = new Map(
    articles.map(({ variantId, isWeighed }, index) => {
      const share = (weights[index] ?? 0) / sum
      return [variantId, linesPerWeek * share * (isWeighed ? MEAN_LINE_GRAMS : MEAN_LINE_PIECES)]
    }),
  )
  const here = staff.filter((person) => person.storeCodes.includes(plan.code))
  const clerk = here.find((person) => person.role === 'stock_clerk')
  if (clerk === undefined) throw new Error(`Nobody receives goods in ${plan.name}.`)
  return {
    plan,
    store,
    tillIds,
    regulars,
    cashiers: here.filter((person) => person.role === 'cashier').map(asCashier),
    clerk: asCashier(clerk),
    articles,
    tastes: runningSums(weights),
    weeklyDemand,
    onHand: new Map(),
  }
}

/** What people did in the past is written by the system in their name: none of them had signed in. */
const asCashier = ({ id, name }: DemoStaff): Cashier => ({ id, actor: { ...systemActor, name } })
