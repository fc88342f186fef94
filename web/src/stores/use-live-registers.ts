import { useMemo } from 'react'
import { useApi } from '../api/index.ts'
import { useSession } from '../app/session.tsx'
import { groupByStore, type LiveRegister } from './register-state.ts'

const REFRESH_MS = 30_000
const NONE: ReadonlyMap<number, readonly LiveRegister[]> = new Map()

/** The live state of the registers by store, for whoever may read it; `isKnown` says whether one may. */
export function useLiveRegisters(storeId?: number) {
  const { can } = useSession()
  const isKnown = can('reports.view')
  const { data } = useApi('reportDashboard', [storeId === undefined ? {} : { store_id: String(storeId) }], {
    enabled: isKnown,
    refetchInterval: REFRESH_MS,
  })
  const byStore = useMemo(
    () => (typeof data === 'object' && 'registers' in data ? groupByStore(data.registers) : NONE),
    [data],
  )
  return { isKnown, byStore }
}
