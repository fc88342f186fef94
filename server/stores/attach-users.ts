import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { missingReference } from '../platform/errors.ts'
import { lockStore } from './get-store.ts'

/**
 * Lets people work in a store; whoever already does stays.
 *
 * @throws not_found, validation_failed naming the first unknown person (`user_ids.2`).
 */
export async function attachUsers(tx: Tx, actor: Actor, storeId: number, userIds: readonly number[]): Promise<void> {
  await lockStore(tx, actor, storeId)
  const found = await tx<{ id: number }[]>`
    select id from users where id = any(${[...userIds]}::bigint[]) and deleted_at is null`
  const known = new Set(found.map((row) => row.id))
  const unknown = userIds.findIndex((id) => !known.has(id))
  if (unknown !== -1) throw missingReference(`user_ids.${unknown}`)
  await tx`
    insert into store_users (store_id, user_id) select ${storeId}, id from unnest(${[...known]}::bigint[]) id
    on conflict do nothing`
}
