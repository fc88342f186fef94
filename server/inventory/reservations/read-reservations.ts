import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type ListRequest, pickFields, readList } from '../../platform/http/list.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { readQuantity, writeQuantity } from '../present.ts'
import {
  RESERVATION_FIELDS,
  RESERVATION_SORTS,
  type ReservationFilters,
  type ReservationItem,
} from './reservation-schema.ts'

/** The reservations of the actor's stores, the newest first. */
export async function listReservations(sql: Queryable, actor: Actor, query: ReservationFilters) {
  const request = readList(query, { sorts: RESERVATION_SORTS, defaultSort: '-id', fields: RESERVATION_FIELDS })
  const page = await selectPage<ReservationItem>(sql, request, {
    sorts: RESERVATION_SORTS,
    from: sql`stock_reservations r join stores s on s.id = r.store_id`,
    where: conditions(sql, actor, request, query),
    columns: COLUMNS(sql),
    joins: sql`join stock_reservations r on r.id = k.id ${ARTICLE(sql)}`,
  })
  return { data: page.rows.map((row) => pickFields(present(row), request.fields)), meta: page.meta }
}

/** @throws not_found when it is not there, or not for this actor. */
export async function getReservation(sql: Queryable, actor: Actor, id: number): Promise<ReservationItem> {
  const [row] = await sql<ReservationItem[]>`
    select ${COLUMNS(sql)} from stock_reservations r join stores s on s.id = r.store_id ${ARTICLE(sql)}
    where r.id = ${id} and ${storeScope(sql, actor, 'r.store_id')} and s.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return present(row)
}

/** One that ran out is over, whether or not the worker has ended it yet. */
const STATUS = (sql: Queryable): Fragment =>
  sql`case when r.status = 'active' and r.expires_at <= now() then 'expired' else r.status end`
const COLUMNS = (sql: Queryable): Fragment => sql`
  r.id, r.store_id, r.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, r.quantity,
  r.consumed, r.quantity - r.consumed as remaining, ${STATUS(sql)} as status,
  nullif(r.expires_at, 'infinity') as expires_at, r.reference, r.sale_id, r.transfer_id,
  r.actor_id, r.actor_name, r.created_at,
  case when r.status = 'active' and r.expires_at <= now() then r.expires_at else r.ended_at end as ended_at`
const ARTICLE = (sql: Queryable): Fragment => sql`
  join product_variants v on v.id = r.variant_id join products p on p.id = v.product_id`

function conditions(sql: Queryable, actor: Actor, request: ListRequest, filters: ReservationFilters): Fragment {
  const all = [storeScope(sql, actor, 'r.store_id'), sql`s.deleted_at is null`]
  const { store_id, variant_id, status, reference } = filters
  if (store_id !== undefined) all.push(sql`r.store_id = ${store_id}`)
  if (variant_id !== undefined) all.push(sql`r.variant_id = ${variant_id}`)
  if (status !== undefined) all.push(sql`${STATUS(sql)} = ${status}`)
  // Said in so many words, the index of those that run serves it.
  if (status === 'active') all.push(sql`r.status = 'active'`)
  if (reference !== undefined) all.push(sql`r.reference = ${reference}`)
  if (request.ids !== null) all.push(sql`r.id = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(filters.q)) {
    all.push(sql`search_text(coalesce(r.reference, '')) like ${containsPattern(sql, word)}`)
  }
  return allOf(sql, all)
}

function present(row: ReservationItem): ReservationItem {
  const consumed = readQuantity(row.consumed)
  const remaining = row.status === 'active' ? readQuantity(row.remaining) : 0n
  return {
    ...row,
    quantity: writeQuantity(readQuantity(row.quantity)),
    consumed: writeQuantity(consumed),
    remaining: writeQuantity(remaining),
  }
}
