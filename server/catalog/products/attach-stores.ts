import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { ProductItem } from '../schema.ts'
import { checkProduct } from './check-product.ts'
import { distinct } from './create-product.ts'
import { getProduct } from './get-product.ts'
import { lockProduct } from './lock-product.ts'

/**
 * Has these stores sell a product. One that every store sells becomes theirs only, when whoever says so acts in all
 * stores; a manager cannot take it from stores that are not theirs, and it goes on being sold everywhere.
 *
 * @throws not_found, validation_failed for a store that does not exist for the actor.
 */
export async function attachStores(
  tx: Tx,
  actor: Actor,
  id: number,
  storeIds: readonly number[],
): Promise<ProductItem> {
  await lockProduct(tx, id)
  await checkProduct(tx, actor, { store_ids: storeIds }, id)
  await tx`
    insert into product_stores (product_id, store_id)
    select ${id}, store_id from unnest(${distinct(storeIds)}::bigint[]) store_id on conflict do nothing`
  if (actor.storeIds === 'all') {
    await tx`update products set sold_everywhere = false, updated_at = now() where id = ${id} and sold_everywhere`
  }
  return getProduct(tx, actor, id)
}
