import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/**
 * SQL expression on a stores `s` and its stock_policies `policy`, which may be missing: the place that supplies the store.
 * The one that its policy names, or the chain's first warehouse that counts in its currency; null where there is none.
 */
export const supplierOf = (sql: Queryable): Fragment => sql`coalesce(
  (select named.id from stores named
   where named.id = policy.supplied_by and named.deleted_at is null and named.currency = s.currency),
  (select w.id from stores w
   where w.kind = 'warehouse' and w.deleted_at is null and w.currency = s.currency and w.id <> s.id
   order by w.id limit 1))`
