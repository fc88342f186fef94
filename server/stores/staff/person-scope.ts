import type { Row } from 'postgres'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../store-scope.ts'

/** SQL condition: the person whose id `person` names works, as the actor does, in a store that stands. */
export const sharesStore = (sql: Queryable, actor: Actor, person: 'u.id' | 'users.id'): Fragment => sql<Row[]>`exists (
  select from store_users su join stores s on s.id = su.store_id
  where su.user_id = ${sql.unsafe(person)} and s.deleted_at is null and ${storeScope(sql, actor, 's.id')})`

/** SQL condition on a person `u`: the actor is that person, or shares a store with them. */
export const isColleague = (sql: Queryable, actor: Actor): Fragment =>
  actor.storeIds === 'all'
    ? sql`true`
    : sql<Row[]>`(u.id = ${actor.userId}::bigint or ${sharesStore(sql, actor, 'u.id')})`
