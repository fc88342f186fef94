import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral, type Column, insertSet, updateSet } from '../../platform/database/insert-set.ts'
import { type Text, text } from '../../platform/text.ts'
import { LEVELS_MAX } from '../categories/check-category.ts'
import { chooseSlugs } from '../products/slug.ts'
import type { Suffixes } from './claim-free.ts'
import { ensureCategories, holdCategories, pathKey } from './ensure-categories.ts'
import { EXTERNAL_ID_LENGTH_MAX, type IncomingProduct, slugOfKey } from './incoming.ts'
import type { MatchedProduct } from './matched.ts'
import { loadStoredProducts, reserveIds, type StoredProduct } from './stored-products.ts'
import { writeImages } from './write-images.ts'
import { writeOptions } from './write-options.ts'
import { type StockOnImport, writeVariants } from './write-variants.ts'

const NAME_REQUIRED = text('Le nom du produit est obligatoire.', 'The product name is required.')
const DELETED = text(
  'Ce produit a été supprimé ; il est laissé tel quel.',
  'This product was deleted; it is left alone.',
)
const UNKNOWN_TAX_CLASS = text('La classe de taxe « {value} » n’existe pas.', 'There is no tax class "{value}".')

const TOO_DEEP = text(
  `L’arbre des catégories a ${LEVELS_MAX} niveaux au plus.`,
  `The tree of categories has ${LEVELS_MAX} levels at most.`,
)
const EXTERNAL_ID_TOO_LONG = text(
  `L’identifiant dépasse ${EXTERNAL_ID_LENGTH_MAX} caractères.`,
  `The id exceeds ${EXTERNAL_ID_LENGTH_MAX} characters.`,
)

const NO_VARIANT_LEFT = text(
  'Le produit n’est pas importé\u00a0: aucune de ses variantes ne l’est.',
  'The product is not imported: none of its variants is.',
)

export type ProductWriting = {
  /** Whether a product may have no variant at all. */
  readonly allowsNoVariant: boolean
  /** Which suffixes of SKUs are taken already, as an import learns. */
  readonly suffixes?: Suffixes
  /** What becomes of products that got pictures known by address. */
  readonly onPictures?: ((tx: Tx, productIds: readonly number[]) => Promise<void>) | undefined
  /** What becomes of the quantities that a file has beside its variants. */
  readonly onStock: ((tx: Tx, quantities: readonly StockOnImport[], report: BatchReport) => Promise<void>) | null
}

/**
 * Makes or updates products with their options, variants, codes and images. What a file does not say stays; what it says
 * already writes nothing. The products of one call have distinct keys.
 */
export async function writeProducts(
  tx: Tx,
  incoming: readonly IncomingProduct[],
  report: BatchReport,
  writing: ProductWriting,
): Promise<void> {
  await holdCategories(tx, pathsOf(incoming.filter((product) => !isTooDeep(product))))
  const known = await loadStoredProducts(tx, incoming)
  const taxClasses = new Set((await tx<{ code: string }[]>`select code from tax_classes`).map(({ code }) => code))
  const accepted = incoming.filter((product) => {
    const refusal = refuse(product, known.get(product.key), taxClasses, writing)
    if (refusal !== null) tellRefusal(product, refusal, report)
    return refusal === null
  })
  const categoryIds = await ensureCategories(tx, pathsOf(accepted), report)
  const fresh = accepted.filter(({ key }) => !known.has(key))
  const ids = await reserveIds(tx, 'products', fresh.length)
  const matched = accepted.map((product): MatchedProduct => {
    const stored = known.get(product.key)
    if (stored !== undefined) return { incoming: product, stored, isNew: false }
    return { incoming: product, stored: startStored(product, ids[fresh.indexOf(product)] ?? 0), isNew: true }
  })
  for (const match of matched) match.stored.categoryId = categoryOf(match, categoryIds)
  await insertNew(
    tx,
    matched.filter(({ isNew }) => isNew),
    report,
  )
  await updateChanged(
    tx,
    matched.filter(({ isNew }) => !isNew),
    report,
  )
  await writeOptions(tx, matched)
  const { stock, variantIds } = await writeVariants(tx, matched, report, writing.suffixes)
  const pictured = await writeImages(tx, matched, variantIds, report)
  if (pictured.length > 0) await writing.onPictures?.(tx, pictured)
  if (writing.onStock !== null && stock.length > 0) await writing.onStock(tx, stock, report)
  const hasChanged = Object.keys(report.counts).some((name) => name.endsWith('_created') || name.endsWith('_updated'))
  if (hasChanged) report.touched.add('catalog')
}

const pathsOf = (products: readonly IncomingProduct[]) =>
  products.map(({ categoryPath }) => categoryPath).filter((path) => path !== undefined)

const isTooDeep = ({ categoryPath }: IncomingProduct): boolean => (categoryPath?.length ?? 0) > LEVELS_MAX

type Refusal = { reason: Text; field?: string; value?: string }

