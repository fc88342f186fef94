import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { loadPower, requireCover } from '../power.ts'
import { type PeopleStores, peopleScope } from './people-stores.ts'

export type LockedPerson = { readonly id: number; readonly is_deleted: boolean; readonly is_owner: boolean }

/**
 * Reads a person whom the actor is about to change and keeps others from changing them until the transaction ends.
 *
 * @param actor as `holdPower` answered them
 * @throws not_found when there is no such person for this actor, or they were deleted; beyond_power when they can do
 * more than the actor.
 */
export async function lockPerson(
  tx: Tx,
  actor: Actor,
  id: number,
  stores: PeopleStores,
  options: { deleted?: boolean } = {},
): Promise<LockedPerson> {
  const [person] = await tx<LockedPerson[]>`
    select users.id, users.deleted_at is not null as is_deleted, exists (
      select from user_roles join roles on roles.id = user_roles.role_id
      where user_roles.user_id = users.id and roles.name = 'owner') as is_owner
    from users
    where users.id = ${id} and ${peopleScope(tx, actor, stores)}
      and ${options.deleted === true ? tx`true` : tx`users.deleted_at is null`}
    for no key update of users`
  if (person === undefined) throw platformErrors.not_found()
  requireCover(actor, await loadPower(tx, id, stores.idsOf))
  return person
}
