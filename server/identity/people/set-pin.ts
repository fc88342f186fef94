import { type Actor, may } from '../../platform/actor.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { invalid, lacking } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { checkOwnPassword } from '../account/check-own-password.ts'
import { lockOwnAccount } from '../account/lock-own-account.ts'
import { hashPassword } from '../passwords.ts'
import { holdPower } from '../power.ts'
import { lockPerson } from './lock-person.ts'
import type { PeopleStores } from './people-stores.ts'
import { isTrivialPin } from './pin.ts'
import type { UserPinInput } from './schema.ts'

/**
 * Judges a PIN before it is kept, and answers its hash; null for none. One's own asks for one's password; whose it is
 * otherwise is seen to by `setPin`. Whether somebody else has the same PIN is neither asked nor told.
 *
 * @throws validation_failed for a PIN that anybody tries first or a wrong password; too_many_attempts; forbidden.
 */
export async function preparePin(sql: Sql, actor: Actor, id: number, input: UserPinInput): Promise<string | null> {
  const isOwn = id === actor.userId
  if (!isOwn && !may(actor, 'users.update')) throw lacking('users.update')
  if (!isOwn && input.current_password !== undefined) throw invalid({ current_password: NOT_ASKED })
  if (input.pin !== null && isTrivialPin(input.pin)) throw invalid({ pin: TRIVIAL })
  if (isOwn && input.current_password === undefined) throw invalid({ current_password: PASSWORD_MISSING })
  if (isOwn) await checkOwnPassword(sql, actor, input.current_password ?? '')
  return input.pin === null ? null : hashPassword(input.pin)
}

/**
 * Keeps the PIN of a person: one's own, or that of somebody whom one may change.
 *
 * @param pinHash from `preparePin`
 * @throws not_found, forbidden, beyond_power.
 */
export async function setPin(
  tx: Tx,
  actor: Actor,
  id: number,
  pinHash: string | null,
  stores: PeopleStores,
): Promise<void> {
  if (id === actor.userId) await lockOwnAccount(tx, actor)
  else await lockPerson(tx, await holdPower(tx, actor, 'users.update', stores.idsOf), id, stores)
  await tx`update users set pin_hash = ${pinHash}, updated_at = now() where id = ${id} and deleted_at is null`
}

const TRIVIAL = text(
  'Ce NIP est de ceux que l’on essaie d’abord ; choisissez-en un autre.',
  'This PIN is one of those that anybody tries first; choose another one.',
)
const NOT_ASKED = text(
  'Le mot de passe n’est demandé que pour son propre NIP.',
  'The password is asked for only with one’s own PIN.',
)
const PASSWORD_MISSING = text('Donnez aussi votre mot de passe.', 'Give your password too.')
