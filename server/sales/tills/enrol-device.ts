import type { Static } from 'typebox'
import { digestCode, enrolmentLimit, returnAttempts, takeAttempts } from '../../identity/index.ts'
import { systemActor } from '../../platform/actor.ts'
import { type AuditSettings, type Sql, withTransaction } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { readPublicKey } from './device-key.ts'
import type { DeviceEnrolment, DeviceItem } from './device-schema.ts'
import { getDevice } from './select-devices.ts'

export type Enrolment = { input: Static<typeof DeviceEnrolment>; address: string; audit: AuditSettings }

/**
 * Gives a device its key, once. Asked again with the same code and key, because the answer was lost, it answers the same.
 *
 * @throws validation_failed for a code that is unknown, used or too old, or a key that is none; too_many_attempts
 */
export async function enrolDevice(sql: Sql, { input, address, audit }: Enrolment): Promise<DeviceItem> {
  const publicKey = readPublicKey(input.public_key)
  if (publicKey === null) throw invalid({ public_key: BAD_KEY })
  const taken = await withTransaction(sql, {}, (tx) => takeAttempts(tx, [enrolmentLimit(address)]))
  return withTransaction(sql, { audit }, async (tx) => {
    // Of two devices with one code the second waits for the first, and finds another key.
    const [enrolled] = await tx<{ id: string }[]>`
      update devices set public_key = ${publicKey}, enrolled_at = coalesce(enrolled_at, now()), updated_at = now()
      where enrolment_code_hash = ${digestCode(input.code)} and enrolment_expires_at > now() and revoked_at is null
        and (public_key is null or public_key = ${publicKey})
      returning id`
    if (enrolled === undefined) {
      throw platformErrors.validation_failed({ fields: { code: BAD_CODE }, headers: taken.headers })
    }
    await returnAttempts(tx, taken, [])
    return getDevice(tx, systemActor, enrolled.id)
  })
}

const BAD_KEY = text(
  'Une clé publique Ed25519 est attendue, en base64.',
  'An Ed25519 public key is expected, in base64.',
)
const BAD_CODE = text(
  'Ce code est inconnu, a déjà servi ou est trop vieux ; demandez-en un autre.',
  'This code is unknown, was used already or is too old; ask for another one.',
)
