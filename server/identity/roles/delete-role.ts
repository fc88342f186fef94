import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { identityErrors } from '../errors.ts'
import type { StoreIdsFragment } from '../load-actor.ts'
import { holdPower } from '../power.ts'
import { lockRole } from './lock-role.ts'

/**
 * Deletes a role that nobody holds; people who were deleted lose it.
 *
 * @throws not_found, beyond_power, role_is_built_in; role_in_use, saying how many people hold it.
 */
export async function deleteRole(tx: Tx, actor: Actor, id: number, storeIds: StoreIdsFragment): Promise<void> {
  const holder = await holdPower(tx, actor, 'roles.delete', storeIds)
  const role = await lockRole(tx, holder, id, storeIds)
  if (role.is_system) throw identityErrors.role_is_built_in({ values: { reason: COMES_BACK } })
  const [held] = await tx<[{ people: number }]>`
    select count(*)::int as people from user_roles join users on users.id = user_id
    where role_id = ${id} and users.deleted_at is null`
  if (held.people > 0) throw identityErrors.role_in_use({ values: { people: held.people } })
  await tx`delete from user_roles where role_id = ${id}`
  await tx`delete from role_permissions where role_id = ${id}`
  await tx`delete from roles where id = ${id}`
}

const COMES_BACK = text('toute installation l’a', 'every installation has it')
