import { useEffect, useState } from 'react'
import { type ArticleGroup, groupArticles } from '../../cart/group-articles.ts'
import { storeDay } from '../../cart/store-day.ts'
import type { Article, Category, StockLevel, StoreCopy } from '../../memory.ts'
import { useSellingTill } from '../shared/till-context.tsx'

/** More tiles than a person looks through. */
const MOST = 120
/** Each key draws what it finds: an old machine must have done so before the next one. */
const MOST_FOUND = 40

export type ShownArticles = {
  /** What they were searched by; empty: they were not searched for. */
  readonly text: string
  /** null: they are being looked for the first time. */
  readonly groups: readonly ArticleGroup[] | null
  readonly stock: ReadonlyMap<number, StockLevel>
}

/** What the grid shows: what was searched for, else a category, else what sells most here. */
export function useShownArticles(text: string, categoryId: number | 'favourites'): ShownArticles {
  const { memory, snapshot, store } = useSellingTill()
  const { copy, device } = memory
  const today = storeDay(store, device.now())
  const { version, categories } = snapshot.copy
  const [shown, setShown] = useState<ShownArticles>({ text: '', groups: null, stock: new Map() })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the copy may hold other articles.
  useEffect(() => {
    let isLatest = true
    const look = async (): Promise<readonly Article[]> => {
      if (text !== '') return copy.search(text, MOST_FOUND)
      if (categoryId !== 'favourites') return copy.articlesOf(categoryId, MOST)
      return favouritesOf(copy, categories, today)
    }
    const show = async () => {
      const articles = await look()
      if (!isLatest) return
      // It is in the memory of the copy as they are: drawn with them, nothing moves a moment later.
      const stock = await copy.stockOf(articles.map(({ id }) => id))
      if (isLatest) setShown({ text, groups: groupArticles(articles), stock })
    }
    void show()
    return () => {
      isLatest = false
    }
  }, [copy, text, categoryId, version, today])
  return shown
}

/** What was shown first today. */
const kept = new WeakMap<StoreCopy, { readonly day: string; readonly ids: readonly number[] }>()

/** The hand remembers where a tile is: what sells most is counted anew each day, and not while one sells. */
async function favouritesOf(
  copy: StoreCopy,
  categories: readonly Category[],
  day: string,
): Promise<readonly Article[]> {
  const known = kept.get(copy)
  if (known?.day === day) return copy.articles(known.ids)
  const favourites = await copy.favourites(MOST)
  const shown = new Map(favourites.map((article) => [article.id, article]))
  if (favourites.length < FEW) {
    for (const article of await someOfEach(copy, categories)) shown.set(article.id, article)
  }
  if (shown.size > 0) kept.set(copy, { day, ids: [...shown.keys()] })
  return [...shown.values()]
}

const OF_EACH = 8
/** So few favourites leave the grid empty. */
const FEW = 24

/** Before much was sold here little is a favourite: some of each category show what there is. */
async function someOfEach(copy: StoreCopy, categories: readonly Category[]): Promise<readonly Article[]> {
  const tops = categories
    .filter(({ parent_id: parentId }) => parentId === null)
    .toSorted((left, right) => left.position - right.position)
  const some = await Promise.all([...tops.map(({ id }) => id), null].map((id) => copy.articlesOf(id, OF_EACH)))
  return some.flat().slice(0, MOST)
}
