import { useMemo } from 'react'
import { useStores } from '../app/store-choice.tsx'

/** What each of one's stores is called, by its number; the number of one that is not one's own. */
export function useStoreNames(): (id: number | null | undefined) => string {
  const stores = useStores()
  return useMemo(() => {
    const names = new Map(stores.map(({ id, name }) => [id, name]))
    return (id) => (id === null || id === undefined ? '' : (names.get(id) ?? `#${id}`))
  }, [stores])
}
