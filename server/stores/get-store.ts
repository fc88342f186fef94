import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import type { Fragment } from '../platform/http/select-page.ts'
import { storeColumns, storeRelations } from './present.ts'
import { readRelations } from './read-relations.ts'
import type { StoreItem } from './schema.ts'
import { storeScope } from './store-scope.ts'

/** @throws not_found when there is no such store for this actor; what `readRelations` refuses. */
export async function getStore(sql: Queryable, actor: Actor, id: number, include?: string): Promise<StoreItem> {
  const relations = storeRelations(sql, readRelations(actor, include))
  const [store] = await sql<StoreItem[]>`
    select ${storeColumns(sql)} ${relations} from stores s where ${isStanding(sql, actor, id)}`
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
    select ${storeColumns(sql)} from stores s where ${isStanding(sql, actor, id)} for no key update`
  if (store === undefined) throw platformErrors.not_found()
  return store
}

const isStanding = (sql: Queryable, actor: Actor, id: number): Fragment =>
  sql`s.id = ${id} and s.deleted_at is null and ${storeScope(sql, actor, 's.id')}`
