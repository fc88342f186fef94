import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import { storeColumns } from './present.ts'
import type { StoreItem } from './schema.ts'
import { storeScope } from './store-scope.ts'

/**
 * Brings a deleted store back as it was: its registers, addresses and people never left it, and its code stayed its own.
 * One that was not deleted is answered as it is, so that a retry succeeds.
 *
 * @throws not_found when there never was such a store for this actor.
 */
export async function restoreStore(tx: Tx, actor: Actor, id: number): Promise<StoreItem> {
  const isTheirs = tx`s.id = ${id} and ${storeScope(tx, actor, 's.id')}`
  await tx`
    update stores s set deleted_at = null, updated_at = now() where ${isTheirs} and s.deleted_at is not null`
  const [store] = await tx<StoreItem[]>`select ${storeColumns(tx)} from stores s where ${isTheirs}`
  if (store === undefined) throw platformErrors.not_found()
  return store
}
