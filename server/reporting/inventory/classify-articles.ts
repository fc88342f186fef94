import type { FactGroup } from '../query-facts.ts'

export const ABC_CLASSES = ['A', 'B', 'C'] as const
export type AbcClass = (typeof ABC_CLASSES)[number]

/** Where a class ends, in percent of the revenue: 80, 15 more, and the 5 that remain. */
const ENDS: readonly { readonly class: AbcClass; readonly percent: bigint }[] = [
  { class: 'A', percent: 80n },
  { class: 'B', percent: 95n },
]

type Sold = Pick<FactGroup, 'key'> & { readonly facts: { readonly net: bigint } }

/**
 * The class of each article by what it brought: the articles in the order of their revenue, the first that make 80 % of it
 * are A, those that make the next 15 % are B. The article that reaches the end of a class is still in it. What brought
 * nothing, or was given back, is C, as is what does not stand here.
 */
export function classifyArticles(articles: readonly Sold[]): ReadonlyMap<string, AbcClass> {
  const sold = articles
    .filter((article): article is Sold & { key: string } => article.key !== null && article.facts.net > 0n)
    .sort((left, right) => compare(right.facts.net, left.facts.net) || Number(left.key) - Number(right.key))
  const total = sold.reduce((sum, { facts }) => sum + facts.net, 0n)
  const classes = new Map<string, AbcClass>()
  let before = 0n
  for (const { key, facts } of sold) {
    const found = ENDS.find(({ percent }) => before * 100n < total * percent)
    classes.set(key, found?.class ?? 'C')
    before += facts.net
  }
  return classes
}

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0)
