import { type Static, Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { Id, UnitPrice } from '../../platform/http/fields.ts'
import {
  type ListRequest,
  listQuery,
  parseInclude,
  pickFields,
  readList,
  type SortColumns,
} from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import {
  allOf,
  codePattern,
  containsPattern,
  type Fragment,
  searchWords,
  selectPage,
  startsPattern,
} from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { priceForDatabase } from '../money.ts'
import { Product, type ProductItem } from '../schema.ts'
import { barcodeForms } from '../variants/barcode-forms.ts'
import {
  type ProductRow,
  presentProduct,
  productColumns,
  productJoins,
  RELATIONS,
  seesCosts,
} from './select-products.ts'

/** A product without a price comes after all others. */
const LOWEST_PRICE = `coalesce((select min(v.price) from product_variants v
  where v.product_id = p.id and v.deleted_at is null and v.is_active), 'Infinity'::numeric)`

const SORTS = {
  id: { sql: 'p.id', type: 'bigint' },
  name: { sql: 'p.name collate "fr-x-icu"', type: 'text' },
  price: { sql: LOWEST_PRICE, type: 'numeric' },
  created_at: { sql: 'p.created_at', type: 'timestamptz' },
  updated_at: { sql: 'p.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const ProductList = listQuery({
  sorts: SORTS,
  filters: {
    category_id: Type.Optional(Id({ description: 'With the categories under it.' })),
    price_min: Type.Optional(UnitPrice()),
    price_max: Type.Optional(UnitPrice()),
    store_id: Type.Optional(Id({ description: 'Products that this store sells.' })),
    is_active: Type.Optional(Type.Boolean()),
    is_featured: Type.Optional(Type.Boolean()),
    tax_class: Type.Optional(Type.String({ maxLength: 32 })),
    sku: Type.Optional(Type.String({ maxLength: 100 })),
    barcode: Type.Optional(Type.String({ maxLength: 64 })),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
    include: Type.Optional(Type.String({ maxLength: 200, description: `Any of ${RELATIONS.join(', ')}.` })),
  },
})
export type ProductListQuery = Static<typeof ProductList>

/** Products by filters, search and order; one statement whatever is included. */
export async function listProducts(
  sql: Queryable,
  actor: Actor,
  query: ProductListQuery,
): Promise<Outcome<Partial<ProductItem>[]>> {
  const request = readList(query, { sorts: SORTS, defaultSort: '-created_at', fields: Object.keys(Product.properties) })
  const relations = parseInclude(query.include, RELATIONS)
  const words = searchWords(query.q)
  const isRanked = words.length > 0 && !request.isSorted && request.walk === null
  const page = await selectPage<ProductRow>(sql, request, {
    sorts: SORTS,
    from: sql`products p`,
    where: allOf(sql, conditionsOf(sql, actor, query, request, words)),
    columns: productColumns(sql, actor, relations),
    joins: sql`join products p on p.id = k.id ${productJoins(sql)}`,
    ...(isRanked && { order: bestFirst(sql, words) }),
  })
  const fields = request.fields === null ? null : new Set([...request.fields, ...relations])
  const showsCosts = seesCosts(actor)
  const data = page.rows.map((row) => pickFields(presentProduct(row, showsCosts), fields))
  return { data, meta: page.meta }
}

function conditionsOf(
  sql: Queryable,
  actor: Actor,
  query: ProductListQuery,
  request: ListRequest,
  words: readonly string[],
): Fragment[] {
  const conditions: Fragment[] = [sql`p.deleted_at is null`]
  const add = <Value>(value: Value | null | undefined, condition: (value: Value) => Fragment) => {
    if (value !== undefined && value !== null) conditions.push(condition(value))
  }
  add(request.ids, (ids) => sql`p.id = any(${[...ids]}::bigint[])`)
  add(query.category_id, (id) => sql`p.category_id in (${categoryAndBelow(sql, id)})`)
  add(query.store_id, (id) => soldIn(sql, actor, id))
  add(query.is_active, (value) => sql`p.is_active = ${value}`)
  add(query.is_featured, (value) => sql`p.is_featured = ${value}`)
  add(query.tax_class, (value) => sql`p.tax_class = ${value}`)
  add(query.external_id, (value) => sql`p.external_id = ${value}`)
  add(
    query.sku,
    (sku) => sql`p.id in (select product_id from product_variants where sku = ${sku} and deleted_at is null)`,
  )
  add(
    query.barcode,
    (code) => sql`p.id in (
    select v.product_id from variant_barcodes b join product_variants v on v.id = b.variant_id
    where b.is_active and (b.code = ${code} or b.type = 'gtin' and b.code = any(${barcodeForms(code)}::text[])))`,
  )
  if (query.price_min !== undefined || query.price_max !== undefined) conditions.push(pricedWithin(sql, query))
  for (const word of words) conditions.push(findsWord(sql, word))
  return conditions
}

const categoryAndBelow = (sql: Queryable, id: number): Fragment => sql`
  with recursive below as (
    select id from product_categories where id = ${id} and deleted_at is null
    union
    select child.id from product_categories child join below on child.parent_id = below.id where child.deleted_at is null
  ) select id from below`

/** A product without stores of its own is sold in every store; a store that does not exist here sells nothing. */
const soldIn = (sql: Queryable, actor: Actor, id: number): Fragment => sql`
  exists (select from stores s where s.id = ${id} and s.deleted_at is null and ${storeScope(sql, actor, 's.id')})
  and (not exists (select from product_stores ps where ps.product_id = p.id)
    or exists (select from product_stores ps where ps.product_id = p.id and ps.store_id = ${id}))`

function pricedWithin(sql: Queryable, query: ProductListQuery): Fragment {
  const { price_min: low, price_max: high } = query
  return sql`exists (
    select from product_variants v where v.product_id = p.id and v.deleted_at is null and v.is_active
    ${low === undefined ? sql`` : sql`and v.price >= ${priceForDatabase(low)}::numeric`}
    ${high === undefined ? sql`` : sql`and v.price <= ${priceForDatabase(high)}::numeric`})`
}

/** Each branch has a trigram index of its own, so their union is found without reading the catalogue. */
const findsWord = (sql: Queryable, word: string): Fragment => sql`p.id in (
  select id from products where search_name like ${containsPattern(sql, word)}
  union all
  select product_id from product_variants where lower(sku) like ${codePattern(word)} and deleted_at is null
  union all
  select v.product_id from variant_barcodes b join product_variants v on v.id = b.variant_id
  where lower(b.code) like ${codePattern(word)} and b.is_active)`

/** A name that is the search, then one that begins with it, then by likeness. */
function bestFirst(sql: Queryable, words: readonly string[]): Fragment {
  const q = words.join(' ')
  return sql`
    p.search_name = (select search_text(${q})) desc,
    p.search_name like ${startsPattern(sql, q)} desc,
    similarity(p.search_name, (select search_text(${q}))) desc,
    p.name collate "fr-x-icu", p.id`
}
