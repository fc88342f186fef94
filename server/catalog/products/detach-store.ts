import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storeScope } from '../../stores/index.ts'
import { lockProduct } from './lock-product.ts'

/**
 * Has a store sell a product no longer. When it was the last, nobody sells the product: only `sold_everywhere` gives it
 * to all stores again.
 *
 * @throws not_found when the store is not attached, or does not exist for the actor.
 */
export async function detachStore(tx: Tx, actor: Actor, id: number, storeId: number): Promise<void> {
  await lockProduct(tx, id)
  const detached = await tx`
    delete from product_stores where product_id = ${id} and store_id = ${storeId} and ${storeScope(tx, actor, 'store_id')}`
  if (detached.count === 0) throw platformErrors.not_found()
  await tx`update products set updated_at = now() where id = ${id}`
}
