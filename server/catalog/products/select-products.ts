import type { Row } from 'postgres'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { sharesStore, storeScope } from '../../stores/index.ts'
import { galleryJson, type PictureJson, presentGallery } from '../gallery/select-gallery.ts'
import { presentMargin, presentOptionalPrice } from '../money.ts'
import { joinAskedPrice } from '../prices/effective-price.ts'
import type { ProductItem } from '../schema.ts'
import { presentVariantJson, type VariantJson, variantsOfProduct } from '../variants/select-variants.ts'

export const RELATIONS = [
  'variants',
  'stores',
  'category',
  'options',
  'gallery',
  'images',
  'creator',
  'prices',
] as const
export type Relation = (typeof RELATIONS)[number]

/** Costs are seen only with a permission. */
export const seesCosts = (actor: Actor): boolean => may(actor, 'products.viewCost')

export type ProductRow = Omit<ProductItem, 'variants' | 'gallery' | 'images' | 'cost' | 'margin'> & {
  cost: string | null
  first_price: string | null
  /** When a store's price of one of its variants begins or ends next; null where no store was asked for. */
  changes_at: string | null
  variants?: VariantJson[]
  gallery?: PictureJson[]
  images?: PictureJson[]
}

/**
 * The columns of a product `p`, with the relations asked for as JSON, so that any page is one statement.
 *
 * @param storeId whose prices of the moment to show; null for the chain's. One of the actor's stores.
 */
export function productColumns(
  sql: Queryable,
  actor: Actor,
  relations: ReadonlySet<Relation>,
  storeId: number | null,
): Fragment {
  const hasPrices = relations.has('prices')
  // Prices are the variants', and come with them.
  const hasVariants = hasPrices || relations.has('variants')
  const relation = (name: Relation, columns: () => Fragment) => (relations.has(name) ? sql`, ${columns()}` : sql``)
  return sql<Row[]>`
    p.id, p.name, p.slug, p.description, c.id as category_id,
    case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as category,
    p.tax_class, p.vendor, p.tags, p.is_active, p.is_featured, p.external_id, p.created_at, p.updated_at,
    offer.price, offer.price_max, offer.variants_count, offer.changes_at, first.sku, first.barcode, first.cost,
    first.price as first_price, p.sold_everywhere
    ${hasVariants ? sql`, (${variantsOfProduct(sql, actor, { storeId, hasPrices })}) as variants` : sql``}
    ${relation('stores', () => sql`(${storesOfProduct(sql, actor)}) as stores`)}
    ${relation('options', () => sql`(${optionsOfProduct(sql)}) as options`)}
    ${relation('gallery', () => sql`(${galleryOfProduct(sql)}) as gallery`)}
    ${relation('images', () => sql`(${galleryOfProduct(sql)}) as images`)}
    ${relation('creator', () => sql`(${creatorOfProduct(sql, actor)}) as creator`)}`
}

/** What `productColumns` needs beside `p`. */
export const productJoins = (sql: Queryable, storeId: number | null): Fragment => sql<Row[]>`
  left join product_categories c on c.id = p.category_id and c.deleted_at is null
  left join lateral (
    select min(asked.price) filter (where v.is_active) as price, max(asked.price) filter (where v.is_active) as price_max,
      count(*)::int as variants_count, min(asked.changes_at) as changes_at
    from product_variants v ${joinAskedPrice(sql, storeId)} where v.product_id = p.id and v.deleted_at is null
  ) offer on true
  left join lateral (
    select v.sku, v.cost, asked.price,
      (select b.code from variant_barcodes b where b.variant_id = v.id order by b.position, b.code limit 1) as barcode
    from product_variants v ${joinAskedPrice(sql, storeId)} where v.product_id = p.id and v.deleted_at is null
    order by v.position, v.id limit 1
  ) first on true`

const storesOfProduct = (sql: Queryable, actor: Actor): Fragment => sql<Row[]>`
  select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) order by s.id), '[]')
  from product_stores ps join stores s on s.id = ps.store_id
  where ps.product_id = p.id and s.deleted_at is null and ${storeScope(sql, actor, 's.id')}`

/** The options of a product `p` with their values, as a JSON list. */
export const optionsOfProduct = (sql: Queryable): Fragment => sql<Row[]>`
  select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'position', o.position, 'values', (
      select coalesce(json_agg(json_build_object('id', ov.id, 'value', ov.value, 'position', ov.position)
        order by ov.position, ov.id), '[]') from product_option_values ov where ov.option_id = o.id
    )) order by o.position, o.id), '[]')
  from product_options o where o.product_id = p.id`

const galleryOfProduct = (sql: Queryable): Fragment => galleryJson(sql, sql`i.product_id = p.id`)

/**
 * Who made a product `p`, for those who work in a store with them: other stores' people do not exist. Whoever made it
 * themselves is no exception, since everybody of the same stores is shown the same page.
 */
const creatorOfProduct = (sql: Queryable, actor: Actor): Fragment => sql<Row[]>`
  select json_build_object('id', u.id, 'name', u.name) from users u
  where u.id = p.created_by and ${actor.storeIds === 'all' ? sql`true` : sharesStore(sql, actor, 'u.id')}`

/** How long these rows stay true: until a store's price changes by the clock, without a write to end the page. */
export function freshUntil(rows: readonly Pick<ProductRow, 'changes_at'>[]): { freshUntil?: number } {
  const times = rows.map((row) => row.changes_at).filter((time) => time !== null)
  return times.length === 0 ? {} : { freshUntil: Math.min(...times.map((time) => Date.parse(time))) }
}

/** A row as the API writes it; costs only for those who may see them. */
export function presentProduct(row: ProductRow, showsCosts: boolean): ProductItem {
  const { first_price: firstPrice, changes_at: _when, cost, variants, price, price_max: priceMax, ...rest } = row
  const { gallery, images, ...fields } = rest
  return {
    ...fields,
    price: presentOptionalPrice(price),
    price_max: presentOptionalPrice(priceMax),
    ...(showsCosts && { cost: presentOptionalPrice(cost), margin: presentMargin(firstPrice, cost) }),
    ...(variants !== undefined && { variants: variants.map((variant) => presentVariantJson(variant, showsCosts)) }),
    ...(gallery !== undefined && { gallery: presentGallery(gallery) }),
    ...(images !== undefined && { images: presentGallery(images) }),
  }
}
