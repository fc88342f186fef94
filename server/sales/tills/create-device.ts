import { randomUUIDv7 } from 'node:crypto'
import type { Static } from 'typebox'
import { digestCode, makeEnrolmentCode } from '../../identity/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'
import { salesErrors } from '../errors.ts'
import type { DeviceCreate, DeviceWithCode } from './device-schema.ts'
import { getDevice, lockDevice } from './select-devices.ts'

/** Long enough to walk to the till, too short to be found in a drawer. */
const CODE_LIFETIME_MINUTES = 15

/** Makes a device of a store, with the code that enrols it. @throws validation_failed for a store that is not there. */
export async function createDevice(tx: Tx, actor: Actor, input: Static<typeof DeviceCreate>): Promise<DeviceWithCode> {
  const id = randomUUIDv7()
  const made = mayActInStore(actor, input.store_id)
    ? await tx`
        insert into devices (id, store_id, name, created_by)
        select ${id}, store.id, ${input.name}, ${actor.userId} from stores store
        where store.id = ${input.store_id} and store.deleted_at is null returning 1`
    : []
  if (made.length === 0) throw missingReference('store_id')
  return withNewCode(tx, actor, id)
}

/** Gives a device that is not enrolled yet another code; the one before is void. @throws not_found, device_enrolled */
export async function issueCode(tx: Tx, actor: Actor, id: string): Promise<DeviceWithCode> {
  const { state } = await lockDevice(tx, actor, id)
  if (state === 'revoked') throw salesErrors.device_is_revoked()
  if (state === 'enrolled') throw salesErrors.device_enrolled()
  return withNewCode(tx, actor, id)
}

async function withNewCode(tx: Tx, actor: Actor, id: string): Promise<DeviceWithCode> {
  const code = makeEnrolmentCode()
  const [row] = await tx<[{ enrolment_expires_at: string }]>`
    update devices set enrolment_code_hash = ${digestCode(code)}, updated_at = now(),
      enrolment_expires_at = now() + make_interval(mins => ${CODE_LIFETIME_MINUTES})
    where id = ${id} returning enrolment_expires_at`
  return { ...(await getDevice(tx, actor, id)), code, code_expires_at: row.enrolment_expires_at }
}
