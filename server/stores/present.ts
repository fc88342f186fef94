import type { Row } from 'postgres'
import type { Queryable } from '../platform/database/connect.ts'
import type { Fragment } from '../platform/http/select-page.ts'

/** The columns of a store `s` as the API names them; the row is the answer. */
export const storeColumns = (sql: Queryable): Fragment => sql<Row[]>`
  s.id, s.name, s.kind, s.code, s.email, s.phone, s.store_group as "group", s.city, s.time_zone,
  s.currency::text as currency, s.tax_zone, s.prices_include_tax, s.opening_hours, s.opened_on, s.receipt_header,
  s.receipt_footer, s.external_id, s.created_at, s.updated_at`

/** The columns of a register `r`. */
export const registerColumns = (sql: Queryable): Fragment =>
  sql<Row[]>`r.id, r.store_id, r.name, r.kind, r.is_active, r.created_at, r.updated_at`
