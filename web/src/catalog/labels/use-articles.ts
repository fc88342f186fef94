import { useCallback, useEffect, useState } from 'react'
import { api, type ListedProduct } from '../../api/index.ts'
import { notifyError } from '../../ui/index.ts'

/** What labels are printed of. */
export type LabelArticle = {
  readonly variantId: number
  readonly name: string
  readonly sku: string | null
  readonly copies: number
}

const PAGE = 100
/** As many as the server prints at once. */
const ARTICLES_MAX = 500

/** The articles of a list of products, each once. */
export const articlesOf = ({ name = '', variants = [] }: ListedProduct): LabelArticle[] =>
  variants.map((variant) => ({
    variantId: variant.id,
    name: variants.length === 1 ? name : `${name} · ${variant.name}`,
    sku: variant.sku,
    copies: 1,
  }))

/** The articles of the page: at first those of the products that the address names. */
export function useArticles(products: string | undefined) {
  const [articles, setArticles] = useState<readonly LabelArticle[]>([])
  const add = useCallback((more: readonly LabelArticle[]) => {
    setArticles((before) => {
      const isNew = ({ variantId }: LabelArticle) => !before.some((other) => other.variantId === variantId)
      return [...before, ...more.filter(isNew)].slice(0, ARTICLES_MAX)
    })
  }, [])
  useEffect(() => {
    const ids = (products ?? '').split(',').filter((id) => /^\d+$/.test(id))
    const read = async () => {
      for (let place = 0; place < ids.length; place += PAGE) {
        const query = { ids: ids.slice(place, place + PAGE).join(), per_page: PAGE, include: 'variants' }
        add((await api.listProducts(query)).data.flatMap(articlesOf))
      }
    }
    read().catch(notifyError)
  }, [products, add])
  const setCopies = (variantId: number, copies: number) =>
    setArticles((before) =>
      before.map((article) => (article.variantId === variantId ? { ...article, copies } : article)),
    )
  const remove = (variantId: number) =>
    setArticles((before) => before.filter((article) => article.variantId !== variantId))
  return { articles, add, setCopies, remove, clear: () => setArticles([]) }
}
