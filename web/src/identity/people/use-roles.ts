import { useMemo } from 'react'
import { type ListedRole, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'

export type WholeRole = Required<ListedRole>

const MOST = 100

/** The roles of the chain, for whoever may see them; none otherwise. */
export function useRoles(): readonly WholeRole[] {
  const { can } = useSession()
  const { data } = useApi('listRoles', [{ per_page: MOST, sort: 'id' }], {
    enabled: can('roles.view'),
    staleTime: 60_000,
  })
  // Every field comes, since none was chosen.
  return useMemo(() => (data?.data ?? []) as readonly WholeRole[], [data])
}

/** Whether one may give this role: it gives nothing that one does not hold. */
export function useCanGive(): (role: Pick<WholeRole, 'permissions'>) => boolean {
  const { can } = useSession()
  return ({ permissions }) => can('roles.update') && permissions.every(can)
}