function refuse(
  product: IncomingProduct,
  stored: StoredProduct | undefined,
  taxClasses: ReadonlySet<string>,
  writing: ProductWriting,
): Refusal | null {
  if (product.key.length > EXTERNAL_ID_LENGTH_MAX) {
    return { reason: EXTERNAL_ID_TOO_LONG, field: 'external_id', value: product.key }
  }
  if (stored?.isDeleted === true) return { reason: DELETED }
  if (isTooDeep(product)) {
    return { reason: TOO_DEEP, field: 'category', value: product.categoryPath?.join(' > ') ?? '' }
  }
  if (stored === undefined && product.name === undefined) return { reason: NAME_REQUIRED, field: 'name' }
  if (product.taxClass !== undefined && !taxClasses.has(product.taxClass)) {
    return { reason: UNKNOWN_TAX_CLASS, field: 'tax_class', value: product.taxClass }
  }
  return hasLostItsVariants(product, stored, writing) ? { reason: NO_VARIANT_LEFT, field: 'price' } : null
}

/** None of its variants is imported: neither is it, new or known, for its values stand in the records that were refused. */
function hasLostItsVariants(product: IncomingProduct, stored: StoredProduct | undefined, writing: ProductWriting) {
  if (product.variants.length > 0 || product.hasNoVariant === true) return false
  return product.hasRefusedRecord === true || (stored === undefined && !writing.allowsNoVariant)
}

/** Each record of a refused product is listed, unless it has been refused by itself. */
function tellRefusal(product: IncomingProduct, refusal: Refusal, report: BatchReport): void {
  const { reason, field, value } = refusal
  const { line: first, variants, otherLines = [], hasRefusedRecord } = product
  const lines = new Set([...variants.map(({ line }) => line), ...otherLines])
  if (lines.size === 0 && hasRefusedRecord !== true) lines.add(first)
  for (const line of lines)
    report.refuse(line, reason, { field, value, values: value === undefined ? undefined : { value } })
}

function startStored(product: IncomingProduct, id: number): StoredProduct {
  return {
    id,
    key: product.key,
    name: product.name ?? '',
    description: product.description ?? null,
    categoryId: null,
    taxClass: product.taxClass ?? 'standard',
    vendor: product.vendor ?? null,
    tags: product.tags ?? [],
    isActive: product.isActive ?? true,
    isFeatured: product.isFeatured ?? false,
    isDeleted: false,
    options: [],
    variants: [],
    images: new Map(),
  }
}

/** The wanted category; for a product that exists and whose file says nothing, the stored one. */
function categoryOf({ incoming, stored }: MatchedProduct, ids: ReadonlyMap<string, number>): number | null {
  if (incoming.categoryPath === undefined) return stored.categoryId
  const id = ids.get(pathKey(incoming.categoryPath)) ?? null
  if (id !== stored.categoryId) stored.hasNewCategory = true
  return id
}

type NewProduct = { stored: StoredProduct; slug: string }

const columnsOf = <Row>(product: (row: Row) => StoredProduct): Column<Row>[] => [
  ['id', 'bigint', (row) => product(row).id],
  ['name', 'text', (row) => product(row).name],
  ['description', 'text', (row) => product(row).description],
  ['category_id', 'bigint', (row) => product(row).categoryId],
  ['tax_class', 'text', (row) => product(row).taxClass],
  ['vendor', 'text', (row) => product(row).vendor],
  ['tags', 'text[]', (row) => arrayLiteral(product(row).tags)],
  ['is_active', 'boolean', (row) => product(row).isActive],
  ['is_featured', 'boolean', (row) => product(row).isFeatured],
]

const insertProducts = insertSet<NewProduct>('products', [
  ...columnsOf<NewProduct>(({ stored }) => stored),
  ['slug', 'text', ({ slug }) => slug],
  ['external_id', 'text', ({ stored }) => (slugOfKey(stored.key) === null ? stored.key : null)],
])
const updateProducts = updateSet(
  'products',
  columnsOf<StoredProduct>((stored) => stored),
)

async function insertNew(tx: Tx, fresh: readonly MatchedProduct[], report: BatchReport): Promise<void> {
  if (fresh.length === 0) return
  // No key is locked: a slug that another takes meanwhile makes the batch begin again.
  const slugs = await chooseSlugs(
    tx,
    fresh.map(({ incoming, stored }) => incoming.handle ?? stored.name),
  )
  await insertProducts(
    tx,
    fresh.map(({ stored }, index) => ({ stored, slug: slugs[index] ?? '' })),
  )
  report.count('products_created', fresh.length)
}

async function updateChanged(tx: Tx, known: readonly MatchedProduct[], report: BatchReport): Promise<void> {
  const changed: StoredProduct[] = []
  for (const { incoming, stored } of known) {
    const wanted = {
      name: incoming.name ?? stored.name,
      description: incoming.description ?? stored.description,
      vendor: incoming.vendor ?? stored.vendor,
      tags: incoming.tags ?? stored.tags,
      taxClass: incoming.isTaxClassBinding ? (incoming.taxClass ?? stored.taxClass) : stored.taxClass,
      isActive: incoming.isActive ?? stored.isActive,
      isFeatured: incoming.isFeatured ?? stored.isFeatured,
    }
    const isSame =
      stored.hasNewCategory !== true &&
      wanted.name === stored.name &&
      wanted.description === stored.description &&
      wanted.vendor === stored.vendor &&
      wanted.taxClass === stored.taxClass &&
      wanted.isActive === stored.isActive &&
      wanted.isFeatured === stored.isFeatured &&
      wanted.tags.join('\n') === stored.tags.join('\n')
    if (!isSame) changed.push({ ...stored, ...wanted })
    else if (incoming.name !== undefined) report.count('products_unchanged')
  }
  report.count('products_updated', changed.length)
  if (changed.length > 0) await updateProducts(tx, changed)
}
