import type { ReportDashboardData } from '../api/index.ts'

export type LiveRegister = ReportDashboardData['registers'][number]

/** How a register stands: open, open but without a sign of life for a while, closed, or without a drawer. */
export type RegisterState = 'open' | 'silent' | 'closed' | 'virtual'

/** A till tells of itself every minute; after this long something is wrong with it, or with its network. */
const SILENT_MS = 15 * 60_000

export function stateOf({ state, silent_since: since }: LiveRegister, now: number): RegisterState {
  if (state === null) return 'virtual'
  if (state === 'closed') return 'closed'
  return since !== null && now - Date.parse(since) > SILENT_MS ? 'silent' : 'open'
}

/** Registers by the store in which they stand. */
export function groupByStore(registers: readonly LiveRegister[]): ReadonlyMap<number, readonly LiveRegister[]> {
  return Map.groupBy(registers, ({ store_id: storeId }) => storeId)
}
