import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { variantName } from '../import/incoming.ts'
import type { VariantItem } from '../schema.ts'
import { getVariants } from '../variants/get-variant.ts'
import { refuseTakenValue } from './check-option.ts'
import { combinationKey, loadCombinations } from './combinations.ts'
import { type LockedOption, lastPosition, loadOptions, lockOption } from './load-options.ts'
import { loadOffers, makeVariants, type WantedVariant } from './make-variants.ts'
import { type OptionItem, VALUES_MAX, type ValueCreateInput } from './option-schema.ts'
import { placeAmongSisters } from './place-among-sisters.ts'

export type AddedValue = OptionItem['values'][number] & { option_id: number; created_variants: VariantItem[] }

/**
 * Adds a value to an option, and the variants that it lacks: beside each combination of the other options, at what its
 * sister costs. A product whose variants have no value of the option yet gets none.
 *
 * @throws not_found, validation_failed, option_value_taken.
 */
export async function createOptionValue(
  tx: Tx,
  actor: Actor,
  optionId: number,
  input: ValueCreateInput,
): Promise<AddedValue> {
  const { productId, option } = await lockOption(tx, optionId)
  refuseTakenValue(option, input.value, null)
  if (option.values.length >= VALUES_MAX) {
    throw invalid({
      value: text(`Une option a au plus ${VALUES_MAX} valeurs.`, `An option has at most ${VALUES_MAX} values.`),
    })
  }
  const [added] = await tx<{ id: number }[]>`
    insert into product_option_values (option_id, value, position)
    values (${optionId}, ${input.value}, ${lastPosition(option.values) + 1}) returning id`
  const id = (added as { id: number }).id
  if (input.position !== undefined) {
    const sisters = { table: 'product_option_values', of: 'option_id' } as const
    await placeAmongSisters(tx, sisters, optionId, id, input.position)
  }
  const options = await loadOptions(tx, productId)
  const wanted = input.make_variants === false ? [] : await findMissing(tx, { productId, option, options }, id)
  const created = await getVariants(tx, actor, await makeVariants(tx, productId, wanted))
  const value = options.flatMap(({ values }) => values).find((candidate) => candidate.id === id)
  return { ...(value as OptionItem['values'][number]), option_id: optionId, created_variants: created }
}

/** A new variant beside each combination of the other options, after the first variant that has it. */
async function findMissing(
  tx: Tx,
  { productId, option, options }: LockedOption,
  valueId: number,
): Promise<WantedVariant[]> {
  const own = new Set(option.values.map((value) => value.id))
  const models = new Map<string, { variantId: number; valueIds: number[] }>()
  for (const { variant_id: variantId, value_ids: valueIds } of await loadCombinations(tx, productId)) {
    if (!valueIds.some((id) => own.has(id))) continue
    const others = valueIds.filter((id) => !own.has(id))
    const key = combinationKey(others)
    if (!models.has(key)) models.set(key, { variantId, valueIds: [...others, valueId] })
  }
  const offers = await loadOffers(
    tx,
    [...models.values()].map(({ variantId }) => variantId),
  )
  const inOrder = options.flatMap(({ values }) => values)
  return [...models.values()].flatMap(({ variantId, valueIds }) => {
    const offer = offers.get(variantId)
    const values = inOrder.filter(({ id }) => valueIds.includes(id)).map(({ value }) => value)
    return offer === undefined ? [] : [{ valueIds, name: variantName(values), sku: null, offer }]
  })
}
