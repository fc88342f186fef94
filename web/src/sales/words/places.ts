import { useMemo } from 'react'
import { useStores } from '../../app/store-choice.tsx'

/** What pages of the room must know of stores: their name, clock and currency, by their id. */
export function usePlaces() {
  const stores = useStores()
  return useMemo(() => {
    const byId = new Map(stores.map((store) => [store.id, store]))
    return {
      name: (id: number | null | undefined) => byId.get(id ?? undefined)?.name ?? '',
      /** Moments are told by the store's own clock. */
      zone: (id: number | null | undefined) => byId.get(id ?? undefined)?.time_zone,
      currency: (id: number | null | undefined) => byId.get(id ?? undefined)?.currency,
      /** Where one begins to look where one store must be chosen: a warehouse sells nothing. */
      first: (stores.find(({ kind }) => kind === 'store') ?? stores[0])?.id,
      options: stores.map(({ id, name }) => ({ value: String(id), label: name ?? String(id) })),
    }
  }, [stores])
}
