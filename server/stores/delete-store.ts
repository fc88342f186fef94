import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { storesErrors } from './errors.ts'
import { lockStore } from './get-store.ts'
import { findReason, type StoreGuards } from './update-store.ts'

/**
 * Takes a store off the lists. Its tickets keep its name, and its code stays taken.
 *
 * @throws not_found, store_in_use with the reason that a later room gives.
 */
export async function deleteStore(tx: Tx, actor: Actor, id: number, guards: StoreGuards): Promise<void> {
  await lockStore(tx, actor, id)
  const reason = await findReason(tx, guards.beforeDelete, id)
  if (reason !== null) throw storesErrors.store_in_use({ values: { reason } })
  await tx`update stores set deleted_at = now(), updated_at = now() where id = ${id}`
}
