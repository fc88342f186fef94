import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'

export type LockedProduct = {
  readonly id: number
  readonly deleted_at: string | null
  readonly sold_everywhere: boolean
  /** Its variants that were not deleted, first one first. */
  readonly variant_ids: readonly number[]
}

/**
 * Keeps others from changing a product and its variants until the transaction ends; every write to either begins here,
 * so that two of them are never half done at once.
 *
 * @throws not_found when there is none; a deleted one too, unless asked for.
 */
export async function lockProduct(tx: Tx, id: number, options: { deleted?: boolean } = {}): Promise<LockedProduct> {
  const [product] = await tx<LockedProduct[]>`
    select p.id, p.deleted_at, p.sold_everywhere from products p where p.id = ${id} for no key update`
  if (product === undefined || (product.deleted_at !== null && !options.deleted)) throw platformErrors.not_found()
  // Read after the lock: what another transaction did to the variants before it is seen.
  const variants = await tx<{ id: number }[]>`
    select id from product_variants where product_id = ${id} and deleted_at is null order by position, id`
  return { ...product, variant_ids: variants.map((variant) => variant.id) }
}
