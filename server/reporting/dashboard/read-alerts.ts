import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

export const ALERT_KINDS = ['out', 'low', 'negative', 'over', 'no_sale'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export type AlertCount = { readonly kind: AlertKind; readonly count: number }
export type AlertRow = {
  readonly id: number
  readonly kind: AlertKind
  readonly store_id: number
  readonly variant_id: number
  readonly product_name: string
  readonly variant_name: string
  readonly sku: string | null
  readonly on_hand: string
  readonly opened_at: string
}

const MOST_SHOWN = 5

/**
 * An alert `a` that the list of alerts shows: open, of these stores, and not of a deleted article of which nothing is
 * counted. The level is looked up, by its key, for deleted articles alone.
 */
const IS_SHOWN = (sql: Queryable, storeIds: readonly number[]): Fragment => sql`
  a.closed_at is null and a.store_id = any(${[...storeIds]}::bigint[]) and case
    when a.variant_id in (
      select v.id from product_variants v join products p on p.id = v.product_id
      where v.deleted_at is not null or p.deleted_at is not null)
    then (
      select level.on_hand <> 0 from stock_levels level
      where level.store_id = a.store_id and level.variant_id = a.variant_id)
    else true end`

/** How many of each kind are open, from the index of open alerts. */
export const countAlerts = (sql: Queryable, storeIds: readonly number[]): Promise<AlertCount[]> => sql<AlertCount[]>`
  select a.kind, count(*)::integer as count from stock_alerts a where ${IS_SHOWN(sql, storeIds)} group by a.kind`

/** The newest of them. */
export const readNewestAlerts = (sql: Queryable, storeIds: readonly number[]): Promise<AlertRow[]> => sql<AlertRow[]>`
  select a.id, a.kind, a.store_id, a.variant_id, p.name as product_name, v.name as variant_name, v.sku,
    trim_scale(level.on_hand)::text as on_hand, a.opened_at
  from (
    select a.* from stock_alerts a where ${IS_SHOWN(sql, storeIds)} order by a.id desc limit ${MOST_SHOWN}
  ) a
  join stock_levels level on level.store_id = a.store_id and level.variant_id = a.variant_id
  join product_variants v on v.id = a.variant_id
  join products p on p.id = v.product_id
  order by a.id desc`
