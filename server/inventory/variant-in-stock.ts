import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import type { Fragment } from '../platform/http/select-page.ts'
import { storeScope } from '../stores/index.ts'

/**
 * SQL condition on a variant `v`, for the catalogue: some of it is there now, in this store, or without one in any store
 * that exists for the actor.
 */
export const variantInStock = (sql: Queryable, actor: Actor, storeId: number | undefined): Fragment => sql`exists (
  select from stock_levels level
  where level.variant_id = v.id and level.on_hand > 0 and ${storeScope(sql, actor, 'level.store_id')}
    ${storeId === undefined ? sql`` : sql`and level.store_id = ${storeId}`})`
