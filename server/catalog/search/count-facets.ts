import type { Row } from 'postgres'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { parseInclude } from '../../platform/http/list.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { presentOptionalPrice } from '../money.ts'
import { joinOwnPrice } from '../prices/effective-price.ts'
import { FACETS, type Facet, type FacetsItem, type FacetsQuery, LOOKED_UP_MAX, VALUES_MAX } from './facets.ts'
import { followsClock, type InStock, matchProducts } from './product-filters.ts'

/** The facets that a query asks for: all unless it says which. @throws validation_failed naming `include`. */
function facetsOf(query: Pick<FacetsQuery, 'include'>): ReadonlySet<Facet> {
  const included = parseInclude(query.include, FACETS)
  return included.size === 0 ? new Set(FACETS) : included
}

/** Whether the answer tells of stock, whose changes end no page of the catalogue. */
export const tellsStock = (query: Readonly<Record<string, unknown>>): boolean => {
  const { availability, include } = query as FacetsQuery
  return availability !== undefined || !include || include.includes('availability')
}

/** Whether it tells of a store's prices, which change by the clock. */
export const tellsStorePrices = (query: Readonly<Record<string, unknown>>): boolean => {
  const { store_id: storeId, include } = query as FacetsQuery
  return followsClock(query) || (storeId !== undefined && (!include || include.includes('price_ranges')))
}

/** How the products that pass the filters are spread; one statement. Every facet counts within all filters. */
export async function countFacets(
  sql: Queryable,
  actor: Actor,
  query: FacetsQuery,
  inStock: InStock,
): Promise<FacetsItem> {
  const facets = facetsOf(query)
  const { ofRow, lookedUp } = matchProducts(sql, actor, query, inStock)
  const facet = (name: Facet, value: () => Fragment) => (facets.has(name) ? sql`, (${value()}) as ${sql(name)}` : sql``)
  const { store_id: storeId } = query
  const hasOwnPrices = storeId !== undefined && facets.has('price_ranges')
  // What an index of `product_search` holds by itself; the whole row of each product would be a hundred times that.
  const [row] = await sql<FacetsItem[]>`
    with matching as materialized (
      select * from (
        select s.product_id, s.category_id, s.tax_class, s.is_active, s.is_featured, s.sold_everywhere,
          ${hasOwnPrices ? sql`coalesce(own.price, s.price) as price` : sql`s.price`}
        from product_search s ${hasOwnPrices ? joinOwnPrice(sql, storeId) : sql``} where ${ofRow} offset 0
      ) s where ${lookedUp}
    )
    select (select count(*)::int from matching) as total
      ${facet('categories', () => categories(sql))}
      ${facet('price_ranges', () => priceRanges(sql))}
      ${facet('stores', () => stores(sql, actor))}
      ${facet('availability', () => (may(actor, 'stock.view') ? availability(sql, inStock(sql, actor, query.store_id)) : sql`null`))}
      ${facet('vendors', () => vendors(sql))}
      ${facet('tags', () => tags(sql))}
      ${facet('tax_classes', () => mostFrequent(sql, sql`select tax_class as value from matching`))}
      ${facet('active', () => flag(sql, 'is_active'))}
      ${facet('featured', () => flag(sql, 'is_featured'))}`
  const { price_ranges: ranges, ...others } = row as FacetsItem
  if (ranges === undefined) return others
  const presented = ranges.map(({ from, to, count }) => ({
    from: presentOptionalPrice(from),
    to: presentOptionalPrice(to),
    count,
  }))
  return { ...others, price_ranges: presented }
}

/** A product counts for its category and for each one above. */
const categories = (sql: Queryable): Fragment => sql<Row[]>`
  with recursive counted as (
    select category_id, count(*) as products from matching where category_id is not null group by category_id
  ), above as (
    select id as category_id, id, parent_id from product_categories where id = any(array(select category_id from counted))
    union
    select above.category_id, c.id, c.parent_id from above join product_categories c on c.id = above.parent_id
  )
  select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'parent_id', c.parent_id, 'count', branch.products)
    order by c.position, c.name collate "fr-x-icu", c.id), '[]')
  from (select above.id, sum(counted.products) as products from above join counted using (category_id) group by above.id) branch
  join product_categories c on c.id = branch.id`

/** Five ranges that hold about as many products each, moved to the nearest round prices. */
const priceRanges = (sql: Queryable): Fragment => sql<Row[]>`
  with priced as (select price from matching where price < 'Infinity'),
  fifths as (select unnest(percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by price)) as price from priced),
  bounds as (
    select array_agg(distinct round(price, -floor(log(price))::int)) as prices from fifths where price > 0
  ),
  counted as (
    select coalesce(width_bucket(price, bounds.prices), 0) as place, count(*) as products
    from priced cross join bounds group by 1
  )
  select coalesce(json_agg(json_build_object('from', prices[place]::numeric(14, 4)::text,
    'to', prices[place + 1]::numeric(14, 4)::text, 'count', products)
    order by place), '[]')
  from counted cross join bounds`

/** What is sold everywhere is counted once; of the others, each one's stores are read by its key. */
const stores = (sql: Queryable, actor: Actor): Fragment => sql<Row[]>`
  with own as materialized (
    select ps.store_id, count(*) as products
    from (select product_id from matching where not sold_everywhere) limited
    cross join lateral (select store_id from product_stores where product_id = limited.product_id offset 0) ps
    group by ps.store_id
  )
  select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'count',
      (select count(*) from matching where sold_everywhere) + coalesce(own.products, 0))
    order by t.name collate "fr-x-icu", t.id), '[]')
  from stores t
  left join own on own.store_id = t.id
  where t.deleted_at is null and ${storeScope(sql, actor, 't.id')}`

const availability = (sql: Queryable, variantInStock: Fragment): Fragment => sql<Row[]>`
  select json_build_object('in_stock', there.products, 'out_of_stock', everything.products - there.products)
  from (select count(*) as products from matching) everything
  cross join lateral (
    select count(*) as products from matching where everything.products <= ${LOOKED_UP_MAX} and exists (
      select from product_variants v
      where v.product_id = matching.product_id and v.deleted_at is null and ${variantInStock} offset 0)
  ) there
  where everything.products <= ${LOOKED_UP_MAX}`

const vendors = (sql: Queryable): Fragment =>
  mostFrequent(
    sql,
    sql`select vendor as value from product_search where vendor is not null and product_id in (select product_id from matching)`,
  )

/** Read product by product, since no index holds the tags of all of them; null where they are too many for that. */
const tags = (sql: Queryable): Fragment => sql<Row[]>`
  select (${mostFrequent(
    sql,
    sql`select unnest(own.tags) as value
      from matching cross join lateral (select tags from product_search s where s.product_id = matching.product_id offset 0) own`,
  )})
  from (select count(*) as products from matching) everything where everything.products <= ${LOOKED_UP_MAX}`

const mostFrequent = (sql: Queryable, values: Fragment): Fragment => sql<Row[]>`
  select coalesce(json_agg(json_build_object('value', value, 'count', products) order by products desc, value), '[]')
  from (
    select value, count(*) as products from (${values}) each_value group by value order by products desc, value limit ${VALUES_MAX}
  ) most`

const flag = (sql: Queryable, column: 'is_active' | 'is_featured'): Fragment => sql<Row[]>`
  select json_build_object('yes', count(*) filter (where ${sql(column)}), 'no', count(*) filter (where not ${sql(column)}))
  from matching`
