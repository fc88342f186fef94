import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { PARKED_SORTS, type ParkedListQuery, ParkedSale, type ParkedSaleItem } from './parked-schema.ts'
import { type ParkedRow, parkedColumns, presentParkedSale } from './select-parked-sales.ts'

/** What waits in the actor's stores, the oldest first. @throws not_found for another's store */
export async function listParkedSales(
  sql: Queryable,
  actor: Actor,
  query: ParkedListQuery,
): Promise<Outcome<Partial<ParkedSaleItem>[]>> {
  if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
  const request = readList(query, {
    sorts: PARKED_SORTS,
    defaultSort: 'created_at',
    fields: Object.keys(ParkedSale.properties),
  })
  const page = await selectPage<ParkedRow>(sql, request, {
    sorts: PARKED_SORTS,
    from: sql`parked_sales p`,
    where: allOf(sql, conditions(sql, actor, query)),
    columns: parkedColumns(sql),
    joins: sql`join parked_sales p on p.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(presentParkedSale(row), request.fields)), meta: page.meta }
}

function conditions(sql: Queryable, actor: Actor, query: ParkedListQuery): Fragment[] {
  const found: Fragment[] = [
    storeScope(sql, actor, 'p.store_id'),
    query.is_resumed === true ? sql`p.resumed_at is not null` : sql`p.resumed_at is null`,
  ]
  if (query.store_id !== undefined) found.push(sql`p.store_id = ${query.store_id}`)
  if (query.register_id !== undefined) found.push(sql`p.register_id = ${query.register_id}`)
  if (query.customer_id !== undefined) found.push(sql`p.customer_id = ${query.customer_id}`)
  for (const word of searchWords(query.q)) found.push(sql`search_text(p.name) like ${containsPattern(sql, word)}`)
  return found
}
