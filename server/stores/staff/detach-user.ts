import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storesErrors } from '../errors.ts'
import { lockStore } from '../get-store.ts'
import { isStronger } from './person-scope.ts'

/**
 * Ends a person's work in a store. What they recorded there stays.
 *
 * @throws not_found when the store, or the person in it, does not exist for this actor; person_stronger.
 */
export async function detachUser(tx: Tx, actor: Actor, storeId: number, userId: number): Promise<void> {
  await lockStore(tx, actor, storeId)
  const [person] = await tx<{ is_stronger: boolean }[]>`
    select ${isStronger(tx, actor)} as is_stronger from users u join store_users on store_users.user_id = u.id
    where u.id = ${userId} and u.deleted_at is null and store_users.store_id = ${storeId}`
  if (person === undefined) throw platformErrors.not_found()
  if (person.is_stronger) throw storesErrors.person_stronger()
  await tx`delete from store_users where store_id = ${storeId} and user_id = ${userId}`
}
