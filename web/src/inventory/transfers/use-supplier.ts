import { useApi } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'

/**
 * Who supplies a store, to begin a request with: as its proposals say, since it may be a place that one does not see; else
 * the first warehouse that one sees.
 */
export function useSupplier(storeId: number | null): { readonly id: number; readonly name: string } | null {
  const stores = useStores()
  const { data } = useApi(
    'listReplenishmentProposals',
    [{ store_id: storeId ?? 0, per_page: 1, fields: 'source_id,source_name' }],
    { enabled: storeId !== null },
  )
  const [proposal] = data?.data ?? []
  if (proposal?.source_id && proposal.source_name) return { id: proposal.source_id, name: proposal.source_name }
  const warehouse = stores.find(({ id, kind }) => kind === 'warehouse' && id !== storeId)
  return warehouse?.id === undefined ? null : { id: warehouse.id, name: warehouse.name ?? '' }
}
