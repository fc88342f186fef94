import { PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type IncomingProduct, slugKey, slugOfKey } from './incoming.ts'

export type StoredVariant = {
  id: number
  productId: number
  name: string
  sku: string | null
  /** Ten-thousandths; null for an open price with none to propose. */
  price: bigint | null
  compareAtPrice: bigint | null
  cost: bigint | null
  weightGrams: number | null
  isActive: boolean
  isOpenPrice: boolean
  soldBy: string
  /** A plain decimal, and its unit. */
  contentQuantity: string | null
  contentUnit: string | null
  position: number
  externalId: string | null
  barcodes: string[]
}

export type StoredOption = {
  id: number
  name: string
  position: number
  /** Value → its id. */
  values: Map<string, number>
}

export type StoredProduct = {
  id: number
  key: string
  name: string
  description: string | null
  categoryId: number | null
  taxClass: string
  vendor: string | null
  tags: string[]
  isActive: boolean
  isFeatured: boolean
  isDeleted: boolean
  /** The file names another category. */
  hasNewCategory?: boolean
  options: StoredOption[]
  variants: StoredVariant[]
  images: Map<string, { id: number; variantId: number | null; alt: string | null; position: number }>
}

type ProductRow = {
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
  is_deleted: boolean
}

type VariantRow = {
  id: number
  product_id: number
  name: string
  sku: string | null
  price: string | null
  compare_at_price: string | null
  cost: string | null
  weight_grams: number | null
  is_active: boolean
  is_open_price: boolean
  sold_by: string
  content_quantity: string | null
  content_unit: string | null
  position: number
  external_id: string | null
  barcodes: string[]
}

type Named = Pick<IncomingProduct, 'key' | 'handle' | 'handleSource'>

/** The products of these keys with all that an import compares, locked against another import of the same. */
export async function loadStoredProducts(tx: Tx, incoming: readonly Named[]): Promise<Map<string, StoredProduct>> {
  const keys = incoming.map(({ key }) => key)
  const slugs = keys.map(slugOfKey).filter((slug) => slug !== null)
  const keyByHandle = new Map(
    incoming.flatMap(({ key, handle, handleSource }) =>
      handleSource !== undefined && handle !== undefined ? [[handle, key]] : [],
    ),
  )
  const source = incoming.find(({ handleSource }) => handleSource !== undefined)?.handleSource ?? ''
  const rows = await tx<ProductRow[]>`
    select id, external_id, slug, name, description, category_id, tax_class, vendor, tags, is_active, is_featured,
      deleted_at is not null as is_deleted
    from products where external_id = any(${[...keys]}::text[]) or slug = any(${slugs}::text[])
      or slug = any(${[...keyByHandle.keys()]}::text[])
        and (external_id is null or ${source} <> '' and not starts_with(external_id, ${source})) and deleted_at is null
    order by id for no key update`
  const wanted = new Set(keys)
  const keyOf = ({ external_id: externalId, slug }: ProductRow): string => {
    if (externalId !== null && wanted.has(externalId)) return externalId
    return wanted.has(slugKey(slug)) ? slugKey(slug) : (keyByHandle.get(slug) ?? '')
  }
  // An external id is a better sign than a slug: of two products it is the last, which stays.
  const isNamed = ({ external_id: externalId }: ProductRow) => Number(externalId !== null && wanted.has(externalId))
  rows.sort((left, right) => isNamed(left) - isNamed(right))
  const products = new Map(rows.map((row) => [row.id, presentProduct(row, keyOf(row))]))
  if (products.size === 0) return new Map()
  const ids = [...products.keys()]
  const [options, variants, images] = await Promise.all([
    tx<{ id: number; product_id: number; name: string; position: number; values: { id: number; value: string }[] }[]>`
      select o.id, o.product_id, o.name, o.position,
        coalesce((select json_agg(json_build_object('id', v.id, 'value', v.value) order by v.position)
                  from product_option_values v where v.option_id = o.id), '[]') as values
      from product_options o where o.product_id = any(${ids}::bigint[]) order by o.position, o.id`,
    tx<VariantRow[]>`
      select v.id, v.product_id, v.name, v.sku, v.price, v.compare_at_price, v.cost, v.weight_grams, v.is_active,
        v.is_open_price, v.sold_by, trim_scale(v.content_quantity)::text as content_quantity, v.content_unit, v.position,
        v.external_id,
        array(select code from variant_barcodes b where b.variant_id = v.id) as barcodes
      from product_variants v
      where v.product_id = any(${ids}::bigint[]) and v.deleted_at is null order by v.position, v.id`,
    tx<
      {
        id: number
        product_id: number
        variant_id: number | null
        source_url: string
        alt: string | null
        position: number
      }[]
    >`
      select id, product_id, variant_id, source_url, alt, position from product_images
      where product_id = any(${ids}::bigint[]) and source_url is not null`,
  ])
  for (const { id, product_id, name, position, values } of options) {
    products
      .get(product_id)
      ?.options.push({ id, name, position, values: new Map(values.map((entry) => [entry.value, entry.id])) })
  }
  for (const row of variants) products.get(row.product_id)?.variants.push(presentVariant(row))
  for (const { id, product_id, variant_id, source_url, alt, position } of images) {
    products.get(product_id)?.images.set(source_url, { id, variantId: variant_id, alt, position })
  }
  return new Map([...products.values()].map((product) => [product.key, product]))
}

function presentProduct(row: ProductRow, key: string): StoredProduct {
  return {
    id: row.id,
    key,
    name: row.name,
    description: row.description,
    categoryId: row.category_id,
    taxClass: row.tax_class,
    vendor: row.vendor,
    tags: row.tags,
    isActive: row.is_active,
    isFeatured: row.is_featured,
    isDeleted: row.is_deleted,
    options: [],
    variants: [],
    images: new Map(),
  }
}

const price = (text: string | null): bigint | null => (text === null ? null : parseDecimal(text, PRICE_SCALE))

function presentVariant(row: VariantRow): StoredVariant {
  return {
    id: row.id,
    productId: row.product_id,
    name: row.name,
    sku: row.sku,
    price: price(row.price),
    compareAtPrice: price(row.compare_at_price),
    cost: price(row.cost),
    weightGrams: row.weight_grams,
    isActive: row.is_active,
    isOpenPrice: row.is_open_price,
    soldBy: row.sold_by,
    contentQuantity: row.content_quantity,
    contentUnit: row.content_unit,
    position: row.position,
    externalId: row.external_id,
    barcodes: row.barcodes,
  }
}

/** Takes the next ids of a table, so that rows which refer to each other can be written set by set. */
export async function reserveIds(tx: Tx, table: string, count: number): Promise<number[]> {
  if (count === 0) return []
  const rows = await tx<{ id: number }[]>`
    select nextval(pg_get_serial_sequence(${table}, 'id')::regclass) as id from generate_series(1, ${count}::integer)`
  return rows.map((row) => row.id)
}
