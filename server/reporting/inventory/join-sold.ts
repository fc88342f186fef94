import type { Facts } from '../measures.ts'
import type { FactGroup } from '../query-facts.ts'
import { type AbcClass, classifyArticles } from './classify-articles.ts'
import type { ShrinkageRow } from './query-shrinkage.ts'
import type { StockGroup } from './query-stock.ts'
import { NO_STOCK, type StockFacts } from './stock-facts.ts'
import type { StockScope } from './stock-scope.ts'

/** What a group has, sold and lost. */
export type JoinedGroup = {
  readonly key: string | null
  readonly label: string | null
  readonly code: string | null
  readonly facts: StockFacts
}

export type StockTotals = {
  readonly currency: string | null
  readonly totals: StockFacts
  readonly groups: readonly JoinedGroup[]
  /** Of articles, by the key of their group. */
  readonly classes: ReadonlyMap<string, AbcClass>
  readonly shrinkage: readonly ShrinkageRow[]
}

type Found = {
  readonly stock: readonly StockGroup[]
  readonly sold: readonly { readonly currency: string | null; readonly groups: readonly FactGroup[] }[]
  readonly shrinkage: readonly ShrinkageRow[]
}

/** What all groups share: how long the period is, and how long of it the ledger speaks. */
type Days = Pick<StockScope, 'days' | 'ledgerDays'>

/**
 * Puts what the groups of one currency have beside what they sold. A group that sold and has no stock is one too, so that
 * the rows add up to what was sold.
 */
export function joinSold(currency: string | null, found: Found, days: Days): StockTotals {
  const sold = found.sold.find((block) => block.currency === currency)?.groups ?? []
  const soldByKey = new Map(sold.map((group) => [group.key, group]))
  const groups: JoinedGroup[] = []
  for (const { currency: own, key, label, code, facts } of found.stock) {
    if (own !== currency) continue
    const beside = soldByKey.get(key)
    soldByKey.delete(key)
    groups.push({ key, label: label ?? beside?.label ?? null, code, facts: withSold(facts, beside?.facts, days) })
  }
  for (const group of soldByKey.values()) {
    const { key, label, code } = group
    groups.push({ key, label, code, facts: withSold(NO_STOCK, group.facts, days) })
  }
  return {
    currency,
    totals: sumFacts(groups, days),
    groups,
    classes: classifyArticles(sold),
    shrinkage: found.shrinkage.filter((row) => row.currency === currency),
  }
}

/** @param sold the facts of the same group in the sales report */
export const withSold = (facts: StockGroup['facts'], sold: Facts | undefined, days: Days): StockFacts => ({
  ...facts,
  revenue: sold?.net ?? 0n,
  sold_units: sold?.units ?? 0n,
  cost_of_goods: sold?.cost ?? 0n,
  days: BigInt(days.days),
  ledger_days: BigInt(days.ledgerDays),
})

const SHARED: ReadonlySet<keyof StockFacts> = new Set(['days', 'ledger_days'])

/** Every fact of groups adds up, but for the days, which they share. */
export function sumFacts(groups: readonly Pick<JoinedGroup, 'facts'>[], days: Days): StockFacts {
  const sum: Record<keyof StockFacts, bigint> = { ...withSold(NO_STOCK, undefined, days) }
  for (const { facts } of groups) {
    for (const name of Object.keys(sum) as (keyof StockFacts)[]) if (!SHARED.has(name)) sum[name] += facts[name]
  }
  return sum
}
