import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { isVisible, STOCKTAKE_COLUMNS } from './read-stocktake.ts'
import { STOCKTAKE_FIELDS, STOCKTAKE_SORTS, type StocktakeFilters, type StocktakeItem } from './stocktake-schema.ts'

/** The stocktakes of the actor's stores, the newest first. */
export async function listStocktakes(sql: Queryable, actor: Actor, query: StocktakeFilters) {
  const request = readList(query, { sorts: STOCKTAKE_SORTS, defaultSort: '-id', fields: STOCKTAKE_FIELDS })
  const conditions = [isVisible(sql, actor)]
  if (query.store_id !== undefined) conditions.push(sql`t.store_id = ${query.store_id}`)
  if (query.status !== undefined) conditions.push(sql`t.status = ${query.status}`)
  if (request.ids !== null) conditions.push(sql`t.id = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(coalesce(t.note, '')) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<StocktakeItem>(sql, request, {
    sorts: STOCKTAKE_SORTS,
    from: sql`stocktakes t join stores s on s.id = t.store_id`,
    where: allOf(sql, conditions),
    columns: STOCKTAKE_COLUMNS(sql),
    joins: sql`join stocktakes t on t.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
