import { PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import type { BatchReport } from '../../platform/csv/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, insertSet, updateSet } from '../../platform/database/insert-set.ts'
import { followActivity } from '../variants/follow-activity.ts'
import { type ClaimedBarcode, claimBarcodes } from './claim-barcodes.ts'
import type { Suffixes } from './claim-free.ts'
import { claimExternalIds, claimSkus } from './claim-skus.ts'
import type { IncomingVariant } from './incoming.ts'
import { matchVariants } from './match-variants.ts'
import type { MatchedProduct, MatchedVariant } from './matched.ts'
import { reserveIds, type StoredVariant } from './stored-products.ts'
import { optionsOf } from './write-options.ts'

/** A quantity that a file has beside a variant; a plain decimal. */
export type StockOnImport = { variantId: number; quantity: string; line: number }

const VARIANT_COLUMNS: readonly Column<StoredVariant>[] = [
  ['id', 'bigint', (variant) => variant.id],
  ['name', 'text', (variant) => variant.name],
  ['sku', 'text', (variant) => variant.sku],
  ['price', 'numeric', (variant) => decimal(variant.price)],
  ['compare_at_price', 'numeric', (variant) => decimal(variant.compareAtPrice)],
  ['cost', 'numeric', (variant) => decimal(variant.cost)],
  ['weight_grams', 'integer', (variant) => variant.weightGrams],
  ['is_active', 'boolean', (variant) => variant.isActive],
  ['is_open_price', 'boolean', (variant) => variant.isOpenPrice],
  ['sold_by', 'text', (variant) => variant.soldBy],
  ['content_quantity', 'numeric', (variant) => variant.contentQuantity],
  ['content_unit', 'text', (variant) => variant.contentUnit],
  ['external_id', 'text', (variant) => variant.externalId],
]
const insertVariants = insertSet<StoredVariant>('product_variants', [
  ...VARIANT_COLUMNS,
  ['product_id', 'bigint', (variant) => variant.productId],
  ['position', 'integer', (variant) => variant.position],
])
const updateVariants = updateSet('product_variants', VARIANT_COLUMNS)

const insertBarcodes = insertSet<ClaimedBarcode>('variant_barcodes', [
  ['variant_id', 'bigint', ({ variantId }) => variantId],
  ['code', 'text', ({ code }) => code],
  ['type', 'text', ({ type }) => type],
  ['position', 'smallint', ({ position }) => position],
  ['is_active', 'boolean', ({ isActive }) => isActive],
])

/** PostgreSQL reads the exponent, so that nothing is rounded on the way. */
const decimal = (value: bigint | null): string | null => (value === null ? null : `${value}e-${PRICE_SCALE}`)

/** Makes or updates the variants of products whose options are written. Answers the quantities, and each variant's id. */
export async function writeVariants(
  tx: Tx,
  products: readonly MatchedProduct[],
  report: BatchReport,
  suffixes?: Suffixes,
) {
  const variants = products.flatMap((product) => matchOne(product))
  const fresh = variants.filter(({ isNew }) => isNew)
  const ids = await reserveIds(tx, 'product_variants', fresh.length)
  for (const [index, variant] of fresh.entries()) variant.stored.id = ids[index] ?? 0
  await claimSkus(tx, variants, report, suffixes)
  await claimExternalIds(tx, variants, report)
  for (const variant of variants) if (!variant.isNew) applyChanges(variant)
  if (fresh.length > 0)
    await insertVariants(
      tx,
      fresh.map(({ stored }) => stored),
    )
  const changed = variants.filter(({ isNew, hasChanged }) => !isNew && hasChanged)
  if (changed.length > 0)
    await updateVariants(
      tx,
      changed.map(({ stored }) => stored),
    )
  await followActivity(
    tx,
    variants.filter(({ hasNewActivity }) => hasNewActivity === true).map(({ stored }) => stored.id),
  )
  await writeOptionValues(tx, variants)
  const codes = await claimBarcodes(tx, variants, report)
  if (codes.length > 0) await insertBarcodes(tx, codes)
  for (const { isNew, hasChanged } of variants) {
    report.count(isNew ? 'variants_created' : hasChanged ? 'variants_updated' : 'variants_unchanged')
  }
  const stock = variants.flatMap(({ incoming, stored }) =>
    incoming.stock === undefined ? [] : [{ variantId: stored.id, quantity: incoming.stock, line: incoming.line }],
  )
  return { stock, variantIds: new Map(variants.map(({ incoming, stored }) => [incoming, stored.id])) }
}

function matchOne(product: MatchedProduct): MatchedVariant[] {
  const { incoming, stored } = product
  const matches = matchVariants(incoming.variants, stored.variants)
  let position = stored.variants.reduce((last, variant) => Math.max(last, variant.position), 0)
  return incoming.variants.map((variant, index) => {
    const match = matches[index]
    if (match !== undefined) {
      return { incoming: variant, stored: match, isNew: false, hasChanged: false, hasNewName: false, product }
    }
    position += 1
    const made = startVariant(variant, stored.id, position)
    return { incoming: variant, stored: made, isNew: true, hasChanged: false, hasNewName: true, product }
  })
}

/** SKU and external id are claimed afterwards. */
function startVariant(variant: IncomingVariant, productId: number, position: number): StoredVariant {
  return {
    id: 0,
    productId,
    name: variant.name,
    sku: null,
    price: priceOf(variant.price),
    compareAtPrice: priceOf(variant.compareAtPrice),
    cost: priceOf(variant.cost),
    weightGrams: variant.weightGrams ?? null,
    isActive: variant.terms?.isActive ?? true,
    isOpenPrice: variant.terms?.isOpenPrice ?? false,
    soldBy: variant.terms?.soldBy ?? 'unit',
    contentQuantity: variant.terms?.content?.quantity ?? null,
    contentUnit: variant.terms?.content?.unit ?? null,
    position,
    externalId: null,
    barcodes: [],
  }
}

const priceOf = (text: string | null | undefined): bigint | null =>
  text === undefined || text === null ? null : parseDecimal(text, PRICE_SCALE)

function applyChanges(variant: MatchedVariant): void {
  const { incoming, stored } = variant
  const { terms } = incoming
  const wanted = {
    name: incoming.name,
    price: priceOf(incoming.price) ?? stored.price,
    compareAtPrice: priceOf(incoming.compareAtPrice) ?? stored.compareAtPrice,
    cost: priceOf(incoming.cost) ?? stored.cost,
    weightGrams: incoming.weightGrams ?? stored.weightGrams,
    isActive: terms?.isActive ?? stored.isActive,
    isOpenPrice: terms?.isOpenPrice ?? stored.isOpenPrice,
    soldBy: terms?.soldBy ?? stored.soldBy,
    contentQuantity: terms?.content?.quantity ?? stored.contentQuantity,
    contentUnit: terms?.content?.unit ?? stored.contentUnit,
  }
  variant.hasNewName = wanted.name !== stored.name
  variant.hasNewActivity = wanted.isActive !== stored.isActive
  const names = Object.keys(wanted) as (keyof typeof wanted)[]
  if (names.every((name) => wanted[name] === stored[name])) return
  Object.assign(stored, wanted)
  variant.hasChanged = true
}

type OptionValueRow = { variantId: number; optionId: number; valueId: number }

const insertOptionValues = insertSet<OptionValueRow>('variant_option_values', [
  ['variant_id', 'bigint', (row) => row.variantId],
  ['option_id', 'bigint', (row) => row.optionId],
  ['option_value_id', 'bigint', (row) => row.valueId],
])

async function writeOptionValues(tx: Tx, variants: readonly MatchedVariant[]): Promise<void> {
  const renamed = variants.filter(({ isNew, hasNewName }) => hasNewName && !isNew).map(({ stored }) => stored.id)
  if (renamed.length > 0) await tx`delete from variant_option_values where variant_id = any(${renamed}::bigint[])`
  const rows: OptionValueRow[] = []
  for (const { incoming, stored, hasNewName, product } of variants) {
    if (!hasNewName) continue
    for (const [place, option] of optionsOf(product).entries()) {
      const valueId = option.values.get(incoming.optionValues[place] ?? '')
      if (valueId !== undefined) rows.push({ variantId: stored.id, optionId: option.id, valueId })
    }
  }
  if (rows.length > 0) await insertOptionValues(tx, rows)
}
