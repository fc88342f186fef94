import type { Row } from 'postgres'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { galleryJson, type PictureJson, presentGallery } from '../gallery/select-gallery.ts'
import { presentMargin, presentOptionalPrice, presentPrice } from '../money.ts'
import type { VariantItem } from '../schema.ts'

export type VariantJson = Omit<VariantItem, 'cost' | 'margin' | 'gallery'> & {
  cost: string | null
  gallery: PictureJson[]
}

/** A variant `v` as one JSON value. Prices are texts in it, since a JSON number would pass through a float. */
export const variantJson = (sql: Queryable): Fragment => sql<Row[]>`
  json_build_object('id', v.id, 'product_id', v.product_id, 'name', v.name, 'sku', v.sku, 'price', v.price::text,
    'compare_at_price', v.compare_at_price::text, 'cost', v.cost::text, 'weight_grams', v.weight_grams,
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
      where vo.variant_id = v.id))`

/** The variants of a product `p`, as a JSON list. */
export const variantsOfProduct = (sql: Queryable): Fragment => sql<Row[]>`
  select coalesce(json_agg(${variantJson(sql)} order by v.position, v.id), '[]')
  from product_variants v where v.product_id = p.id and v.deleted_at is null`

/** A variant as the API writes it; costs only for those who may see them. */
export function presentVariantJson({ cost, gallery, ...variant }: VariantJson, showsCosts: boolean): VariantItem {
  return {
    ...variant,
    gallery: presentGallery(gallery),
    price: presentPrice(variant.price),
    compare_at_price: presentOptionalPrice(variant.compare_at_price),
    ...(showsCosts && { cost: presentOptionalPrice(cost), margin: presentMargin(variant.price, cost) }),
  }
}
