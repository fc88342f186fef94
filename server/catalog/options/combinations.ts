import type { Tx } from '../../platform/database/connect.ts'
import { type Text, text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'

/**
 * The values that a variant has of its product's options, by which it is told from its sisters. Two variants of a product
 * never have the same ones: every write of them holds the product's lock, and asks here afterwards or before.
 */
export type Combination = { readonly variant_id: number; readonly name: string; readonly value_ids: readonly number[] }

/** Equal for combinations that are the same, in whatever order their values are. */
export const combinationKey = (valueIds: readonly number[]): string =>
  [...valueIds].sort((left, right) => left - right).join()

/** What the variants of a locked product are told apart by; the first one first. Those without values are not there. */
export function loadCombinations(tx: Tx, productId: number): Promise<Combination[]> {
  return tx<Combination[]>`
    select v.id as variant_id, v.name, array_agg(vo.option_value_id) as value_ids
    from product_variants v join variant_option_values vo on vo.variant_id = v.id
    where v.product_id = ${productId} and v.deleted_at is null group by v.id order by v.position, v.id`
}

/** @throws combination_taken when another variant of the locked product has these values. */
export async function refuseTakenCombination(
  tx: Tx,
  productId: number,
  valueIds: readonly number[],
  ownId: number | null,
): Promise<void> {
  if (valueIds.length === 0) return
  const key = combinationKey(valueIds)
  const holder = (await loadCombinations(tx, productId)).find(
    ({ variant_id, value_ids }) => variant_id !== ownId && combinationKey(value_ids) === key,
  )
  if (holder !== undefined) throw taken('option_values', holder)
}

/** @throws combination_taken when two variants of the locked product have the same values now. */
export async function refuseEqualVariants(tx: Tx, productId: number, field: string): Promise<void> {
  const seen = new Map<string, Combination>()
  for (const combination of await loadCombinations(tx, productId)) {
    const key = combinationKey(combination.value_ids)
    const other = seen.get(key)
    if (other !== undefined) throw taken(field, other)
    seen.set(key, combination)
  }
}

const taken = (field: string, { variant_id: id, name }: Combination) => {
  const sentence: Text = text(
    `La variante ${id} («\u00a0${name}\u00a0») a déjà ces valeurs.`,
    `Variant ${id} (“${name}”) already has these values.`,
  )
  return catalogErrors.combination_taken({ fields: { [field]: sentence } })
}
