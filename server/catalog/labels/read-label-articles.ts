import { type ContentUnit, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { invalid, missingReference } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { LabelArticle } from './describe-label.ts'
import type { LabelsInput } from './label-schema.ts'
import { type LabelPrice, readLabelPrices } from './read-label-prices.ts'

type Row = {
  id: number
  product_name: string
  variant_name: string
  sku: string | null
  barcode: { code: string; type: 'gtin' | 'internal' } | null
  tax_class: string
  is_open_price: boolean
  sold_by: 'unit' | 'weight'
  content_quantity: string | null
  content_unit: ContentUnit | null
  is_deleted: boolean
}

/**
 * The articles of the items, in their order; an article may be in several.
 *
 * @throws validation_failed, at the item: an article that does not exist or was deleted, or that has no price of its
 * own although the label is to show one.
 */
export async function readLabelArticles(
  sql: Queryable,
  items: LabelsInput['items'],
  { storeId, showsPrice }: { storeId: number | null; showsPrice: boolean },
): Promise<LabelArticle[]> {
  const ids = [...new Set(items.map((item) => item.variant_id))]
  const [rows, prices] = await Promise.all([selectArticles(sql, ids), readLabelPrices(sql, storeId, ids)])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return items.map(({ variant_id: id }, index) => {
    const path = `items.${index}.variant_id`
    const row = byId.get(id)
    if (row === undefined) throw missingReference(path)
    if (row.is_deleted) throw invalid({ [path]: text('Cet article a été supprimé.', 'This article was deleted.') })
    const price = row.is_open_price ? undefined : prices.get(id)
    if (showsPrice && (price === undefined || price.price === null)) throw invalid({ [path]: NO_PRICE })
    return articleOf(row, price)
  })
}

const NO_PRICE = text(
  'Le prix de cet article est donné à la caisse\u00a0: son étiquette ne peut pas en montrer.',
  'The price of this article is given at the till: its label cannot show one.',
)

/** A GTIN is read in every shop, so it goes before a code of the chain's own. A code that is another article's now is none. */
const selectArticles = (sql: Queryable, ids: readonly number[]) => sql<Row[]>`
  select v.id, p.name as product_name, v.name as variant_name, v.sku, p.tax_class, v.is_open_price, v.sold_by,
    v.content_quantity, v.content_unit, v.deleted_at is not null or p.deleted_at is not null as is_deleted,
    (select json_build_object('code', b.code, 'type', b.type) from variant_barcodes b where b.variant_id = v.id
       and (b.is_active or not exists (select from variant_barcodes other where other.code = b.code and other.is_active))
     order by b.type = 'gtin' desc, b.position, b.code limit 1) as barcode
  from product_variants v join products p on p.id = v.product_id
  where v.id = any(${[...ids]}::bigint[])`

const exact = (value: string | null, scale: number): bigint | null =>
  value === null ? null : parseDecimal(value, scale)

function articleOf(row: Row, price: LabelPrice | undefined): LabelArticle {
  const quantity = exact(row.content_quantity, QUANTITY_SCALE)
  return {
    id: row.id,
    productName: row.product_name,
    variantName: row.variant_name,
    sku: row.sku,
    barcode: row.barcode,
    taxClass: row.tax_class,
    soldBy: row.sold_by,
    content: quantity === null || row.content_unit === null ? null : { quantity, unit: row.content_unit },
    price: exact(price?.price ?? null, PRICE_SCALE),
    compareAtPrice: exact(price?.compareAtPrice ?? null, PRICE_SCALE),
  }
}
