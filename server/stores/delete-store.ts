import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { storesErrors } from './errors.ts'
import { lockStore } from './get-store.ts'
import { findReasons, type StoreGuards } from './update-store.ts'

/**
 * Takes a store off the lists. Its tickets keep its name, its code stays taken, and its people stay attached: they can
 * still read what they recorded there, and find their places when it is restored.
 *
 * @throws not_found, store_in_use with every reason that the later rooms give.
 */
export async function deleteStore(tx: Tx, actor: Actor, id: number, guards: StoreGuards): Promise<void> {
  await lockStore(tx, actor, id)
  const reason = await findReasons(tx, guards.beforeDelete, id)
  if (reason !== null) throw storesErrors.store_in_use({ values: { reason } })
  await tx`update stores set deleted_at = now(), updated_at = now() where id = ${id}`
}
