import type { Tx } from '../../platform/database/connect.ts'
import { catalogErrors } from '../errors.ts'
import { loadCombinations } from './combinations.ts'
import { lockOptionValue } from './load-options.ts'
import { type FindVariantsInUse, retireVariants } from './retire-variants.ts'

/**
 * Takes a value off its option, and with it the variants that have it.
 *
 * @throws not_found, option_value_in_use when some of them were sold or are in stock.
 */
export async function deleteOptionValue(tx: Tx, id: number, inUse: readonly FindVariantsInUse[]): Promise<void> {
  const { productId } = await lockOptionValue(tx, id)
  const bearers = (await loadCombinations(tx, productId)).filter(({ value_ids }) => value_ids.includes(id))
  await retireVariants(
    tx,
    bearers.map((bearer) => bearer.variant_id),
    inUse,
    catalogErrors.option_value_in_use,
  )
  await tx`delete from variant_option_values where option_value_id = ${id}`
  await tx`delete from product_option_values where id = ${id}`
}
