import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { holdPower } from '../power.ts'
import { giveRoles } from './give-roles.ts'
import { keepAnOwner } from './keep-an-owner.ts'
import { lockPerson } from './lock-person.ts'
import type { UserItem } from './schema.ts'
import { type Reading, selectPerson } from './select-people.ts'

/**
 * Gives a person these roles and no others.
 *
 * @throws not_found, last_owner, beyond_power; validation_failed naming a role that does not exist.
 */
export async function setRoles(
  tx: Tx,
  actor: Actor,
  id: number,
  roles: readonly (string | number)[],
  { language, stores }: Omit<Reading, 'actor'>,
): Promise<UserItem> {
  const holder = await holdPower(tx, actor, 'roles.update', stores.idsOf)
  const person = await lockPerson(tx, holder, id, stores)
  await giveRoles(tx, holder, id, roles)
  if (person.is_owner) await keepAnOwner(tx)
  return selectPerson(tx, id, { actor: holder, language, stores })
}
