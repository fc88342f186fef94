import { findBeyond, holdPower, identityErrors } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { lockStore } from '../get-store.ts'
import { storeIdsOf } from '../store-scope.ts'

/**
 * Ends a person's work in a store. What they recorded there stays.
 *
 * @throws not_found when the store, or the person in it, does not exist for this actor; forbidden, beyond_power.
 */
export async function detachUser(tx: Tx, actor: Actor, storeId: number, userId: number): Promise<void> {
  const holder = await holdPower(tx, actor, 'stores.attachUsers', storeIdsOf)
  await lockStore(tx, holder, storeId)
  const [person] = await tx`
    select from users u join store_users on store_users.user_id = u.id
    where u.id = ${userId} and u.deleted_at is null and store_users.store_id = ${storeId}`
  if (person === undefined) throw platformErrors.not_found()
  if ((await findBeyond(tx, holder, [userId], storeIdsOf)).has(userId)) throw identityErrors.beyond_power()
  await tx`delete from store_users where store_id = ${storeId} and user_id = ${userId}`
}
