import type { Article } from '../memory.ts'

/** A product as one tile: one article is sold at once, of several one is chosen. */
export type ArticleGroup = { readonly productId: number; readonly name: string; readonly articles: readonly Article[] }

/** Sisters stand together, in the place of the first of them. */
export function groupArticles(articles: readonly Article[]): ArticleGroup[] {
  const groups = Map.groupBy(articles, ({ product_id: productId }) => productId)
  return [...groups].map(([productId, sisters]) => {
    const [first] = sisters
    const name = sisters.length === 1 ? first?.name : first?.product_name
    const inOrder = sisters.toSorted((left, right) => left.position - right.position)
    return { productId, name: name ?? '', articles: inOrder }
  })
}

const MULTIPLIED = /^(\d{1,4}(?:[.,]\d{1,3})?)\s*[*×x]\s*(.*)$/i

/** `3*café` is three of what `café` finds; `3*` alone sets the quantity of the line. */
export function readMultiplied(typed: string): { readonly quantity: string | null; readonly text: string } {
  const [, quantity, text] = MULTIPLIED.exec(typed.trim()) ?? []
  if (quantity === undefined || text === undefined) return { quantity: null, text: typed.trim() }
  return { quantity: quantity.replace(',', '.'), text: text.trim() }
}
