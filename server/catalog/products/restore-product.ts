import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { ProductItem } from '../schema.ts'
import { type Barcode, refuseTakenCodes } from '../variants/codes.ts'
import { getProduct } from './get-product.ts'
import { lockProduct } from './lock-product.ts'

/**
 * Brings a deleted product back with its variants and their barcodes; a category that has gone meanwhile is left off.
 * One that was not deleted is answered as it is, so that a retry succeeds.
 *
 * @throws not_found, barcode_taken when another article bears one of its codes now.
 */
export async function restoreProduct(tx: Tx, actor: Actor, id: number): Promise<ProductItem> {
  const product = await lockProduct(tx, id, { deleted: true })
  if (product.deleted_at === null) return getProduct(tx, actor, id)
  const barcodes = await tx<Barcode[]>`
    select b.code, b.type from variant_barcodes b join product_variants v on v.id = b.variant_id
    where v.product_id = ${id} and v.deleted_at is null and v.is_active`
  await refuseTakenCodes(tx, { skus: [], barcodes }, null)
  await tx`
    update products set deleted_at = null, updated_at = now(),
      category_id = (select id from product_categories c where c.id = products.category_id and c.deleted_at is null)
    where id = ${id}`
  await tx`
    update variant_barcodes b set is_active = true from product_variants v
    where v.id = b.variant_id and v.product_id = ${id} and v.deleted_at is null and v.is_active`
  return getProduct(tx, actor, id)
}
