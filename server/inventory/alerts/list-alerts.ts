import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { type ListRequest, pickFields, readList } from '../../platform/http/list.ts'
import { allOf, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { matchesArticle } from '../match-article.ts'
import { readQuantity, writeOptional, writeQuantity } from '../present.ts'
import { ALERT_SORTS, type AlertFilters, STOCK_ALERT_FIELDS, type StockAlert } from './alert-schema.ts'

/**
 * What calls for attention in the actor's stores, the newest first; with a filter also what did. What concerns a deleted
 * article is left out once none of it is counted.
 */
export async function listAlerts(sql: Queryable, actor: Actor, query: AlertFilters) {
  const request = readList(query, { sorts: ALERT_SORTS, defaultSort: '-id', fields: STOCK_ALERT_FIELDS })
  const page = await selectPage<Static<typeof StockAlert>>(sql, request, {
    sorts: ALERT_SORTS,
    from: sql`stock_alerts a ${RELATED(sql)}`,
    where: conditions(sql, actor, request, query),
    columns: sql`
      a.id, a.store_id, a.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, a.kind,
      a.quantity, level.on_hand, wanted.reorder_point, wanted.target, a.idle_since, a.opened_at, a.closed_at`,
    joins: sql`join stock_alerts a on a.id = k.id ${RELATED(sql)}
      left join stock_targets wanted on wanted.store_id = a.store_id and wanted.variant_id = a.variant_id`,
  })
  return { data: page.rows.map((row) => pickFields(present(row), request.fields)), meta: page.meta }
}

const RELATED = (sql: Queryable): Fragment => sql`
  join stock_levels level on level.store_id = a.store_id and level.variant_id = a.variant_id
  join product_variants v on v.id = a.variant_id
  join products p on p.id = v.product_id
  join stores s on s.id = a.store_id`

function conditions(sql: Queryable, actor: Actor, request: ListRequest, filters: AlertFilters): Fragment {
  const all = [
    storeScope(sql, actor, 'a.store_id'),
    sql`s.deleted_at is null`,
    sql`((v.deleted_at is null and p.deleted_at is null) or level.on_hand <> 0)`,
  ]
  const { store_id, variant_id, product_id, kind, status = 'open', date_from, date_to } = filters
  if (status !== 'all') all.push(status === 'open' ? sql`a.closed_at is null` : sql`a.closed_at is not null`)
  if (store_id !== undefined) all.push(sql`a.store_id = ${store_id}`)
  if (variant_id !== undefined) all.push(sql`a.variant_id = ${variant_id}`)
  if (product_id !== undefined) all.push(sql`v.product_id = ${product_id}`)
  if (kind !== undefined) all.push(sql`a.kind = ${kind}`)
  if (request.ids !== null) all.push(sql`a.id = any(${[...request.ids]}::bigint[])`)
  if (date_from !== undefined) all.push(sql`a.opened_at >= ${date_from}::date::timestamp at time zone s.time_zone`)
  if (date_to !== undefined) all.push(sql`a.opened_at < (${date_to}::date + 1)::timestamp at time zone s.time_zone`)
  for (const word of searchWords(filters.q)) all.push(matchesArticle(sql, word))
  return allOf(sql, all)
}

const present = (row: Static<typeof StockAlert>): Static<typeof StockAlert> => ({
  ...row,
  quantity: writeQuantity(readQuantity(row.quantity)),
  on_hand: writeQuantity(readQuantity(row.on_hand)),
  reorder_point: writeOptional(row.reorder_point),
  target: writeOptional(row.target),
})
