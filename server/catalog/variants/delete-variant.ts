import type { Tx } from '../../platform/database/connect.ts'
import { askGuards, type ProductGuard } from '../products/delete-product.ts'
import { lockVariant } from './lock-variant.ts'

/**
 * Takes a variant off its product. It keeps its name and SKU for old tickets; its barcodes and its PLU are free.
 *
 * @throws not_found, product_in_use.
 */
export async function deleteVariant(tx: Tx, id: number, guards: readonly ProductGuard[]): Promise<void> {
  await lockVariant(tx, id)
  await askGuards(tx, guards, [id])
  await tx`update product_variants set deleted_at = now(), plu = null, updated_at = now() where id = ${id}`
  await tx`update variant_barcodes set is_active = false where variant_id = ${id}`
}
