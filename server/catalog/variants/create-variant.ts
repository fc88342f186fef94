import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { readChosenValues, writeChosenValues } from '../options/write-chosen-values.ts'
import { lockProduct } from '../products/lock-product.ts'
import type { VariantCreateInput, VariantItem } from '../schema.ts'
import { codeKeys } from './codes.ts'
import { getVariant } from './get-variant.ts'
import { readVariantCodes } from './read-variant-codes.ts'
import { codesOf, insertVariant } from './write-variant.ts'

/**
 * Adds a variant to a product.
 *
 * @throws not_found, validation_failed, sku_taken, barcode_taken, plu_taken, variant_external_id_taken,
 * combination_taken.
 */
export async function createVariant(
  tx: Tx,
  actor: Actor,
  productId: number,
  input: VariantCreateInput,
): Promise<VariantItem> {
  const barcodes = readVariantCodes(input) ?? []
  await lockKeys(tx, codeKeys(codesOf(input, barcodes)))
  await lockProduct(tx, productId)
  const { barcode: _one, option_values: choice, ...fields } = input
  const chosen = choice === undefined ? null : await readChosenValues(tx, productId, choice, null)
  const id = await insertVariant(tx, productId, { name: chosen?.name ?? '', ...fields, barcodes })
  if (chosen !== null) await writeChosenValues(tx, id, chosen)
  return getVariant(tx, actor, id)
}
