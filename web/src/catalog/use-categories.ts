import { useMemo } from 'react'
import { useApi } from '../api/index.ts'
import { useSession } from '../app/session.tsx'
import { type CategoryNode, type PlacedCategory, placeCategories, readTree } from './category-tree.ts'

/** The tree of categories, and all of them in its order. */
export function useCategories(): { tree: readonly CategoryNode[]; all: readonly PlacedCategory[] } {
  const { can } = useSession()
  const options = { staleTime: 30_000, enabled: can('product-categories.view') }
  const { data } = useApi('listCategories', [{ tree: true }], options)
  return useMemo(() => {
    const tree = readTree(data?.data ?? [])
    return { tree, all: placeCategories(tree) }
  }, [data])
}
