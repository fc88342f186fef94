import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { DeviceItem, DeviceUpdate } from './device-schema.ts'
import { getDevice, lockDevice } from './select-devices.ts'

/** Changes the name of a device. @throws not_found */
export async function updateDevice(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Static<typeof DeviceUpdate>,
): Promise<DeviceItem> {
  await lockDevice(tx, actor, id)
  await tx`update devices set name = coalesce(${input.name ?? null}, name), updated_at = now() where id = ${id}`
  return getDevice(tx, actor, id)
}
