import type { Tx } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { lockProduct } from '../products/lock-product.ts'
import { isSameWord, refuseRepeatedValues, refuseTakenName } from './check-option.ts'
import { refuseEqualVariants } from './combinations.ts'
import { lastPosition, loadOptions } from './load-options.ts'
import { OPTIONS_MAX, type OptionCreateInput, type OptionItem } from './option-schema.ts'
import { placeAmongSisters } from './place-among-sisters.ts'
import { nameByValuesAgain, variantsNamedByValues } from './variant-names.ts'

/**
 * Adds an option to a product, with values. `default_value` is given to the variants that are there already, which would
 * otherwise have none of this option.
 *
 * @throws not_found, validation_failed, option_name_taken, combination_taken.
 */
export async function createOption(tx: Tx, productId: number, input: OptionCreateInput): Promise<OptionItem> {
  const { name, position, values = [], default_value: given } = input
  refuseRepeatedValues(values)
  await lockProduct(tx, productId)
  const options = await loadOptions(tx, productId)
  refuseTakenName(options, name, null)
  if (options.length >= OPTIONS_MAX) {
    throw invalid({
      name: text(`Un produit a au plus ${OPTIONS_MAX} options.`, `A product has at most ${OPTIONS_MAX} options.`),
    })
  }
  const chosen = given === undefined ? undefined : values.findIndex((value) => isSameWord(value, given))
  if (chosen === -1) {
    throw invalid({ default_value: text('Donnez une des valeurs de l’option.', 'Give one of the option’s values.') })
  }
  const named = await variantsNamedByValues(tx, productId)
  const [option] = await tx<{ id: number }[]>`
    insert into product_options (product_id, name, position) values (${productId}, ${name}, ${lastPosition(options) + 1})
    returning id`
  const id = (option as { id: number }).id
  await tx`
    insert into product_option_values (option_id, value, position)
    select ${id}, value, position from unnest(${values}::text[]) with ordinality v(value, position)`
  if (position !== undefined) {
    await placeAmongSisters(tx, { table: 'product_options', of: 'product_id' }, productId, id, position)
  }
  if (chosen !== undefined) await giveToVariants(tx, productId, id, chosen + 1)
  await nameByValuesAgain(tx, named)
  return readOption(tx, productId, id)
}

async function giveToVariants(tx: Tx, productId: number, optionId: number, position: number): Promise<void> {
  await tx`
    insert into variant_option_values (variant_id, option_id, option_value_id)
    select v.id, ov.option_id, ov.id from product_variants v, product_option_values ov
    where v.product_id = ${productId} and v.deleted_at is null and ov.option_id = ${optionId} and ov.position = ${position}`
  await refuseEqualVariants(tx, productId, 'default_value')
}

/** An option that was just written, as it stands. */
export async function readOption(tx: Tx, productId: number, id: number): Promise<OptionItem> {
  const option = (await loadOptions(tx, productId)).find((candidate) => candidate.id === id)
  if (option === undefined) throw platformErrors.not_found()
  return option
}
