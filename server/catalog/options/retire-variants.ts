import type { Tx } from '../../platform/database/connect.ts'
import type { ErrorFactory } from '../../platform/errors.ts'

/**
 * Which of these variants later rooms still need, because they were sold or are in stock. The rooms give theirs through
 * the map of the application.
 */
export type FindVariantsInUse = (tx: Tx, variantIds: readonly number[]) => Promise<readonly number[]>

/**
 * Deletes variants that nobody needs. They keep their names and SKUs for old tickets.
 *
 * @throws the refusal, with how many of them are needed.
 */
export async function retireVariants(
  tx: Tx,
  variantIds: readonly number[],
  inUse: readonly FindVariantsInUse[],
  refusal: ErrorFactory,
): Promise<void> {
  if (variantIds.length === 0) return
  const needed = new Set<number>()
  for (const find of inUse) for (const id of await find(tx, variantIds)) needed.add(id)
  if (needed.size > 0) throw refusal({ values: { count: needed.size } })
  await tx`
    update product_variants set deleted_at = now(), plu = null, updated_at = now()
    where id = any(${[...variantIds]}::bigint[])`
  await tx`update variant_barcodes set is_active = false where variant_id = any(${[...variantIds]}::bigint[])`
}
