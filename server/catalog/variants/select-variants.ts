import type { Row } from 'postgres'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { galleryJson, type PictureJson, presentGallery } from '../gallery/select-gallery.ts'
import { presentMargin, presentOptionalPrice, presentPrice } from '../money.ts'
import { joinAskedPrice } from '../prices/effective-price.ts'
import { presentStorePrice, type StorePriceJson, storePriceJson } from '../prices/store-price-json.ts'
import { presentQuantity } from '../quantity.ts'
import type { VariantItem } from '../schema.ts'

export type VariantJson = Omit<VariantItem, 'cost' | 'margin' | 'gallery' | 'prices'> & {
  cost: string | null
  gallery: PictureJson[]
  prices?: StorePriceJson[]
}

/** Which prices a variant shows: of one store instead of the chain's, and all that the actor's stores have. */
export type ShownPrices = { readonly storeId: number | null; readonly hasPrices: boolean }
export const CHAIN_PRICES: ShownPrices = { storeId: null, hasPrices: false }

/**
 * A variant `v` with its `asked` price as one JSON value. Decimals are texts in it, since a JSON number would pass
 * through a float.
 */
export const variantJson = (sql: Queryable, actor: Actor, hasPrices: boolean): Fragment => sql<Row[]>`
  (jsonb_build_object('id', v.id, 'product_id', v.product_id, 'name', v.name, 'sku', v.sku, 'plu', v.plu,
    'price', asked.price::text, 'is_open_price', v.is_open_price,
    'compare_at_price', asked.compare_at_price::text, 'cost', v.cost::text, 'weight_grams', v.weight_grams,
    'sold_by', v.sold_by, 'content_quantity', v.content_quantity::text, 'content_unit', v.content_unit,
    'is_active', v.is_active, 'position', v.position, 'external_id', v.external_id,
    'created_at', to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'updated_at', to_char(v.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'gallery', (${galleryJson(sql, sql`i.variant_id = v.id`)}),
    'barcodes', (
      select coalesce(json_agg(json_build_object('code', b.code, 'type', b.type) order by b.position, b.code), '[]')
      from variant_barcodes b where b.variant_id = v.id),
    'option_values', (
      select coalesce(json_agg(json_build_object('option_id', o.id, 'option', o.name, 'value_id', ov.id,
        'value', ov.value) order by o.position, o.id), '[]')
      from variant_option_values vo
      join product_options o on o.id = vo.option_id
      join product_option_values ov on ov.id = vo.option_value_id
      where vo.variant_id = v.id),
    'fees', (${feesOfVariant(sql)}))
    ${hasPrices ? sql`|| jsonb_build_object('prices', (${pricesOfVariant(sql, actor)}))` : sql``})`

/** The fees of a variant `v`, as a JSON list. */
export const feesOfVariant = (sql: Queryable): Fragment => sql<Row[]>`
  select coalesce(json_agg(json_build_object('id', f.id, 'kind', f.kind, 'label', f.label, 'amount', f.amount::text,
    'tax_class', f.tax_class) order by f.position, f.id), '[]')
  from variant_fees f where f.variant_id = v.id`

/** What the actor's stores ask for a variant `v`, as a JSON list. */
export const pricesOfVariant = (sql: Queryable, actor: Actor): Fragment => sql<Row[]>`
  select coalesce(json_agg(${storePriceJson(sql)} order by vp.store_id, vp.starts_at), '[]')
  from variant_prices vp join stores s on s.id = vp.store_id
  where vp.variant_id = v.id and s.deleted_at is null and ${storeScope(sql, actor, 'vp.store_id')}`

/** The variants of a product `p`, as a JSON list. */
export const variantsOfProduct = (sql: Queryable, actor: Actor, { storeId, hasPrices }: ShownPrices): Fragment => sql<
  Row[]
>`
  select coalesce(json_agg(${variantJson(sql, actor, hasPrices)} order by v.position, v.id), '[]')
  from product_variants v ${joinAskedPrice(sql, storeId)} where v.product_id = p.id and v.deleted_at is null`

/** A variant as the API writes it; costs only for those who may see them. */
export function presentVariantJson(row: VariantJson, showsCosts: boolean): VariantItem {
  const { cost, gallery, prices, ...variant } = row
  return {
    ...variant,
    gallery: presentGallery(gallery),
    price: presentOptionalPrice(variant.price),
    compare_at_price: presentOptionalPrice(variant.compare_at_price),
    content_quantity: variant.content_quantity === null ? null : presentQuantity(variant.content_quantity),
    fees: variant.fees.map((fee) => ({ ...fee, amount: presentPrice(fee.amount) })),
    ...(showsCosts && { cost: presentOptionalPrice(cost), margin: presentMargin(variant.price, cost) }),
    ...(prices !== undefined && { prices: prices.map(presentStorePrice) }),
  }
}
