import { withSold } from '../inventory/join-sold.ts'
import type { StockGroup } from '../inventory/query-stock.ts'
import { NO_STOCK, type StockFacts } from '../inventory/stock-facts.ts'
import type { StockScope } from '../inventory/stock-scope.ts'
import type { Facts } from '../measures.ts'
import { type CurrencyFacts, NO_FACTS } from '../query-facts.ts'
import type { ResolvedScope, ScopeStore } from '../resolve-scope.ts'

/** A store in three periods, with its stock. */
export type ComparedStore = {
  readonly store: ScopeStore
  readonly now: Facts
  readonly before: Facts
  readonly lastYear: Facts
  readonly stock: StockFacts
  /** By revenue among the stores of its currency; null where nothing was sold. */
  readonly rank: number | null
  readonly previousRank: number | null
}

export type ComparedStores = {
  readonly currency: string | null
  readonly stores: readonly ComparedStore[]
  readonly totals: Omit<ComparedStore, 'store' | 'rank' | 'previousRank'>
}

type Found = {
  readonly resolved: ResolvedScope
  readonly now: readonly CurrencyFacts[]
  readonly before: readonly CurrencyFacts[]
  readonly lastYear: readonly CurrencyFacts[]
  readonly stock: readonly StockGroup[]
  readonly stockScope: Pick<StockScope, 'days' | 'ledgerDays'>
}

/** The stores of each currency, the best first; what was sold in a currency that a store had before stands there. */
export function compareStores(found: Found): ComparedStores[] {
  const { resolved } = found
  const wanted = resolved.scope.currency
  const currencies = new Set<string | null>([
    ...resolved.stores.map(({ currency }) => currency),
    ...[...found.now, ...found.before, ...found.lastYear].map(({ currency }) => currency),
  ])
  const known = [...currencies].filter((currency) => wanted === null || currency === wanted).sort()
  if (known.length === 0) known.push(resolved.emptyCurrency)
  return known.map((currency) => compareOfCurrency(currency, found))
}

function compareOfCurrency(currency: string | null, found: Found): ComparedStores {
  const blockOf = (blocks: readonly CurrencyFacts[]) => blocks.find((block) => block.currency === currency)
  const [now, before, lastYear] = [blockOf(found.now), blockOf(found.before), blockOf(found.lastYear)]
  const [nowOf, beforeOf, lastYearOf] = [factsByStore(now), factsByStore(before), factsByStore(lastYear)]
  const ownStock = found.stock.filter((group) => group.currency === currency)
  const stockOf = new Map(ownStock.map(({ key, facts }) => [Number(key), facts]))
  const [ranks, previousRanks] = [ranksOf(nowOf), ranksOf(beforeOf)]
  const isShown = ({ id, kind, currency: own, is_deleted }: ScopeStore): boolean =>
    nowOf.has(id) ||
    beforeOf.has(id) ||
    lastYearOf.has(id) ||
    (own === currency && !is_deleted && (kind === 'store' || stockOf.has(id)))
  const stores = found.resolved.stores.filter(isShown).map((store): ComparedStore => {
    const facts = nowOf.get(store.id) ?? NO_FACTS
    return {
      store,
      now: facts,
      before: beforeOf.get(store.id) ?? NO_FACTS,
      lastYear: lastYearOf.get(store.id) ?? NO_FACTS,
      stock: withSold(stockOf.get(store.id) ?? NO_STOCK, facts, found.stockScope),
      rank: ranks.get(store.id) ?? null,
      previousRank: previousRanks.get(store.id) ?? null,
    }
  })
  const totals = now?.totals ?? NO_FACTS
  return {
    currency,
    stores: stores.sort(
      (left, right) => (left.rank ?? Infinity) - (right.rank ?? Infinity) || left.store.id - right.store.id,
    ),
    totals: {
      now: totals,
      before: before?.totals ?? NO_FACTS,
      lastYear: lastYear?.totals ?? NO_FACTS,
      stock: withSold(sumStock(ownStock), totals, found.stockScope),
    },
  }
}

const factsByStore = (block: CurrencyFacts | undefined): ReadonlyMap<number, Facts> =>
  new Map(block?.groups.map(({ key, facts }) => [Number(key), facts]))

/** Equal revenues stand by the tickets, then by the store that was there first. */
function ranksOf(factsOf: ReadonlyMap<number, Facts>): ReadonlyMap<number, number> {
  const sorted = [...factsOf].sort(
    ([one, left], [other, right]) =>
      compare(right.net, left.net) || compare(right.tickets, left.tickets) || one - other,
  )
  return new Map(sorted.map(([id], index) => [id, index + 1]))
}

function sumStock(groups: readonly StockGroup[]): StockGroup['facts'] {
  const sum = { ...NO_STOCK }
  for (const { facts } of groups) for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += facts[name]
  return sum
}

const compare = (left: bigint, right: bigint): number => Number(left > right) - Number(left < right)
