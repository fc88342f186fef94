import type { Text } from '../i18n/index.ts'
import { messages } from './messages.ts'

export type Article = {
  readonly name: string
  /** As it is typed; the comma of one who writes another language is taken too. */
  readonly price: string
  /** How many there are; empty: nobody has counted. */
  readonly stock: string
  readonly taxClass: string
}

/** What an article bears unless another class is chosen: nobody is to be untaxed by an oversight. */
export const USUAL_CLASS = 'standard'
export const NO_ARTICLE: Article = { name: '', price: '', stock: '', taxClass: USUAL_CLASS }

export type Refusals = Readonly<Partial<Record<'name' | 'price' | 'stock', Text>>>

const PRICE = /^\d{1,9}(\.\d{1,4})?$/
const STOCK = /^\d{1,9}(\.\d{1,3})?$/
/** One comma and not three digits after it can only stand before decimals, in English too. */
const COMMA = /^(\d+),(\d{1,2}|\d{4})$/

const readPlain = (typed: string): string => typed.trim().replace(COMMA, '$1.$2')

const isEmpty = ({ name, price, stock }: Article): boolean => [name, price, stock].every((text) => text.trim() === '')

function refusalsOf({ name, price, stock }: Article): Refusals {
  return {
    ...(name === '' && { name: messages.nameMissing }),
    ...(price === '' ? { price: messages.priceMissing } : !PRICE.test(price) && { price: messages.priceUnreadable }),
    ...(stock !== '' && !STOCK.test(stock) && { stock: messages.stockUnreadable }),
  }
}

/**
 * The articles as they are to be made, and what is wrong with each, by its place in the form: nothing is made before all
 * of them can be. A row that nobody has written in is no article.
 */
export function readArticles(typed: readonly Article[]): {
  readonly articles: readonly Article[]
  readonly refusals: ReadonlyMap<number, Refusals>
} {
  const articles: Article[] = []
  const refusals = new Map<number, Refusals>()
  typed.forEach((row, index) => {
    if (isEmpty(row)) return
    const article = { ...row, name: row.name.trim(), price: readPlain(row.price), stock: readPlain(row.stock) }
    const refused = refusalsOf(article)
    if (Object.keys(refused).length > 0) refusals.set(index, refused)
    articles.push(article)
  })
  return { articles, refusals }
}
