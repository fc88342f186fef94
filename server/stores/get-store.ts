import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import { storeColumns } from './present.ts'
import type { StoreItem } from './schema.ts'
import { storeScope } from './store-scope.ts'

/** @throws not_found when there is no such store for this actor. */
export async function getStore(sql: Queryable, actor: Actor, id: number): Promise<StoreItem> {
  const [store] = await sql<StoreItem[]>`
    select ${storeColumns(sql)} from stores s
    where s.id = ${id} and s.deleted_at is null and ${storeScope(sql, actor, 's.id')}`
  if (store === undefined) throw platformErrors.not_found()
  return store
}

/**
 * Reads a store and keeps others from changing it until the transaction ends.
 *
 * @throws not_found when there is no such store for this actor.
 */
export async function lockStore(sql: Queryable, actor: Actor, id: number): Promise<StoreItem> {
  const [store] = await sql<StoreItem[]>`
    select ${storeColumns(sql)} from stores s
    where s.id = ${id} and s.deleted_at is null and ${storeScope(sql, actor, 's.id')}
    for no key update`
  if (store === undefined) throw platformErrors.not_found()
  return store
}
