import type { Article } from '../memory.ts'

/**
 * What the store asks for an article at a moment: that of the price whose period holds it, else the chain's. A price of the
 * store that names no compare-at price has none.
 */
export function priceAt(article: Article, at: Date): { price: string | null; compareAtPrice: string | null } {
  const moment = at.getTime()
  const own = article.store_prices.find(
    ({ starts_at: from, ends_at: to }) =>
      (from === null || Date.parse(from) <= moment) && (to === null || moment < Date.parse(to)),
  )
  if (own !== undefined) return { price: own.price, compareAtPrice: own.compare_at_price }
  return { price: article.chain_price, compareAtPrice: article.chain_compare_at_price }
}
