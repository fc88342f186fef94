import { type Actor, may } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type AppError, invalid, platformErrors } from '../../platform/errors.ts'
import { errorEnvelope } from '../../platform/http/reply.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { compileValidator, validationError } from '../../platform/http/validation.ts'
import { fill, type Language, type Text, text } from '../../platform/text.ts'
import { holdCategories } from '../categories/hold-categories.ts'
import { type BulkAnswerItem, type BulkBody, BulkRow, type BulkRowInput } from './bulk-schema.ts'
import { changeVariants, refuseChanges, unknownVariant, type VariantChange } from './change-variants.ts'
import { findVariants, type LockedVariants, lockVariants } from './lock-variants.ts'

type Row = {
  readonly index: number
  readonly input: BulkRowInput
  id: number | null
  refusal: AppError | null
}

const isRow = compileValidator(BulkRow, 'body')
const MESSAGE = text(
  'Variantes modifiées\u00a0: {changed}\u00a0; refusées\u00a0: {refused}.',
  'Variants changed: {changed}; refused: {refused}.',
)

/**
 * Changes thousands of variants, in a number of statements that does not depend on how many. Each row is answered by
 * itself: the good ones happen, the bad ones are reported; with `atomic`, one bad row refuses all.
 *
 * @throws validation_failed naming the rows at fault, with `atomic` only.
 */
export async function changeManyVariants(
  tx: Tx,
  actor: Actor,
  { variants, atomic }: BulkBody,
  language: Language,
): Promise<Outcome<BulkAnswerItem[]>> {
  const rows = variants.map(readRow)
  if (!may(actor, 'products.update')) forbidMoves(good(rows))
  const categories = await holdCategories(tx, [...new Set(good(rows).flatMap(({ input }) => input.category_id ?? []))])
  const known = await lockVariants(tx, await findVariants(tx, good(rows).map(referenceOf)))
  matchRows(good(rows), known)
  refuseCategories(good(rows), known, categories)
  const asked = good(rows)
  const changes = asked.map((row): VariantChange => ({ ...changesOf(row), id: row.id as number }))
  const refusals = await refuseChanges(tx, changes, known.byId)
  for (const [place, refusal] of refusals) (asked[place] as Row).refusal = refusal
  const refused = rows.filter(({ refusal }) => refusal !== null)
  if (atomic === true && refused.length > 0) throw refuseAll(refused)
  await changeVariants(
    tx,
    changes.filter((_change, place) => !refusals.has(place)),
  )
  await moveProducts(tx, good(rows), known)
  const values = { changed: rows.length - refused.length, refused: refused.length }
  return { data: rows.map((row) => answer(row, language)), message: fill(MESSAGE, values) }
}

const good = (rows: readonly Row[]): Row[] => rows.filter(({ refusal }) => refusal === null)

function readRow(input: Record<string, unknown>, index: number): Row {
  const isValid: boolean = isRow(input)
  if (!isValid) {
    const id = Number.isSafeInteger(input.id) && Number(input.id) > 0 ? Number(input.id) : null
    return { index, input: {}, id, refusal: validationError(isRow.errors ?? [], 'body') }
  }
  const row = input as BulkRowInput
  const isNamed = row.id !== undefined || typeof row.sku === 'string'
  const refusal = isNamed
    ? null
    : invalid({ id: text('Nommez la variante par id ou par sku.', 'Name the variant by id or by sku.') })
  return { index, input: row, id: row.id ?? null, refusal }
}

const referenceOf = ({ input }: Row) => (input.id !== undefined ? { id: input.id } : { sku: input.sku as string })

/** A SKU beside an id is a change; alone it names the variant. */
function changesOf({ input }: Row): Omit<VariantChange, 'id'> {
  const { id, sku, category_id: _category, ...changes } = input
  return { ...changes, ...(id !== undefined && sku !== undefined && { sku }) }
}

function matchRows(rows: readonly Row[], known: LockedVariants): void {
  const seen = new Set<number>()
  for (const row of rows) {
    const { id, sku } = row.input
    const variant = id === undefined ? known.bySku.get(sku as string) : known.byId.get(id)
    const field = id === undefined ? 'sku' : 'id'
    if (variant === undefined) row.refusal = unknownVariant(field)
    else if (seen.has(variant.id)) row.refusal = invalid({ [field]: TWICE })
    else {
      row.id = variant.id
      seen.add(variant.id)
    }
  }
}

const TWICE = text('Une autre ligne modifie cette variante.', 'Another row changes this variant.')

/** A category is the product's, which is not for everybody who may change variants. */
function forbidMoves(rows: readonly Row[]): void {
  for (const row of rows) {
    if (row.input.category_id !== undefined)
      row.refusal = platformErrors.forbidden({ fields: { category_id: NOT_YOURS } })
  }
}

const NOT_YOURS = text(
  'Changer la catégorie d’un produit demande la permission products.update.',
  'Changing the category of a product asks for the permission products.update.',
)

/** Categories exist, and are one for all variants of a product. */
function refuseCategories(rows: readonly Row[], known: LockedVariants, exists: ReadonlySet<number>): void {
  const chosen = new Map<number, number | null>()
  for (const row of rows) {
    const { category_id: categoryId } = row.input
    if (categoryId === undefined) continue
    const productId = known.byId.get(row.id as number)?.product_id as number
    if (categoryId !== null && !exists.has(categoryId)) row.refusal = invalid({ category_id: NO_CATEGORY })
    else if (chosen.has(productId) && chosen.get(productId) !== categoryId)
      row.refusal = invalid({ category_id: ANOTHER_CATEGORY })
    else chosen.set(productId, categoryId)
  }
}

const NO_CATEGORY = text('La catégorie sélectionnée n’existe pas.', 'The selected category does not exist.')
const ANOTHER_CATEGORY = text(
  'Une autre ligne met ce produit dans une autre catégorie.',
  'Another row puts this product into another category.',
)

async function moveProducts(tx: Tx, rows: readonly Row[], known: LockedVariants): Promise<void> {
  const wanted = new Map<number, number | null>()
  for (const { id, input } of rows) {
    const product = known.byId.get(id as number)
    if (product !== undefined && input.category_id !== undefined) wanted.set(product.product_id, input.category_id)
  }
  if (wanted.size === 0) return
  await tx`
    update products p set category_id = given.category_id, updated_at = now()
    from unnest(${[...wanted.keys()]}::bigint[], ${[...wanted.values()]}::bigint[]) given (id, category_id)
    where p.id = given.id and p.category_id is distinct from given.category_id`
}

/** More faults than this help nobody. */
const FAULTS_SHOWN = 100

function refuseAll(refused: readonly Row[]): AppError {
  const faults: Record<string, Text> = {}
  for (const { index, refusal } of refused.slice(0, FAULTS_SHOWN)) {
    for (const [path, [sentence]] of Object.entries(refusal?.fields ?? {})) {
      if (sentence !== undefined) faults[path === '' ? `variants.${index}` : `variants.${index}.${path}`] = sentence
    }
  }
  return invalid(faults)
}

function answer({ index, id, refusal }: Row, language: Language): BulkAnswerItem {
  if (refusal === null) return { index, id, status: 200 }
  const { success: _success, ...rest } = errorEnvelope(refusal, language)
  return { index, id, status: refusal.status, ...rest }
}
