import type { Tx } from '../../platform/database/connect.ts'
import type { Text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { lockProduct } from './lock-product.ts'

/**
 * Why these variants may not be deleted, from what a later room knows (stock on hand, an open order); null: they may.
 * The rooms give theirs through the map of the application.
 */
export type ProductGuard = (tx: Tx, variantIds: readonly number[]) => Promise<Text | null>

/** @throws product_in_use with the first guard's reason. */
export async function askGuards(tx: Tx, guards: readonly ProductGuard[], variantIds: readonly number[]): Promise<void> {
  for (const guard of guards) {
    const reason = await guard(tx, variantIds)
    if (reason !== null) throw catalogErrors.product_in_use({ values: { reason } })
  }
}

/**
 * Takes a product off the lists. It keeps its name for old tickets, and its slug and SKUs; its barcodes are free.
 *
 * @throws not_found, product_in_use.
 */
export async function deleteProduct(tx: Tx, id: number, guards: readonly ProductGuard[]): Promise<void> {
  const { variant_ids: variantIds } = await lockProduct(tx, id)
  await askGuards(tx, guards, variantIds)
  await tx`update products set deleted_at = now(), updated_at = now() where id = ${id}`
  await tx`update variant_barcodes set is_active = false where variant_id = any(${[...variantIds]}::bigint[])`
}
