/** What the label of a scale says of a line: its weight, or the price of what it is on. The same reading as the server's. */
import { currencyDecimals, divideRounded, lineAmount } from '../../../../rules/index.ts'
import type { Match } from '../memory.ts'
import type { AddedArticle } from './change-cart.ts'
import { fromPrice, fromQuantity, toPrice, toQuantity } from './decimals.ts'

/** null: the article must be weighed, or its price typed, before it can be sold. */
export function soldByCode(match: Match, askedPrice: string | null, currency: string): AddedArticle | null {
  const { article } = match
  const weight = toQuantity(match.quantity ?? '0')
  const price = toPrice(match.price ?? '0')
  const isWeighed = article.sold_by === 'weight'
  if (weight > 0n && askedPrice !== null) {
    return { article, quantity: fromQuantity(weight), unitPrice: askedPrice, askedPrice, isFromLabel: true }
  }
  if (price > 0n)
    return isWeighed ? byPriceOfWeight(match, price, askedPrice, currency) : byPrice(match, price, askedPrice)
  return sellOne(article, askedPrice)
}

/** One of it at the catalogue's price; null for what is weighed or has an open price. */
export function sellOne(article: Match['article'], askedPrice: string | null): AddedArticle | null {
  if (article.sold_by === 'weight' || article.is_open_price || askedPrice === null) return null
  return { article, quantity: '1', unitPrice: askedPrice, askedPrice }
}

const byPrice = ({ article }: Match, price: bigint, askedPrice: string | null): AddedArticle => ({
  article,
  quantity: '1',
  unitPrice: fromPrice(price),
  askedPrice,
  isFromLabel: true,
})

const ONE = 1000n

/** So many kilograms at today's price; what is paid is what is printed. */
function byPriceOfWeight(
  { article }: Match,
  price: bigint,
  askedPrice: string | null,
  currency: string,
): AddedArticle | null {
  const perKilogram = toPrice(askedPrice ?? '0')
  if (perKilogram === 0n) return null
  const decimals = currencyDecimals(currency)
  const quantity = divideRounded(price * ONE, perKilogram) || 1n
  const isExact = lineAmount(quantity, perKilogram, decimals) === lineAmount(ONE, price, decimals)
  const unitPrice = isExact ? perKilogram : divideRounded(price * ONE, quantity)
  return {
    article,
    quantity: fromQuantity(quantity),
    unitPrice: fromPrice(unitPrice),
    askedPrice,
    isFromLabel: true,
  }
}
