import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { endAccess } from '../end-access.ts'
import { holdPower } from '../power.ts'
import { keepAnOwner } from './keep-an-owner.ts'
import { lockPerson } from './lock-person.ts'
import type { PeopleStores } from './people-stores.ts'

/**
 * Ends a person's access to everything. Their name stays on what they did, and their e-mail, roles and stores stay theirs
 * for the day they are restored.
 *
 * @throws not_found, last_owner, beyond_power.
 */
export async function deletePerson(tx: Tx, actor: Actor, id: number, stores: PeopleStores): Promise<void> {
  const holder = await holdPower(tx, actor, 'users.delete', stores.idsOf)
  const person = await lockPerson(tx, holder, id, stores)
  await tx`update users set deleted_at = now(), updated_at = now() where id = ${id} and deleted_at is null`
  await endAccess(tx, id)
  if (person.is_owner) await keepAnOwner(tx)
}
