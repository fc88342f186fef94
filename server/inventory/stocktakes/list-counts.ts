import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import { allOf, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { matchesArticle } from '../match-article.ts'
import { readQuantity, writeQuantity } from '../present.ts'
import { COUNT_SORTS, STOCKTAKE_COUNT_FIELDS, type StocktakeCount, type StocktakeCountFilters } from './count-schema.ts'
import { requireStocktake } from './read-stocktake.ts'
import type { StocktakeItem } from './stocktake-schema.ts'

/**
 * Every count of a stocktake, the newest first, also those that others have replaced.
 *
 * @throws not_found when it is not there, or not for this actor.
 */
export async function listCounts(sql: Queryable, actor: Actor, id: number, query: StocktakeCountFilters) {
  const request = readList(query, { sorts: COUNT_SORTS, defaultSort: '-id', fields: STOCKTAKE_COUNT_FIELDS })
  const stocktake = await requireStocktake(sql, actor, id)
  const conditions = [sql`c.store_id = ${stocktake.store_id}`, sql`c.stocktake_id = ${id}`]
  if (query.variant_id !== undefined) conditions.push(sql`c.variant_id = ${query.variant_id}`)
  if (query.zone !== undefined) conditions.push(sql`c.zone = ${query.zone}`)
  if (request.ids !== null) conditions.push(sql`c.place = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(query.q)) conditions.push(matchesArticle(sql, word))
  const page = await selectPage<StocktakeCount>(sql, request, {
    sorts: COUNT_SORTS,
    from: sql`stocktake_counts c ${RELATED(sql)}`,
    where: allOf(sql, conditions),
    columns: COLUMNS(sql),
    joins: sql`join stocktake_counts c on c.store_id = ${stocktake.store_id} and c.place = k.id ${RELATED(sql)}`,
  })
  return { data: page.rows.map((row) => pickFields(present(row), request.fields)), meta: page.meta }
}

/** The counts of these ids in the stocktake's store, whichever stocktake they are of. */
export async function readCountsById(
  sql: Queryable,
  { store_id, id }: StocktakeItem,
  ids: readonly string[],
): Promise<StocktakeCount[]> {
  const rows = await sql<StocktakeCount[]>`
    select ${COLUMNS(sql)} from stocktake_counts c ${RELATED(sql)}
    where c.store_id = ${store_id} and c.stocktake_id = ${id} and c.id = any(${[...ids]}::uuid[])`
  return rows.map(present)
}

const COLUMNS = (sql: Queryable): Fragment => sql`
  c.id, c.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, c.round,
  nullif(c.zone, '') as zone, c.quantity, c.counted_at, c.actor_id, c.actor_name, c.recorded_at,
  c.round = line.round and not exists (
    select from stocktake_counts later
    where later.store_id = c.store_id and later.stocktake_id = c.stocktake_id and later.variant_id = c.variant_id
      and later.round = c.round and later.zone = c.zone
      and later.place > c.place) as is_current`
const RELATED = (sql: Queryable): Fragment => sql`
  join stocktake_lines line
    on line.store_id = c.store_id and line.stocktake_id = c.stocktake_id and line.variant_id = c.variant_id
  join product_variants v on v.id = c.variant_id
  join products p on p.id = v.product_id`

const present = (row: StocktakeCount): StocktakeCount => ({
  ...row,
  quantity: writeQuantity(readQuantity(row.quantity)),
})
