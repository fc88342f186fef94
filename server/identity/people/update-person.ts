import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { refuseTakenEmail } from '../create-user.ts'
import { holdPower, loadPower, requireCover } from '../power.ts'
import { setPassword } from '../set-password.ts'
import { type PersonWrite, requireAttaching } from './create-person.ts'
import { giveRoles } from './give-roles.ts'
import { keepAnOwner } from './keep-an-owner.ts'
import { lockPerson } from './lock-person.ts'
import type { UserItem, UserUpdateInput } from './schema.ts'
import { selectPerson } from './select-people.ts'

/**
 * Changes the fields that are given. Another password ends the person's sessions and tokens. One's own password and
 * e-mail are changed where the present password is asked for: whoever finds a screen left open must not take the account.
 *
 * @throws not_found, email_taken, user_external_id_taken, last_owner; validation_failed naming a role or a store;
 * forbidden, beyond_power.
 */
export async function updatePerson(
  tx: Tx,
  actor: Actor,
  id: number,
  input: UserUpdateInput,
  { passwordHash, language, stores }: PersonWrite,
): Promise<UserItem> {
  const holder = await holdPower(tx, actor, 'users.update', stores.idsOf)
  const person = await lockPerson(tx, holder, id, stores)
  if (id === actor.userId) refuseOwnSecrets(input)
  const { name, email, locale, external_id, roles, store_ids: storeIds } = input
  if (storeIds !== undefined) requireAttaching(holder)
  if (email !== undefined) await refuseTakenEmail(tx, email, id)
  await tx`
    update users set updated_at = now() ${assignments(tx, { name, email, locale, external_id })} where id = ${id}`
  // A code that was sent to the old address opens nothing any more.
  if (email !== undefined) await tx`delete from password_resets where user_id = ${id}`
  if (passwordHash !== null) await setPassword(tx, id, passwordHash)
  if (roles !== undefined) await giveRoles(tx, holder, id, roles)
  if (storeIds !== undefined) await stores.assign(tx, holder, id, storeIds)
  requireCover(holder, await loadPower(tx, id, stores.idsOf))
  if (person.is_owner && roles !== undefined) await keepAnOwner(tx)
  return selectPerson(tx, id, { actor: holder, language, stores })
}

function refuseOwnSecrets({ password, email }: UserUpdateInput): void {
  const fields: Record<string, Text> = {}
  if (password !== undefined) fields.password = OWN_PASSWORD
  if (email !== undefined) fields.email = OWN_EMAIL
  if (Object.keys(fields).length > 0) throw invalid(fields)
}

const OWN_PASSWORD = text(
  'Changez votre propre mot de passe par PUT /me/password, qui demande l’ancien.',
  'Change your own password with PUT /me/password, which asks for the old one.',
)
const OWN_EMAIL = text(
  'Changez votre propre courriel par PUT /me, qui demande votre mot de passe.',
  'Change your own e-mail with PUT /me, which asks for your password.',
)
