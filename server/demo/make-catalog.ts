import { type IncomingProduct, variantName, writeProducts } from '../catalog/index.ts'
import { BatchReport } from '../platform/csv/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import type { AssortmentRow } from './read-assortment.ts'

/** Products that a shop window would show. */
const FEATURED_POPULARITY = 60

/** Makes categories, products, options and variants as an import of the same rows would; answers each row's variant. */
export async function makeCatalog(tx: Tx, rows: readonly AssortmentRow[]): Promise<Map<string, number>> {
  const report = new BatchReport()
  await writeProducts(tx, gatherProducts(rows), report, { allowsNoVariant: false, onStock: null })
  if (report.problems.length > 0)
    throw new Error(`The demo's articles are not sound: ${JSON.stringify(report.problems)}`)
  const variants = await tx<{ id: number; sku: string }[]>`select id, sku from product_variants`
  return new Map(variants.map(({ id, sku }) => [sku, id]))
}

function gatherProducts(rows: readonly AssortmentRow[]): IncomingProduct[] {
  const products = new Map<string, IncomingProduct>()
  for (const [index, row] of rows.entries()) {
    const line = index + 2
    const product = products.get(row.product) ?? startProduct(row, line)
    products.set(row.product, product)
    product.variants.push({
      line,
      externalId: undefined,
      optionValues: row.optionValues,
      name: variantName(row.optionValues),
      sku: row.sku,
      barcodes: [row.barcode],
      price: row.price,
      compareAtPrice: undefined,
      cost: row.cost,
      weightGrams: undefined,
      imageUrl: undefined,
      stock: undefined,
    })
  }
  return [...products.values()]
}

const startProduct = (row: AssortmentRow, line: number): IncomingProduct => ({
  key: `demo:${row.product}`,
  line,
  name: row.name,
  handle: undefined,
  description: row.unit === 'kg' ? 'Vendu au kilo.' : undefined,
  categoryPath: row.categoryPath,
  taxClass: row.taxClass,
  isTaxClassBinding: true,
  vendor: undefined,
  tags: row.unit === 'kg' ? ['au poids'] : [],
  isActive: true,
  isFeatured: row.popularity >= FEATURED_POPULARITY,
  optionNames: row.optionNames,
  variants: [],
  images: [],
})
