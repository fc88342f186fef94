import { type ListedSession, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'

/** The drawers of a store from which cash may be given back; none for whoever does not see sessions. */
export function useOpenDrawers(storeId: number): readonly ListedSession[] {
  const { can } = useSession()
  const query = { store_id: storeId, status: 'open', kind: 'drawer', per_page: 100 } as const
  return useApi('listSessions', [query], { enabled: can('sessions.view') }).data?.data ?? []
}
