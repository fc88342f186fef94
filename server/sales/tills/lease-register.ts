import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { loadStoreFacts, lockRegister } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import type { LeaseBody, LeaseItem } from './lease-schema.ts'
import { endLease, findOpenLease, insertLease, lockJournal } from './leases.ts'
import { lockDeviceForLease } from './lock-device-for-lease.ts'

/**
 * Gives a register to a device: a series of numbers that only it hands out, without a network too. The device that holds
 * it already gets the same series again. Devices are locked before registers.
 *
 * @throws not_found, validation_failed for a device of another store, device_not_enrolled, device_is_revoked,
 * register_takes_no_device, register_leased
 */
export async function leaseRegister(
  tx: Tx,
  actor: Actor,
  registerId: number,
  input: Static<typeof LeaseBody>,
): Promise<LeaseItem> {
  const device = await lockDeviceForLease(tx, input.device_id)
  const register = await lockRegister(tx, actor, registerId)
  if (device === null || device.store_id !== register.store_id) throw missingReference('device_id')
  if (device.state === 'waiting') throw salesErrors.device_not_enrolled()
  if (device.state === 'revoked') throw salesErrors.device_is_revoked()
  if (register.kind !== 'till' || !register.is_active) throw salesErrors.register_takes_no_device()
  const key = { storeId: register.store_id, registerId }
  await lockJournal(tx, key)
  const held = await findOpenLease(tx, key)
  if (held?.device_id === device.id) return held
  if (held !== null) {
    if (input.take_over !== true) throw await registerLeased(tx, held)
    await endLease(tx, actor, held)
  }
  return insertLease(tx, actor, key, device.id)
}

async function registerLeased(tx: Tx, held: LeaseItem) {
  const [holder] = await tx<[{ name: string }]>`select name from devices where id = ${held.device_id}`
  const store = (await loadStoreFacts(tx, [held.store_id])).get(held.store_id)
  const since = Temporal.Instant.from(new Date(held.leased_at).toISOString())
    .toZonedDateTimeISO(store?.timeZone ?? 'UTC')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
  return salesErrors.register_leased({
    values: { device: holder.name, since },
    fields: {
      device_id: text(`« ${holder.name} » tient cette caisse.`, `"${holder.name}" holds this register.`),
    },
  })
}
