import type { Tx } from '../../platform/database/connect.ts'
import { variantName } from '../import/incoming.ts'
import { chooseValues } from './choose-values.ts'
import { refuseTakenCombination } from './combinations.ts'
import { loadOptions } from './load-options.ts'
import type { ChosenValuesInput } from './option-schema.ts'

export type Chosen = { readonly valueIds: readonly number[]; readonly name: string }

/**
 * The values that a variant of a locked product is to have, and what it is called by them.
 *
 * @param ownId the variant that is being changed; null for a new one.
 * @throws validation_failed, combination_taken.
 */
export async function readChosenValues(
  tx: Tx,
  productId: number,
  input: ChosenValuesInput,
  ownId: number | null,
): Promise<Chosen> {
  const { valueIds, values } = chooseValues(await loadOptions(tx, productId), input)
  await refuseTakenCombination(tx, productId, valueIds, ownId)
  return { valueIds, name: variantName(values) }
}

/** Gives a variant these values instead of those that it has. Those that stay are not written again. */
export async function writeChosenValues(tx: Tx, variantId: number, { valueIds }: Chosen): Promise<void> {
  await tx`
    delete from variant_option_values
    where variant_id = ${variantId} and option_value_id <> all(${[...valueIds]}::bigint[])`
  await tx`
    insert into variant_option_values (variant_id, option_id, option_value_id)
    select ${variantId}, option_id, id from product_option_values where id = any(${[...valueIds]}::bigint[])
    on conflict do nothing`
}
