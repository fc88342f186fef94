import type { Tx } from '../../platform/database/connect.ts'
import { refuseTakenValue } from './check-option.ts'
import { lockOptionValue } from './load-options.ts'
import type { ValueItem, ValueUpdateInput } from './option-schema.ts'
import { placeAmongSisters } from './place-among-sisters.ts'
import { nameByValuesAgain, variantsNamedByValues } from './variant-names.ts'

/**
 * Changes a value or its place; variants called by their values follow.
 *
 * @throws not_found, option_value_taken.
 */
export async function updateOptionValue(tx: Tx, id: number, input: ValueUpdateInput): Promise<ValueItem> {
  const { productId, option } = await lockOptionValue(tx, id)
  if (input.value !== undefined) {
    refuseTakenValue(option, input.value, id)
    const named = await variantsNamedByValues(tx, productId)
    await tx`update product_option_values set value = ${input.value} where id = ${id}`
    await nameByValuesAgain(tx, named)
  }
  if (input.position !== undefined) {
    await placeAmongSisters(tx, { table: 'product_option_values', of: 'option_id' }, option.id, id, input.position)
  }
  const [value] = await tx<ValueItem[]>`
    select id, option_id, value, position from product_option_values where id = ${id}`
  return value as ValueItem
}
