import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { type AppError, invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { optionalPrice } from '../money.ts'
import { type Barcode, type CodeHolder, codeKeys, findHolders, takenBy } from '../variants/codes.ts'

/** What becomes of one variant; undefined leaves a field as it is. */
export type VariantChange = {
  readonly id: number
  readonly price?: string | number | null
  readonly compare_at_price?: string | number | null
  readonly cost?: string | number | null
  readonly is_active?: boolean
  readonly sku?: string | null
}

/** A variant as it was before, of a locked product. */
export type VariantBefore = { readonly id: number; readonly is_open_price: boolean; readonly is_active: boolean }

const columns: readonly Column<VariantChange>[] = [
  ['id', 'bigint', ({ id }) => id],
  ['price', 'numeric', ({ price }) => optionalPrice(price)],
  ['has_price', 'boolean', ({ price }) => price !== undefined],
  ['compare_at_price', 'numeric', ({ compare_at_price: price }) => optionalPrice(price)],
  ['has_compare_at_price', 'boolean', ({ compare_at_price: price }) => price !== undefined],
  ['cost', 'numeric', ({ cost }) => optionalPrice(cost)],
  ['has_cost', 'boolean', ({ cost }) => cost !== undefined],
  ['is_active', 'boolean', (change) => change.is_active ?? null],
  ['sku', 'text', ({ sku }) => sku ?? null],
  ['has_sku', 'boolean', ({ sku }) => sku !== undefined],
]

const updateVariants = forSet(
  columns,
  `update product_variants v set updated_at = now(),
     price = case when given.has_price then given.price else v.price end,
     compare_at_price = case when given.has_compare_at_price then given.compare_at_price else v.compare_at_price end,
     cost = case when given.has_cost then given.cost else v.cost end,
     is_active = coalesce(given.is_active, v.is_active),
     sku = case when given.has_sku then given.sku else v.sku end
   from ${givenRows(columns)} where v.id = given.id`,
)

/**
 * Which of these changes must be refused, by their place, in as many statements for thousands as for one. A code that
 * another variant bears is taken, also when that one would give it up at the same time. The variants are distinct, and
 * their products locked.
 */
export async function refuseChanges(
  tx: Tx,
  changes: readonly VariantChange[],
  before: ReadonlyMap<number, VariantBefore>,
): Promise<Map<number, AppError>> {
  const refusals = new Map<number, AppError>()
  const returning = changes.filter(({ id, is_active }) => is_active === true && before.get(id)?.is_active === false)
  const barcodes = returning.length === 0 ? [] : await barcodesOf(tx, returning)
  const skus = changes.flatMap(({ sku }) => (sku ? [sku] : []))
  const holders = await findHoldersOf(tx, skus, barcodes)
  const ownBarcodes = new Map<number, Barcode[]>()
  for (const barcode of barcodes) {
    ownBarcodes.set(barcode.variant_id, [...(ownBarcodes.get(barcode.variant_id) ?? []), barcode])
  }
  const claimed = new Set<string>()
  for (const [place, { id, price, sku, is_active: isActive }] of changes.entries()) {
    if (price === null && before.get(id)?.is_open_price !== true) refusals.set(place, priceRequired())
    const own = isActive ? (ownBarcodes.get(id) ?? []) : []
    const held = [...(sku ? [`sku:${sku}`] : []), ...own.map(({ code }) => `barcode:${code}`)]
    const holder = held.flatMap((code) => holders.get(code) ?? []).find(({ variant_id }) => variant_id !== id)
    if (holder !== undefined) refusals.set(place, takenBy(holder))
    // In whatever length a barcode is written.
    const codes = codeKeys({ skus: sku ? [sku] : [], barcodes: own })
    if (holder === undefined && codes.some((code) => claimed.has(code))) refusals.set(place, claimedTwice(sku))
    for (const code of codes) claimed.add(code)
  }
  return refusals
}

const priceRequired = () => invalid({ price: text('Le prix est obligatoire.', 'The price is required.') })
const claimedTwice = (sku: string | null | undefined) =>
  invalid({
    [sku ? 'sku' : 'is_active']: text('Une autre ligne demande ce code.', 'Another row asks for this code.'),
  })

type BarcodeOf = Barcode & { readonly variant_id: number }

const barcodesOf = (tx: Tx, variants: readonly { id: number }[]) => tx<BarcodeOf[]>`
  select variant_id, code, type from variant_barcodes where variant_id = any(${variants.map(({ id }) => id)}::bigint[])`

/** Who bears these codes, by kind and code. */
async function findHoldersOf(tx: Tx, skus: readonly string[], barcodes: readonly Barcode[]) {
  const holders = new Map<string, CodeHolder[]>()
  if (skus.length + barcodes.length === 0) return holders
  for (const holder of await findHolders(tx, { skus, barcodes }, null)) {
    const key = `${holder.kind}:${holder.code}`
    holders.set(key, [...(holders.get(key) ?? []), holder])
  }
  return holders
}

/** Makes changes that nothing refuses, in a fixed number of statements. */
export async function changeVariants(tx: Tx, changes: readonly VariantChange[]): Promise<void> {
  if (changes.length === 0) return
  await updateVariants(tx, changes)
  const switched = changes.filter(({ is_active }) => is_active !== undefined).map(({ id }) => id)
  if (switched.length === 0) return
  await tx`
    update variant_barcodes b set is_active = v.is_active from product_variants v
    where v.id = b.variant_id and v.id = any(${switched}::bigint[]) and b.is_active <> v.is_active`
}

/** The refusal of a change of what does not exist. @param field by which it was named */
export const unknownVariant = (field: 'id' | 'sku'): AppError =>
  platformErrors.not_found({
    fields: { [field]: text('Cette variante n’existe pas.', 'This variant does not exist.') },
  })
