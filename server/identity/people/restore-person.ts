import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { holdPower } from '../power.ts'
import { lockPerson } from './lock-person.ts'
import type { UserItem } from './schema.ts'
import { type Reading, selectPerson } from './select-people.ts'

/**
 * Brings a deleted person back with the roles and stores they had; they log in again by themselves. One who was not
 * deleted is answered as they are, so that a retry succeeds.
 *
 * @throws not_found, beyond_power.
 */
export async function restorePerson(
  tx: Tx,
  actor: Actor,
  id: number,
  { language, stores }: Omit<Reading, 'actor'>,
): Promise<UserItem> {
  const holder = await holdPower(tx, actor, 'users.restore', stores.idsOf)
  const person = await lockPerson(tx, holder, id, stores, { deleted: true })
  if (person.is_deleted) await tx`update users set deleted_at = null, updated_at = now() where id = ${id}`
  return selectPerson(tx, id, { actor: holder, language, stores })
}
