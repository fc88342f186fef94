import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { DeviceItem } from './device-schema.ts'
import { endLease, findOpenLease, lockJournal } from './leases.ts'
import { getDevice, lockDevice } from './select-devices.ts'

/**
 * Ends what a device may do by itself. Its registers are free for others; what it still delivers waits for a manager.
 * Revoking it again changes nothing. Once this has answered, nothing more of it is recorded unseen: deliveries take the
 * locks that are taken here.
 *
 * @throws not_found
 */
export async function revokeDevice(tx: Tx, actor: Actor, id: string): Promise<DeviceItem> {
  const device = await lockDevice(tx, actor, id)
  if (device.state === 'revoked') return getDevice(tx, actor, id)
  const registers = await tx<{ register_id: number }[]>`
    select distinct register_id from register_leases where device_id = ${id} order by register_id`
  await tx`update devices set revoked_at = now(), revoked_by = ${actor.userId}, updated_at = now() where id = ${id}`
  for (const { register_id: registerId } of registers) {
    const key = { storeId: device.store_id, registerId }
    await lockJournal(tx, key)
    const lease = await findOpenLease(tx, key)
    // Those that have ended already are locked as well: late records come for them too.
    if (lease?.device_id === id) await endLease(tx, actor, lease)
  }
  return getDevice(tx, actor, id)
}
