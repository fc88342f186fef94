import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import type { Fragment } from '../platform/http/select-page.ts'

/**
 * SQL condition: the store that `column` names exists for this actor. `column` is written in the code, such as
 * `s.store_id`.
 */
export const storeScope = (sql: Queryable, actor: Actor, column: string): Fragment =>
  actor.storeIds === 'all' ? sql`true` : sql`${sql.unsafe(column)} = any(${[...actor.storeIds]}::bigint[])`

/**
 * SQL expression of type bigint[]: where the person of `users.id`, in the query around it, works. Deleted stores stay
 * in it, so that their last tickets can still be read by those who made them.
 */
export const storeIdsOf = (sql: Queryable): Fragment =>
  sql`array(select store_users.store_id from store_users where store_users.user_id = users.id order by 1)`
