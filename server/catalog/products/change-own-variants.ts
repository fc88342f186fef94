import type { Tx } from '../../platform/database/connect.ts'
import { type AppError, type ErrorFactory, invalid, platformErrors } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { changeVariants, refuseChanges, unknownVariant, type VariantChange } from '../bulk/change-variants.ts'
import { lockVariants } from '../bulk/lock-variants.ts'
import { catalogErrors } from '../errors.ts'

/**
 * Changes variants of a locked product, in a number of statements that does not depend on how many.
 *
 * @throws validation_failed, sku_taken, barcode_taken, naming each field at fault: `variants.3.price`.
 */
export async function changeOwnVariants(tx: Tx, productId: number, changes: readonly VariantChange[]): Promise<void> {
  const { byId } = await lockVariants(
    tx,
    changes.map(({ id }) => ({ id, product_id: productId })),
  )
  const refusals = await refuseChanges(tx, changes, byId)
  const seen = new Set<number>()
  for (const [index, { id }] of changes.entries()) {
    if (byId.get(id)?.product_id !== productId) refusals.set(index, unknownVariant('id'))
    else if (seen.has(id)) refusals.set(index, invalid({ id: TWICE }))
    seen.add(id)
  }
  if (refusals.size > 0) throw combined(refusals)
  await changeVariants(tx, changes)
}

const TWICE = text('Une autre ligne modifie cette variante.', 'Another row changes this variant.')

/** One refusal for all: a conflict when nothing else is wrong. */
function combined(refusals: ReadonlyMap<number, AppError>): AppError {
  const fields: Record<string, Text> = {}
  for (const [index, refusal] of refusals) {
    for (const [path, [sentence]] of Object.entries(refusal.fields)) {
      if (sentence !== undefined) fields[`variants.${index}.${path}`] = sentence
    }
  }
  const codes = new Set([...refusals.values()].map(({ code }) => code))
  const [only] = codes.size === 1 ? codes : []
  const conflict: ErrorFactory | undefined = CONFLICTS.find(({ code }) => code === only)
  return (conflict ?? platformErrors.validation_failed)({ fields })
}

const CONFLICTS = [catalogErrors.sku_taken, catalogErrors.barcode_taken]
