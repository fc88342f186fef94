import type { Tx } from '../../platform/database/connect.ts'
import { deviceState, type LockedDevice } from './select-devices.ts'

/** Keeps the device from being revoked until the transaction ends; others may lease for it meanwhile. null: none such. */
export async function lockDeviceForLease(tx: Tx, id: string): Promise<LockedDevice | null> {
  const [device] = await tx<LockedDevice[]>`
    select d.id, d.store_id, d.name, ${deviceState(tx)} as state from devices d where d.id = ${id} for share`
  return device ?? null
}
