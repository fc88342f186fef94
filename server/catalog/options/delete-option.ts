import type { Tx } from '../../platform/database/connect.ts'
import { catalogErrors } from '../errors.ts'
import { type Combination, combinationKey, loadCombinations } from './combinations.ts'
import { lockOption } from './load-options.ts'
import { type FindVariantsInUse, retireVariants } from './retire-variants.ts'
import { nameByValuesAgain, variantsNamedByValues } from './variant-names.ts'

/**
 * Takes an option off its product. Variants that it does not tell apart stay, without it; else those that have one of its
 * values leave with it.
 *
 * @throws not_found, option_in_use when some of those were sold or are in stock.
 */
export async function deleteOption(tx: Tx, id: number, inUse: readonly FindVariantsInUse[]): Promise<void> {
  const { productId, option } = await lockOption(tx, id)
  const own = new Set(option.values.map((value) => value.id))
  const combinations = await loadCombinations(tx, productId)
  if (tellsApart(combinations, own)) {
    const bearers = combinations.filter(({ value_ids }) => value_ids.some((valueId) => own.has(valueId)))
    await retireVariants(
      tx,
      bearers.map((bearer) => bearer.variant_id),
      inUse,
      catalogErrors.option_in_use,
    )
  }
  const named = await variantsNamedByValues(tx, productId)
  await tx`delete from variant_option_values where option_id = ${id}`
  await tx`delete from product_options where id = ${id}`
  await nameByValuesAgain(tx, named)
}

/** Whether two variants would have the same values without these. */
function tellsApart(combinations: readonly Combination[], own: ReadonlySet<number>): boolean {
  const keys = combinations.map(({ value_ids }) => combinationKey(value_ids.filter((valueId) => !own.has(valueId))))
  return new Set(keys).size < keys.length
}
