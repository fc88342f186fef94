import { checkBarcode, INTERNAL_BARCODE_LENGTH_MAX } from '../../../rules/index.ts'
import type { BatchReport } from '../../platform/csv/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { type IncomingProduct, type IncomingVariant, shortKey } from './incoming.ts'
import type { VariantReference } from './variant-finder.ts'
import { writeProducts } from './write-products.ts'

/** An article that a history names and the catalogue does not know. */
export type MissingVariant = {
  readonly reference: VariantReference
  /** The first description that the history gives it; undefined when it has given none so far. */
  readonly name: string | undefined
  /** A plain decimal, not negative; null for an article that is there and only wants its name. */
  readonly price: string | null
  readonly line: number
}

const NAME_LENGTH_MAX = 255

/**
 * Makes a product with one variant for each article. Without a description the product is called by its code, and a
 * later call with a description gives it its name. The references of one call differ.
 *
 * @param source what stands before the external ids of products, without the colon; '' for nothing
 */
export async function createMissingVariants(
  tx: Tx,
  missing: readonly MissingVariant[],
  source: string,
  report: BatchReport,
): Promise<void> {
  if (missing.length === 0) return
  const products = missing.map((variant) => toProduct(variant, source))
  await writeProducts(tx, products, report, { allowsNoVariant: false, onStock: null })
}

function toProduct({ reference, name, price, line }: MissingVariant, source: string): IncomingProduct {
  return {
    key: externalIdOf(reference, source),
    line,
    name: (name ?? reference.value).slice(0, NAME_LENGTH_MAX),
    handle: undefined,
    description: undefined,
    categoryPath: undefined,
    taxClass: undefined,
    isTaxClassBinding: false,
    vendor: undefined,
    tags: undefined,
    isActive: undefined,
    isFeatured: undefined,
    optionNames: [],
    variants: price === null ? [] : [toVariant(reference, price, line)],
    images: [],
  }
}

const toVariant = ({ by, value }: VariantReference, price: string, line: number): IncomingVariant => ({
  line,
  externalId: undefined,
  optionValues: [],
  name: '',
  sku: by === 'sku' ? value : undefined,
  ...codesOf(by === 'barcode' ? value : ''),
  price,
  compareAtPrice: undefined,
  cost: undefined,
  weightGrams: undefined,
  imageUrl: undefined,
  stock: undefined,
})

/** What a history calls a barcode may be a code of the chain’s own; what is too long for one is none. */
function codesOf(value: string): Pick<IncomingVariant, 'barcodes' | 'internalCodes'> {
  const gtin = checkBarcode(value)
  if (gtin.ok) return { barcodes: [gtin.normalized] }
  const isCode = value !== '' && value.length <= INTERNAL_BARCODE_LENGTH_MAX
  return { barcodes: [], internalCodes: isCode ? [value] : [] }
}

function externalIdOf({ by, value }: VariantReference, source: string): string {
  const prefix = source === '' ? '' : `${source}:`
  return shortKey(by === 'product' ? prefix + value : `${prefix}${by}:${value}`)
}

/** The SKUs whose product was made without a description, and is still called by its code. */
export async function findUnnamedVariants(sql: Queryable, source: string): Promise<Set<string>> {
  const rows = await sql<{ sku: string }[]>`
    select v.sku from products p join product_variants v on v.product_id = p.id
    where p.name = v.sku and p.external_id = ${externalIdOf({ by: 'sku', value: '' }, source)} || v.sku`
  return new Set(rows.map(({ sku }) => sku))
}
