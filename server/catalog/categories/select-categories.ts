import type { Row } from 'postgres'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { branchIds } from './category-branch.ts'

/** The columns of a category `c` as the API names them; the row is the answer. Counts read one index each. */
export const categoryColumns = (sql: Queryable): Fragment => sql<Row[]>`
  c.id, c.name, c.parent_id, c.position, c.external_id, c.created_at, c.updated_at,
  (select count(*)::int from products p where p.category_id = c.id and p.deleted_at is null) as products_count,
  (select count(*)::int from products p
   where p.category_id in (${branchIds(sql, sql`c.id`)}) and p.deleted_at is null) as products_count_total,
  (select count(*)::int from product_categories child
   where child.parent_id = c.id and child.deleted_at is null) as children_count`
