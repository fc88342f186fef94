import type { Tx } from '../../platform/database/connect.ts'
import { insertSet } from '../../platform/database/insert-set.ts'
import type { MatchedProduct } from './matched.ts'
import { reserveIds, type StoredOption } from './stored-products.ts'

type NewOption = { productId: number; option: StoredOption }
type NewValue = { option: StoredOption; value: string; position: number; id: number }

const insertOptions = insertSet<NewOption>('product_options', [
  ['id', 'bigint', ({ option }) => option.id],
  ['product_id', 'bigint', ({ productId }) => productId],
  ['name', 'text', ({ option }) => option.name],
  ['position', 'smallint', ({ option }) => option.position],
])

const insertValues = insertSet<NewValue>('product_option_values', [
  ['id', 'bigint', ({ id }) => id],
  ['option_id', 'bigint', ({ option }) => option.id],
  ['value', 'text', ({ value }) => value],
  ['position', 'smallint', ({ position }) => position],
])

/** The options of a product in the order of its variants' values: the file's, or the stored ones where it names none. */
export function optionsOf({ incoming, stored }: MatchedProduct): StoredOption[] {
  if (incoming.optionNames.length === 0) return stored.options
  return incoming.optionNames
    .map((name) => stored.options.find((option) => option.name === name))
    .filter((option) => option !== undefined)
}

/** Makes the options and option values that are missing, and adds them to what is stored. */
export async function writeOptions(tx: Tx, products: readonly MatchedProduct[]): Promise<void> {
  const options: NewOption[] = []
  for (const { incoming, stored } of products) {
    for (const name of incoming.optionNames) {
      if (stored.options.some((option) => option.name === name)) continue
      const option = { id: 0, name, position: stored.options.length + 1, values: new Map<string, number>() }
      stored.options.push(option)
      options.push({ productId: stored.id, option })
    }
  }
  const optionIds = await reserveIds(tx, 'product_options', options.length)
  for (const [index, { option }] of options.entries()) option.id = optionIds[index] ?? 0
  if (options.length > 0) await insertOptions(tx, options)

  const values: NewValue[] = []
  for (const product of products) {
    for (const [place, option] of optionsOf(product).entries()) {
      for (const variant of product.incoming.variants) {
        const value = variant.optionValues[place] ?? ''
        if (value === '' || option.values.has(value)) continue
        option.values.set(value, 0)
        values.push({ option, value, position: option.values.size, id: 0 })
      }
    }
  }
  const valueIds = await reserveIds(tx, 'product_option_values', values.length)
  for (const [index, entry] of values.entries()) {
    entry.id = valueIds[index] ?? 0
    entry.option.values.set(entry.value, entry.id)
  }
  if (values.length > 0) await insertValues(tx, values)
}
