import { type Static, type TProperties, Type } from 'typebox'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { lacking } from '../../platform/errors.ts'
import { Id, UnitPrice } from '../../platform/http/fields.ts'
import { allOf, type Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { branchIds } from '../categories/category-branch.ts'
import { priceForDatabase } from '../money.ts'
import { isAskedWithin } from '../prices/effective-price.ts'
import { barcodeForms } from '../variants/barcode-forms.ts'
import { matchesSearch } from './match-search.ts'
import { readSearch, type Search } from './read-search.ts'

/**
 * SQL condition of a later room: some of the variant `v` is there now, in this store, or without one in any store that
 * exists for the actor.
 */
export type InStock = (sql: Queryable, actor: Actor, storeId: number | undefined) => Fragment

export const AVAILABILITIES = ['in_stock', 'out_of_stock'] as const

const AT_STORE = ': the chain’s price, or that of `store_id` at this moment'

/** The filters that the list of products and its facets share. */
export const PRODUCT_FILTERS = {
  category_id: Type.Optional(Id({ description: 'With the categories under it.' })),
  price_min: Type.Optional(UnitPrice({ description: `An active variant costs at least this${AT_STORE}.` })),
  price_max: Type.Optional(UnitPrice({ description: `An active variant costs at most this${AT_STORE}.` })),
  store_id: Type.Optional(Id({ description: 'Products that this store sells, shown at its prices of the moment.' })),
  availability: Type.Optional(
    Type.Unsafe<(typeof AVAILABILITIES)[number]>({
      type: 'string',
      enum: [...AVAILABILITIES],
      description: 'Whether some is in stock in `store_id`, or else in any of your stores. Asks for `stock.view`.',
    }),
  ),
  is_active: Type.Optional(Type.Boolean()),
  is_featured: Type.Optional(Type.Boolean()),
  tax_class: Type.Optional(Type.String({ maxLength: 32 })),
  vendor: Type.Optional(Type.String({ maxLength: 255 })),
  tag: Type.Optional(Type.String({ maxLength: 100 })),
  sku: Type.Optional(Type.String({ maxLength: 100 })),
  barcode: Type.Optional(Type.String({ maxLength: 64 })),
  external_id: Type.Optional(Type.String({ maxLength: 255 })),
  fuzzy: Type.Optional(
    Type.Boolean({
      description:
        'Whether `q` also finds words that resemble its own, of four letters and more, with one or two wrong. True unless said.',
    }),
  ),
} satisfies TProperties

const FILTER_SCHEMA = Type.Object(PRODUCT_FILTERS)
export type ProductFilters = Static<typeof FILTER_SCHEMA> & { readonly q?: string }

export type ProductMatch = {
  /** All conditions on a row `s` of product_search. */
  readonly where: Fragment
  /** Those that the row tells by itself, and what must be looked up for each of the others. */
  readonly ofRow: Fragment
  readonly lookedUp: Fragment
  readonly search: Search | null
  /** How many match, where there is a better way than counting by `where`; null where there is none. */
  readonly total: Fragment | null
}

/** Whether the clock alone, when a store's price begins or ends, may change which products are found or their order. */
export function followsClock(query: Readonly<Record<string, unknown>>): boolean {
  const { store_id: storeId, price_min: min, price_max: max, sort } = query
  if (storeId === undefined) return false
  return min !== undefined || max !== undefined || (typeof sort === 'string' && /(^|,)\s*-?price\b/.test(sort))
}

/** What tells the products that were asked for. @throws forbidden for a filter by stock that the actor may not see. */
export function matchProducts(
  sql: Queryable,
  actor: Actor,
  filters: ProductFilters & { readonly idList?: readonly number[] | null },
  inStock: InStock,
): ProductMatch {
  const search = readSearch(filters.q, filters.fuzzy !== false)
  const flags = conditionsOn(sql, filters, {
    is_active: (value) => sql`is_active = ${value}`,
    is_featured: (value) => sql`is_featured = ${value}`,
  })
  const others = conditionsOn(sql, filters, {
    idList: (ids) => sql`s.product_id = any(${[...ids]}::bigint[])`,
    category_id: (id) => sql`s.category_id = any(array(${branchIds(sql, sql`${id}::bigint`)}))`,
    store_id: (id) => soldIn(sql, actor, id),
    tax_class: (value) => sql`s.tax_class = ${value}`,
    vendor: (value) => sql`s.vendor = ${value}`,
    tag: (value) => sql`s.tags @> array[${value}]::text[]`,
    external_id: (value) => sql`s.product_id = any(array(select id from products where external_id = ${value}))`,
    sku: (sku) =>
      sql`s.product_id = any(array(select product_id from product_variants where sku = ${sku} and deleted_at is null))`,
    barcode: (code) => sql`s.product_id = any(array(
      select v.product_id from variant_barcodes b join product_variants v on v.id = b.variant_id
      where b.is_active and (b.code = ${code} or b.type = 'gtin' and b.code = any(${barcodeForms(code)}::text[]))))`,
  })
  if (filters.price_min !== undefined || filters.price_max !== undefined) others.push(pricedWithin(sql, filters))
  if (search !== null) others.push(matchesSearch(sql, search))
  const ofRow = allOf(sql, [...flags, ...others])
  if (filters.availability !== undefined) {
    const lookedUp = isAvailable(sql, actor, filters, inStock)
    // Found by the row before stock is looked up, or else the planner thinks nothing of reading whole rows for it.
    const total = sql`(
      select count(*) from (select s.product_id from product_search s where ${ofRow} offset 0) s where ${lookedUp})`
    return { where: sql`${ofRow} and ${lookedUp}`, ofRow, lookedUp, search, total }
  }
  const kept = sql`(select coalesce(sum(products), 0) from product_counts where ${allOf(sql, flags)})`
  return { where: ofRow, ofRow, lookedUp: sql`true`, search, total: others.length === 0 ? kept : null }
}

/** @throws forbidden when the actor may not see stock. */
function isAvailable(sql: Queryable, actor: Actor, filters: ProductFilters, inStock: InStock): Fragment {
  if (!may(actor, 'stock.view')) throw lacking('stock.view')
  const isThere = sql`exists (
    select from product_variants v
    where v.product_id = s.product_id and v.deleted_at is null and ${inStock(sql, actor, filters.store_id)} offset 0)`
  return filters.availability === 'in_stock' ? isThere : sql`not ${isThere}`
}

/*
 * An `offset 0` in an `exists` has it asked product by product: read for all of them at once, it would read all variants
 * there are.
 */

type Conditions<Given> = { [Name in keyof Given]?: (value: NonNullable<Given[Name]>) => Fragment }

function conditionsOn<Given extends object>(sql: Queryable, given: Given, conditions: Conditions<Given>): Fragment[] {
  return (Object.keys(conditions) as (keyof Given)[]).flatMap((name) => {
    const value = given[name]
    return value === undefined || value === null ? [] : [conditions[name]?.(value) ?? sql`true`]
  })
}

/** A store that does not exist here sells nothing. */
const soldIn = (sql: Queryable, actor: Actor, id: number): Fragment => sql`
  exists (select from stores t where t.id = ${id} and t.deleted_at is null and ${storeScope(sql, actor, 't.id')})
  and (s.sold_everywhere or s.product_id in (select product_id from product_stores where store_id = ${id}))`

/** An active variant costs so much: in the store that is named, or else by the chain's prices. */
function pricedWithin(sql: Queryable, { price_min, price_max, store_id: storeId }: ProductFilters): Fragment {
  const low = price_min === undefined ? null : sql`${priceForDatabase(price_min)}::numeric`
  const high = price_max === undefined ? null : sql`${priceForDatabase(price_max)}::numeric`
  const isPricedByChain = pricedByChain(sql, low, high)
  if (storeId === undefined) return isPricedByChain
  const bounds = [low && sql`asked.price >= ${low}`, high && sql`asked.price <= ${high}`]
  const within = allOf(
    sql,
    bounds.filter((bound) => bound !== null),
  )
  return isAskedWithin(sql, storeId, { within, isPricedByChain })
}

/**
 * Between two bounds the lowest and the highest price tell it, but for a product whose prices lie on both sides. One bound
 * is given at least.
 */
function pricedByChain(sql: Queryable, low: Fragment | null, high: Fragment | null): Fragment {
  if (high === null) return sql`s.price_max >= ${low as Fragment}`
  if (low === null) return sql`s.price <= ${high}`
  return sql`s.price <= ${high} and s.price_max >= ${low} and (s.price >= ${low} or s.price_max <= ${high} or exists (
    select from product_variants v where v.product_id = s.product_id and v.deleted_at is null and v.is_active
      and v.price between ${low} and ${high} offset 0))`
}
