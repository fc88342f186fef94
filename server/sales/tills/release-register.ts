import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockRegister } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import type { LeaseItem, ReleaseBody } from './lease-schema.ts'
import { endLease, findLatestLease, lockJournal } from './leases.ts'

/**
 * Ends the hold of a device on a register. Asked again it answers the same: a release is true once.
 *
 * @throws not_found, register_not_leased
 */
export async function releaseRegister(
  tx: Tx,
  actor: Actor,
  registerId: number,
  input: Static<typeof ReleaseBody>,
): Promise<LeaseItem> {
  const register = await lockRegister(tx, actor, registerId)
  const key = { storeId: register.store_id, registerId }
  await lockJournal(tx, key)
  const lease = await findLatestLease(tx, key, input.device_id)
  if (lease === null) throw salesErrors.register_not_leased()
  if (lease.ended_at !== null) return lease
  await endLease(tx, actor, lease, input.final_number ?? null)
  return (await findLatestLease(tx, key, input.device_id)) as LeaseItem
}
