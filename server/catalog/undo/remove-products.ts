import type { Tx } from '../../platform/database/connect.ts'

/**
 * Deletes products that nobody has touched or sold. They give back slug, SKUs, external ids, scale numbers and barcodes:
 * the audit log keeps them, and a corrected file finds them free.
 */
export async function removeProducts(tx: Tx, productIds: readonly number[]): Promise<void> {
  if (productIds.length === 0) return
  const ids = [...productIds]
  await tx`
    update products set deleted_at = now(), updated_at = now(), external_id = null, slug = left(slug, 250) || '~' || id
    where id = any(${ids}::bigint[])`
  await tx`
    update product_variants set sku = null, external_id = null, plu = null, updated_at = now()
    where product_id = any(${ids}::bigint[])`
  await tx`
    update variant_barcodes set is_active = false
    where variant_id in (select id from product_variants where product_id = any(${ids}::bigint[]))`
}

/** Deletes variants of products that stay. */
export async function removeVariants(tx: Tx, variantIds: readonly number[]): Promise<void> {
  if (variantIds.length === 0) return
  const ids = [...variantIds]
  await tx`
    update product_variants set deleted_at = now(), updated_at = now(), sku = null, external_id = null, plu = null
    where id = any(${ids}::bigint[])`
  await tx`update variant_barcodes set is_active = false where variant_id = any(${ids}::bigint[])`
  // Their name says what they were; an option that only they had can go.
  await tx`delete from variant_option_values where variant_id = any(${ids}::bigint[])`
}
