import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { variantsNamedByValues } from '../options/variant-names.ts'
import { readChosenValues, writeChosenValues } from '../options/write-chosen-values.ts'
import type { VariantItem, VariantUpdateInput } from '../schema.ts'
import { codeKeys } from './codes.ts'
import { getVariant } from './get-variant.ts'
import { lockVariant } from './lock-variant.ts'
import { readVariantCodes } from './read-variant-codes.ts'
import { codesOf, updateVariantFields } from './write-variant.ts'

/**
 * Changes the fields that are given.
 *
 * @throws not_found, validation_failed, sku_taken, barcode_taken, plu_taken, variant_external_id_taken,
 * combination_taken.
 */
export async function updateVariant(tx: Tx, actor: Actor, id: number, input: VariantUpdateInput): Promise<VariantItem> {
  const barcodes = readVariantCodes(input)
  await lockKeys(tx, codeKeys(codesOf(input, barcodes ?? [])))
  const { id: productId } = await lockVariant(tx, id)
  const { barcode: _one, barcodes: _all, option_values: choice, ...fields } = input
  if (choice !== undefined) {
    const chosen = await readChosenValues(tx, productId, choice, id)
    // A name of its own stays.
    if ((await variantsNamedByValues(tx, productId)).includes(id)) fields.name ??= chosen.name
    await writeChosenValues(tx, id, chosen)
  }
  await updateVariantFields(tx, id, { ...fields, ...(barcodes !== undefined && { barcodes }) })
  return getVariant(tx, actor, id)
}
