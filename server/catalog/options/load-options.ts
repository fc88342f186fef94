import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { lockProduct } from '../products/lock-product.ts'
import type { OptionItem } from './option-schema.ts'

/** The options of a product with their values, in order. */
export async function loadOptions(tx: Tx, productId: number): Promise<OptionItem[]> {
  return tx<OptionItem[]>`
    select o.id, o.name, o.position, coalesce((
      select json_agg(json_build_object('id', ov.id, 'value', ov.value, 'position', ov.position)
        order by ov.position, ov.id)
      from product_option_values ov where ov.option_id = o.id), '[]') as values
    from product_options o where o.product_id = ${productId} order by o.position, o.id`
}

/** Where the last one stands: those that left have left their places. */
export const lastPosition = (placed: readonly { readonly position: number }[]): number => placed.at(-1)?.position ?? 0

export type LockedOption = { readonly productId: number; readonly option: OptionItem; readonly options: OptionItem[] }

/** Locks the product of an option, and reads its options. @throws not_found */
export async function lockOption(tx: Tx, optionId: number): Promise<LockedOption> {
  const [row] = await tx<{ product_id: number }[]>`select product_id from product_options where id = ${optionId}`
  if (row === undefined) throw platformErrors.not_found()
  await lockProduct(tx, row.product_id)
  const options = await loadOptions(tx, row.product_id)
  const option = options.find(({ id }) => id === optionId)
  if (option === undefined) throw platformErrors.not_found()
  return { productId: row.product_id, option, options }
}

/** Locks the product of an option's value, and reads its options. @throws not_found */
export async function lockOptionValue(tx: Tx, valueId: number): Promise<LockedOption> {
  const [row] = await tx<{ option_id: number }[]>`select option_id from product_option_values where id = ${valueId}`
  if (row === undefined) throw platformErrors.not_found()
  const locked = await lockOption(tx, row.option_id)
  if (!locked.option.values.some(({ id }) => id === valueId)) throw platformErrors.not_found()
  return locked
}
