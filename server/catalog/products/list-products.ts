import { type Static, Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { listQuery, parseInclude, pickFields, readList, type SortColumns } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { selectPage } from '../../platform/http/select-page.ts'
import { joinOwnPrice } from '../prices/effective-price.ts'
import { Product, type ProductItem } from '../schema.ts'
import { bestFirst, placeOf } from '../search/match-search.ts'
import { type InStock, matchProducts, PRODUCT_FILTERS, type ProductMatch } from '../search/product-filters.ts'
import {
  freshUntil,
  type ProductRow,
  presentProduct,
  productColumns,
  productJoins,
  RELATIONS,
  seesCosts,
} from './select-products.ts'

/** Each has an index of `product_search` with the id behind it. A product without a price comes after all others. */
const SORTS = {
  id: { sql: 's.product_id', type: 'bigint' },
  name: { sql: 's.name collate "fr-x-icu"', type: 'text' },
  price: { sql: 's.price', type: 'numeric' },
  created_at: { sql: 's.created_at', type: 'timestamptz' },
  updated_at: { sql: 's.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

/** An order by what a store asks at this moment: prices that change by the clock are in no index. */
const byPriceAt = (sql: Queryable, storeId: number, { where, total }: ProductMatch) => ({
  sorts: { ...SORTS, price: { sql: 'coalesce(own.price, s.price)', type: 'numeric' } } satisfies SortColumns,
  from: sql`product_search s ${joinOwnPrice(sql, storeId)}`,
  total: total ?? sql`(select count(*) from product_search s where ${where})`,
})

export const ProductList = listQuery({
  sorts: SORTS,
  filters: {
    ...PRODUCT_FILTERS,
    include: Type.Optional(Type.String({ maxLength: 200, description: `Any of ${RELATIONS.join(', ')}.` })),
  },
})
export type ProductListQuery = Static<typeof ProductList>

/**
 * Products by filters, search and order; one statement whatever is included. A search without an order is best first;
 * a walk by cursor has an order always.
 */
export async function listProducts(
  sql: Queryable,
  actor: Actor,
  query: ProductListQuery,
  inStock: InStock,
): Promise<Outcome<Partial<ProductItem>[]>> {
  const request = readList(query, { sorts: SORTS, defaultSort: '-created_at', fields: Object.keys(Product.properties) })
  const relations = parseInclude(query.include, RELATIONS)
  const storeId = query.store_id ?? null
  const byPriceOf = request.terms.some(({ field }) => field === 'price') ? storeId : null
  const match = matchProducts(sql, actor, { ...query, idList: request.ids }, inStock)
  const { where, search } = match
  const isRanked = search !== null && !request.isSorted && request.walk === null
  const page = await selectPage<ProductRow>(sql, request, {
    sorts: SORTS,
    ...(isRanked
      ? {
          from: sql`(
            select s.product_id, s.search_name, ${placeOf(sql, search)} as place
            from product_search s where ${where} offset 0) s`,
          where: sql`true`,
          order: bestFirst(sql, search),
        }
      : { from: sql`product_search s`, where }),
    columns: productColumns(sql, actor, relations, storeId),
    joins: sql`join products p on p.id = k.id ${productJoins(sql, storeId)}`,
    isFoundFirst: search !== null,
    ...(match.total !== null && { total: match.total }),
    ...(byPriceOf !== null && byPriceAt(sql, byPriceOf, match)),
  })
  const fields = request.fields === null ? null : new Set([...request.fields, ...relations])
  const showsCosts = seesCosts(actor)
  const data = page.rows.map((row) => pickFields(presentProduct(row, showsCosts), fields))
  return { data, meta: page.meta, ...freshUntil(page.rows) }
}
