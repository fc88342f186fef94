import { readPartsBefore } from '../../identity/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { UndoScene } from './read-undo-scene.ts'

/**
 * Takes away options that the import made in products that were there before, and the values that it added to others,
 * where no variant has them. Those of products that it made go with the product.
 */
export async function removeOptions(tx: Tx, requestId: string, { products, options }: UndoScene): Promise<void> {
  const old = products.filter(({ change }) => change?.isCreated !== true)
  const touched = old
    .flatMap(({ id }) => options.get(id) ?? [])
    .filter(({ change }) => change !== undefined && !change.isTouchedSince)
  if (touched.length === 0) return
  await removeValues(
    tx,
    requestId,
    touched.map(({ id }) => id),
  )
  const made = touched.filter(({ change }) => change?.isCreated === true).map(({ id }) => id)
  await tx`
    delete from product_options o
    where o.id = any(${made}::bigint[]) and not exists (select from product_option_values v where v.option_id = o.id)`
}

async function removeValues(tx: Tx, requestId: string, optionIds: readonly number[]): Promise<void> {
  const part = { requestId, entityType: 'product-option', part: 'product_option_values', key: ['id'] }
  const values = await readPartsBefore(tx, { ...part, ids: optionIds })
  const added = values.filter(({ before }) => before === null).map(({ key }) => key)
  await tx`
    delete from product_option_values v using unnest(${added}::text[]::jsonb[]) as given (key)
    where v.id = (given.key ->> 'id')::bigint
      and not exists (select from variant_option_values used where used.option_value_id = v.id)`
}
