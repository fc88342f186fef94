import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { type ListRequest, pickFields, readList } from '../../platform/http/list.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { presentReceipt, RECEIPT_COLUMNS, RECEIPT_RELATED, type ReceiptRow } from './read-receipt.ts'
import { RECEIPT_SORTS, type ReceiptFilters, STOCK_RECEIPT_FIELDS } from './receipt-schema.ts'

/** The goods that the actor's stores received from outside, the newest first. */
export async function listReceipts(sql: Queryable, actor: Actor, query: ReceiptFilters) {
  const request = readList(query, { sorts: RECEIPT_SORTS, defaultSort: '-id', fields: STOCK_RECEIPT_FIELDS })
  const page = await selectPage<ReceiptRow>(sql, request, {
    sorts: RECEIPT_SORTS,
    from: sql`stock_receipts r join stores s on s.id = r.store_id`,
    where: conditions(sql, actor, request, query),
    columns: RECEIPT_COLUMNS(sql),
    joins: sql`join stock_receipts r on r.id = k.id ${RECEIPT_RELATED(sql)}`,
  })
  const withCost = may(actor, 'products.viewCost')
  return { data: page.rows.map((row) => pickFields(presentReceipt(row, withCost), request.fields)), meta: page.meta }
}

function conditions(sql: Queryable, actor: Actor, request: ListRequest, filters: ReceiptFilters): Fragment {
  const all = [storeScope(sql, actor, 'r.store_id'), sql`s.deleted_at is null`]
  const { store_id, variant_id, reference, date_from, date_to } = filters
  if (store_id !== undefined) all.push(sql`r.store_id = ${store_id}`)
  if (variant_id !== undefined) {
    all.push(sql`exists (
      select from stock_receipt_lines line
      where line.store_id = r.store_id and line.receipt_id = r.id and line.variant_id = ${variant_id})`)
  }
  if (reference !== undefined) all.push(sql`r.reference = ${reference}`)
  if (request.ids !== null) all.push(sql`r.id = any(${[...request.ids]}::bigint[])`)
  if (date_from !== undefined) all.push(sql`r.received_at >= ${date_from}::date::timestamp at time zone s.time_zone`)
  if (date_to !== undefined) all.push(sql`r.received_at < (${date_to}::date + 1)::timestamp at time zone s.time_zone`)
  for (const word of searchWords(filters.q)) {
    all.push(sql`search_text(concat_ws(' ', r.reference, r.note)) like ${containsPattern(sql, word)}`)
  }
  return allOf(sql, all)
}
