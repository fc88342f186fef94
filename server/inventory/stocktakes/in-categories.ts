import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/** SQL condition on a products `p`: it stands in one of these categories, or below. */
export const isInCategories = (sql: Queryable, categoryIds: readonly number[]): Fragment => sql`
  p.category_id in (
    with recursive branch as (
      select id from product_categories where id = any(${[...categoryIds]}::bigint[])
      union select child.id from product_categories child join branch on child.parent_id = branch.id
    ) select id from branch)`
