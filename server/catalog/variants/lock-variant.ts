import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type LockedProduct, lockProduct } from '../products/lock-product.ts'

/** Locks the product of a variant. @throws not_found when there is no such variant, or it or its product was deleted. */
export async function lockVariant(tx: Tx, id: number): Promise<LockedProduct> {
  const [variant] = await tx<{ product_id: number }[]>`select product_id from product_variants where id = ${id}`
  if (variant === undefined) throw platformErrors.not_found()
  const product = await lockProduct(tx, variant.product_id)
  if (!product.variant_ids.includes(id)) throw platformErrors.not_found()
  return product
}
