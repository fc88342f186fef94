import type { Row } from 'postgres'
import type { Queryable } from '../platform/database/connect.ts'
import type { Fragment } from '../platform/http/select-page.ts'

/** The columns of a store `s` as the API names them; the row is the answer. */
export const storeColumns = (sql: Queryable): Fragment => sql<Row[]>`
  s.id, s.name, s.kind, s.code, s.email, s.phone, s.store_group as "group", s.city, s.time_zone,
  s.currency::text as currency, s.tax_zone, s.prices_include_tax, s.opening_hours, s.opened_on, s.receipt_header,
  s.receipt_footer, s.legal_name, s.registrations, s.external_id, s.created_at, s.updated_at, s.deleted_at,
  (select ${addressJson(sql)} from addresses a where a.store_id = s.id and a.is_primary) as address`

/** An address `a` within the record of its owner. */
const addressJson = (sql: Queryable): Fragment => sql<Row[]>`
  json_build_object('id', a.id, 'label', a.label, 'line1', a.line1, 'line2', a.line2, 'city', a.city,
    'region', a.region, 'postal_code', a.postal_code, 'country', a.country, 'is_primary', a.is_primary)`

export const STORE_RELATIONS = ['addresses', 'registers', 'users'] as const
export type StoreRelation = (typeof STORE_RELATIONS)[number]

/** The relations of a store `s` that were asked for, as JSON, so that any page is one statement. */
export function storeRelations(sql: Queryable, relations: ReadonlySet<StoreRelation>): Fragment {
  const relation = (name: StoreRelation, select: () => Fragment) =>
    relations.has(name) ? sql<Row[]>`, (${select()}) as ${sql(name)}` : sql``
  return sql<Row[]>`
    ${relation(
      'addresses',
      () => sql`select coalesce(json_agg(${addressJson(sql)} order by a.is_primary desc, a.id), '[]')
        from addresses a where a.store_id = s.id`,
    )}
    ${relation(
      'registers',
      () => sql`select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'kind', r.kind,
          'is_active', r.is_active) order by r.id), '[]')
        from registers r where r.store_id = s.id and r.deleted_at is null`,
    )}
    ${relation(
      'users',
      () => sql`select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email)
          order by u.name collate "fr-x-icu", u.id), '[]')
        from store_users su join users u on u.id = su.user_id where su.store_id = s.id and u.deleted_at is null`,
    )}`
}

/** The columns of a register `r`. */
export const registerColumns = (sql: Queryable): Fragment =>
  sql<Row[]>`r.id, r.store_id, r.name, r.kind, r.is_active, r.created_at, r.updated_at`
