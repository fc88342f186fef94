import { changeOf } from '../change-of.ts'
import { type Facts, KPI_MEASURES, type Measure } from '../measures.ts'
import { type FactGroup, NO_FACTS } from '../query-facts.ts'

/** What products are ranked by. */
export const RANKINGS = ['revenue', 'units', 'tickets', 'margin'] as const
export type Ranking = (typeof RANKINGS)[number]

/** A product in two periods. */
export type RankedProduct = {
  readonly key: string
  readonly label: string | null
  readonly facts: Facts
  readonly previous: Facts
  /** null where it was not sold in that period. */
  readonly rank: number | null
  readonly previousRank: number | null
  readonly change: string | null
}

export type Ranks = {
  readonly ranked: readonly RankedProduct[]
  readonly rising: readonly RankedProduct[]
  readonly falling: readonly RankedProduct[]
}

/**
 * The products of a period in the order of a measure, with their places in the period before; and those that gained and
 * lost most of it, whether or not they were sold in both. Equal ones stand by revenue, then by id. What is no article has
 * no rank.
 */
export function rankProducts(now: readonly FactGroup[], before: readonly FactGroup[], by: Ranking): Ranks {
  const value = measureOf(by)
  const ranks = ranksOf(now, by)
  const previousRanks = ranksOf(before, by)
  const products = new Map<string, FactGroup>()
  // The name in the later period counts.
  for (const group of [...before, ...now]) if (group.key !== null) products.set(group.key, group)
  const factsIn = (groups: readonly FactGroup[]) => new Map(groups.map(({ key, facts }) => [key, facts]))
  const [factsNow, factsBefore] = [factsIn(now), factsIn(before)]
  const all = [...products].map(([key, { label }]): RankedProduct => {
    const facts = factsNow.get(key) ?? NO_FACTS
    const previous = factsBefore.get(key) ?? NO_FACTS
    return {
      key,
      label,
      facts,
      previous,
      rank: ranks.get(key) ?? null,
      previousRank: previousRanks.get(key) ?? null,
      change: changeOf(KPI_MEASURES[by], facts, previous),
    }
  })
  const gain = ({ facts, previous }: RankedProduct): bigint => value(facts) - value(previous)
  const byGain = (left: RankedProduct, right: RankedProduct) =>
    compare(gain(right), gain(left)) || Number(left.key) - Number(right.key)
  return {
    ranked: all.filter(({ rank }) => rank !== null).sort((left, right) => (left.rank ?? 0) - (right.rank ?? 0)),
    rising: all.filter((product) => gain(product) > 0n).sort(byGain),
    falling: all
      .filter((product) => gain(product) < 0n)
      .sort((left, right) => byGain(right, left) || Number(left.key) - Number(right.key)),
  }
}

function ranksOf(groups: readonly FactGroup[], by: Ranking): ReadonlyMap<string, number> {
  const value = measureOf(by)
  const sorted = groups
    .flatMap(({ key, facts }) => (key === null ? [] : [{ key, facts }]))
    .sort(
      (left, right) =>
        compare(value(right.facts), value(left.facts)) ||
        compare(right.facts.net, left.facts.net) ||
        Number(left.key) - Number(right.key),
    )
  return new Map(sorted.map(({ key }, index) => [key, index + 1]))
}

/** These measures are sums: they always have a value. */
function measureOf(by: Ranking): (facts: Facts) => bigint {
  const measure: Measure = KPI_MEASURES[by]
  return (facts) => measure.value(facts) ?? 0n
}

const compare = (left: bigint, right: bigint): number => Number(left > right) - Number(left < right)
