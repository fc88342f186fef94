import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { type ListRequest, pickFields, readList } from '../../platform/http/list.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { transferScope } from './lock-transfer.ts'
import { presentTransfer, TRANSFER_COLUMNS, TRANSFER_RELATED, type TransferRow } from './read-transfer.ts'
import { TRANSFER_FIELDS, TRANSFER_SORTS, type TransferFilters } from './transfer-schema.ts'

/** The transfers from and to the actor's stores, the newest first. */
export async function listTransfers(sql: Queryable, actor: Actor, query: TransferFilters) {
  const request = readList(query, { sorts: TRANSFER_SORTS, defaultSort: '-id', fields: TRANSFER_FIELDS })
  const page = await selectPage<TransferRow>(sql, request, {
    sorts: TRANSFER_SORTS,
    from: sql`stock_transfers t join stores s on s.id = t.store_id`,
    where: conditions(sql, actor, request, query),
    columns: TRANSFER_COLUMNS(sql),
    joins: sql`join stock_transfers t on t.id = k.id ${TRANSFER_RELATED(sql)}`,
  })
  const withCost = may(actor, 'products.viewCost')
  return { data: page.rows.map((row) => pickFields(presentTransfer(row, withCost), request.fields)), meta: page.meta }
}

function conditions(sql: Queryable, actor: Actor, request: ListRequest, filters: TransferFilters): Fragment {
  const all = [transferScope(sql, actor)]
  const { store_id, source_id, destination_id, variant_id, status, is_open, origin, reference } = filters
  if (store_id !== undefined) all.push(sql`(t.store_id = ${store_id} or t.source_id = ${store_id})`)
  if (source_id !== undefined) all.push(sql`t.source_id = ${source_id}`)
  if (destination_id !== undefined) all.push(sql`t.store_id = ${destination_id}`)
  if (variant_id !== undefined) {
    all.push(sql`exists (
      select from stock_transfer_lines line
      where line.store_id = t.store_id and line.transfer_id = t.id and line.variant_id = ${variant_id})`)
  }
  if (status !== undefined) all.push(sql`t.status = ${status}`)
  if (is_open !== undefined) {
    all.push(is_open ? sql`t.status not in ('received', 'cancelled')` : sql`t.status in ('received', 'cancelled')`)
  }
  if (origin !== undefined) all.push(sql`t.origin = ${origin}`)
  if (reference !== undefined) all.push(sql`t.reference = ${reference}`)
  const { date_from, date_to } = filters
  if (date_from !== undefined) all.push(sql`t.requested_at >= ${date_from}::date::timestamp at time zone s.time_zone`)
  if (date_to !== undefined) all.push(sql`t.requested_at < (${date_to}::date + 1)::timestamp at time zone s.time_zone`)
  if (request.ids !== null) all.push(sql`t.id = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(filters.q)) {
    all.push(sql`search_text(concat_ws(' ', t.reference, t.note)) like ${containsPattern(sql, word)}`)
  }
  return allOf(sql, all)
}
