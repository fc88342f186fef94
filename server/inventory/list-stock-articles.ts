import type { Static } from 'typebox'
import type { Actor } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { type ListRequest, pickFields, readList } from '../platform/http/list.ts'
import { allOf, type Fragment, searchWords, selectPage } from '../platform/http/select-page.ts'
import { storeScope } from '../stores/index.ts'
import { isInCategory, liveReserved, STATUS } from './list-stock.ts'
import { matchesArticle } from './match-article.ts'
import { readQuantity, writeOptional, writeQuantity } from './present.ts'
import type { StockStatus } from './schema.ts'
import {
  STOCK_ARTICLE_FIELDS,
  STOCK_ARTICLE_SORTS,
  type StockArticle,
  type StockArticleFilters,
} from './stock-article-schema.ts'

/**
 * An article in a row, with what each of the actor's stores has of it: what a page needs to show articles beside stores
 * without asking for each. Articles that none of those stores ever kept are not in it.
 */
export async function listStockArticles(sql: Queryable, actor: Actor, query: StockArticleFilters) {
  const request = readList(query, { sorts: STOCK_ARTICLE_SORTS, defaultSort: 'name', fields: STOCK_ARTICLE_FIELDS })
  const page = await selectPage<ArticleRow>(sql, request, {
    sorts: STOCK_ARTICLE_SORTS,
    from: sql`product_variants v join products p on p.id = v.product_id`,
    where: conditions(sql, actor, request, query),
    columns: COLUMNS(sql, actor),
    joins: sql`join product_variants v on v.id = k.id join products p on p.id = v.product_id`,
  })
  const fields = request.fields && new Set([...request.fields, 'variant_id'])
  return { data: page.rows.map((row) => pickFields(present(row), fields)), meta: page.meta }
}

type ArticleRow = {
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  category_id: number | null
  levels: readonly LevelOfArticle[]
}

/** Quantities travel as text: a number of JSON would be a float. */
type LevelOfArticle = {
  readonly store_id: number
  readonly on_hand: string
  readonly reserved: string
  readonly in_transit: string
  readonly status: StockStatus
  readonly reorder_point: string | null
  readonly target: string | null
}

const COLUMNS = (sql: Queryable, actor: Actor): Fragment => sql`
  v.id as variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, p.category_id,
  (select jsonb_agg(jsonb_build_object(
      'store_id', level.store_id, 'on_hand', level.on_hand::text, 'reserved', (${liveReserved(sql)})::text,
      'in_transit', level.in_transit::text, 'status', ${STATUS(sql)}, 'reorder_point', wanted.reorder_point::text,
      'target', wanted.target::text) order by level.store_id)
   from ${LEVELS_OF_ARTICLE(sql, actor)}) as levels`

/** The levels of `v` in the stores that exist for the actor. Each is found by its key. */
const LEVELS_OF_ARTICLE = (sql: Queryable, actor: Actor): Fragment => sql`
  stores s
  join stock_levels level on level.store_id = s.id and level.variant_id = v.id
  left join stock_targets wanted on wanted.store_id = level.store_id and wanted.variant_id = level.variant_id
  where s.deleted_at is null and ${storeScope(sql, actor, 's.id')}`

function conditions(sql: Queryable, actor: Actor, request: ListRequest, filters: StockArticleFilters): Fragment {
  const { status, category_id } = filters
  const all = [
    sql`exists (
      select from ${LEVELS_OF_ARTICLE(sql, actor)}
        and ((v.deleted_at is null and p.deleted_at is null) or level.on_hand <> 0)
        and ${status === undefined ? sql`true` : sql`${STATUS(sql)} = ${status}`})`,
  ]
  if (category_id !== undefined) all.push(isInCategory(sql, category_id))
  if (request.ids !== null) all.push(sql`v.id = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(filters.q)) all.push(matchesArticle(sql, word))
  return allOf(sql, all)
}

function present({ levels, ...article }: ArticleRow): Static<typeof StockArticle> {
  const stores = levels.map((level) => {
    const onHand = readQuantity(level.on_hand)
    return {
      store_id: level.store_id,
      on_hand: writeQuantity(onHand),
      available: writeQuantity(onHand - readQuantity(level.reserved)),
      in_transit: writeQuantity(readQuantity(level.in_transit)),
      status: level.status,
      reorder_point: writeOptional(level.reorder_point),
      target: writeOptional(level.target),
    }
  })
  const total = levels.reduce((sum, level) => sum + readQuantity(level.on_hand), 0n)
  return { ...article, on_hand: writeQuantity(total), stores }
}
