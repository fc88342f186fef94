import { formatDecimal, PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

export type ExportedVariant = {
  id: number
  name: string
  external_id: string | null
  sku: string | null
  /** Decimals, as texts. */
  price: string | null
  compare_at_price: string | null
  cost?: string | null
  weight_grams: number | null
  is_active: boolean
  is_open_price: boolean
  sold_by: string
  content_quantity: string | null
  content_unit: string | null
  /** By the option's id. */
  values: Record<string, string> | null
  barcodes: { code: string; type: 'gtin' | 'internal' }[] | null
}

export type ExportedImage = { url: string; alt: string | null; position: number; variant_id: number | null }

export type ExportedProduct = {
  id: number
  external_id: string | null
  slug: string
  name: string
  description: string | null
  category_id: number | null
  tax_class: string
  vendor: string | null
  tags: string[]
  is_active: boolean
  is_featured: boolean
  options: { id: number; name: string }[]
  variants: ExportedVariant[]
  images: ExportedImage[]
}

/** What a row of `products p` is exported with; costs only where they may be seen. */
export const exportedColumns = (sql: Queryable, showsCosts: boolean): Fragment => sql`
  p.id, p.external_id, p.slug, p.name, p.description, p.category_id, p.tax_class, p.vendor, p.tags, p.is_active, p.is_featured,
  coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.position, o.id)
    from product_options o where o.product_id = p.id), '[]') as options,
  coalesce((select json_agg(json_build_object(
      'id', v.id, 'name', v.name, 'external_id', v.external_id, 'sku', v.sku, 'price', v.price::text,
      'compare_at_price', v.compare_at_price::text,
      ${showsCosts ? sql`'cost', v.cost::text,` : sql``}
      'weight_grams', v.weight_grams, 'is_active', v.is_active, 'is_open_price', v.is_open_price, 'sold_by', v.sold_by,
      'content_quantity', trim_scale(v.content_quantity)::text, 'content_unit', v.content_unit,
      'values', (select json_object_agg(w.option_id, w.value)
        from variant_option_values c join product_option_values w on w.id = c.option_value_id where c.variant_id = v.id),
      'barcodes', (select json_agg(json_build_object('code', b.code, 'type', b.type) order by b.position, b.code)
        from variant_barcodes b where b.variant_id = v.id)) order by v.position, v.id)
    from product_variants v where v.product_id = p.id and v.deleted_at is null), '[]') as variants,
  coalesce((select json_agg(json_build_object('url', i.source_url, 'alt', i.alt, 'position', i.position,
      'variant_id', i.variant_id) order by i.position, i.id)
    from product_images i where i.product_id = p.id and i.source_url is not null), '[]') as images`

/** As many decimals as a price has, two at least. */
export const exportedPrice = (price: string | null | undefined): string | null =>
  price === null || price === undefined ? null : formatDecimal(parseDecimal(price, PRICE_SCALE) ?? 0n, PRICE_SCALE, 2)
