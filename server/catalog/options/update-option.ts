import type { Tx } from '../../platform/database/connect.ts'
import { refuseTakenName } from './check-option.ts'
import { readOption } from './create-option.ts'
import { lockOption } from './load-options.ts'
import type { OptionItem, OptionUpdateInput } from './option-schema.ts'
import { placeAmongSisters } from './place-among-sisters.ts'
import { nameByValuesAgain, variantsNamedByValues } from './variant-names.ts'

/** Changes an option's name or place; variants called by their values follow. @throws not_found, option_name_taken. */
export async function updateOption(tx: Tx, id: number, input: OptionUpdateInput): Promise<OptionItem> {
  const { productId, options } = await lockOption(tx, id)
  if (input.name !== undefined) {
    refuseTakenName(options, input.name, id)
    await tx`update product_options set name = ${input.name} where id = ${id}`
  }
  if (input.position !== undefined) {
    const named = await variantsNamedByValues(tx, productId)
    await placeAmongSisters(tx, { table: 'product_options', of: 'product_id' }, productId, id, input.position)
    await nameByValuesAgain(tx, named)
  }
  return readOption(tx, productId, id)
}
