import type { Row } from 'postgres'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/**
 * A select of the ids of a category and of all under it. @param id an expression of type bigint: a parameter, or a
 * column of the statement around it.
 */
export const branchIds = (sql: Queryable, id: Fragment): Fragment => sql<Row[]>`
  with recursive below as (
    select top.id from product_categories top where top.id = ${id} and top.deleted_at is null
    union
    select child.id from product_categories child join below on child.parent_id = below.id where child.deleted_at is null
  ) select below.id from below`
