import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import { allOf, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { matchesArticle } from '../match-article.ts'
import { readQuantity, writeOptional, writeQuantity } from '../present.ts'
import { ARTICLE_SORTS, STOCKTAKE_ARTICLE_FIELDS, type StocktakeArticleFilters } from './count-schema.ts'
import { isCounted, requireStocktake } from './read-stocktake.ts'
import type { StocktakeItem } from './stocktake-schema.ts'
import { tallyOfLine } from './tallies.ts'

type ArticleRow = {
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  category_id: number | null
  is_planned: boolean
  is_counted: boolean
  is_to_count: boolean
  counted: string | null
  zones: number
  counted_at: string | null
  expected: string
}

/**
 * The articles of a stocktake by name, with what was counted of each so far. How many are expected is for whoever approves,
 * and for whoever sees stock where the count is not blind.
 *
 * @throws not_found when it is not there, or not for this actor.
 */
export async function listStocktakeArticles(sql: Queryable, actor: Actor, id: number, query: StocktakeArticleFilters) {
  const request = readList(query, { sorts: ARTICLE_SORTS, defaultSort: 'name', fields: STOCKTAKE_ARTICLE_FIELDS })
  const stocktake = await requireStocktake(sql, actor, id)
  const conditions = [OF_STOCKTAKE(sql, stocktake)]
  if (query.is_counted !== undefined) conditions.push(sql`${isCounted(sql)} = ${query.is_counted}`)
  if (query.is_to_count !== undefined) conditions.push(sql`${isToCount(sql, stocktake)} = ${query.is_to_count}`)
  if (request.ids !== null) conditions.push(sql`line.variant_id = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(query.q)) conditions.push(matchesArticle(sql, word))
  const page = await selectPage<ArticleRow>(sql, request, {
    sorts: ARTICLE_SORTS,
    from: sql`stocktake_lines line ${RELATED(sql)}`,
    where: allOf(sql, conditions),
    columns: sql`
      line.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, p.category_id,
      line.is_planned, ${isCounted(sql)} as is_counted, ${isToCount(sql, stocktake)} as is_to_count, summed.counted,
      summed.zones, summed.counted_at, coalesce(level.on_hand, 0) as expected`,
    joins: sql`
      join stocktake_lines line on ${OF_STOCKTAKE(sql, stocktake)} and line.variant_id = k.id ${RELATED(sql)}
      left join stock_levels level on level.store_id = line.store_id and level.variant_id = line.variant_id
      cross join lateral (${tallyOfLine(sql)}) summed`,
  })
  const showsExpected = may(actor, 'stock.approve') || (!stocktake.blind && may(actor, 'stock.view'))
  const fields = request.fields && new Set([...request.fields, 'variant_id'])
  return { data: page.rows.map((row) => pickFields(present(row, showsExpected), fields)), meta: page.meta }
}

const OF_STOCKTAKE = (sql: Queryable, { store_id, id }: StocktakeItem): Fragment =>
  sql`line.store_id = ${store_id} and line.stocktake_id = ${id}`

const isToCount = (sql: Queryable, { status, round }: StocktakeItem): Fragment =>
  status === 'counting' ? sql`(line.round = ${round} and not ${isCounted(sql)})` : sql`false`

const RELATED = (sql: Queryable): Fragment => sql`
  join product_variants v on v.id = line.variant_id
  join products p on p.id = v.product_id`

function present({ expected, ...row }: ArticleRow, showsExpected: boolean) {
  const article = { ...row, counted: writeOptional(row.counted) }
  return showsExpected ? { ...article, expected: writeQuantity(readQuantity(expected)) } : article
}
