import { useMemo } from 'react'
import { useApi } from '../api/index.ts'
import { type CategoryNode, type PlacedCategory, placeCategories, readTree } from './category-tree.ts'

/** The tree of categories, and all of them in its order. */
export function useCategories(): { tree: readonly CategoryNode[]; all: readonly PlacedCategory[] } {
  const { data } = useApi('listCategories', [{ tree: true }], { staleTime: 30_000 })
  return useMemo(() => {
    const tree = readTree(data?.data ?? [])
    return { tree, all: placeCategories(tree) }
  }, [data])
}
