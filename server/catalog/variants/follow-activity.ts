import type { Tx } from '../../platform/database/connect.ts'

/**
 * Has the barcodes of these variants follow whether they are active: a code is free while its bearer is not. One that is
 * another's by then stays free for that one; answers the variants that have such a code.
 */
export async function followActivity(tx: Tx, variantIds: readonly number[]): Promise<number[]> {
  if (variantIds.length === 0) return []
  const ids = [...variantIds]
  await tx`
    update variant_barcodes b set is_active = v.is_active
    from product_variants v
    where v.id = b.variant_id and v.id = any(${ids}::bigint[]) and v.deleted_at is null and b.is_active <> v.is_active
      and (not v.is_active or not exists (
        select from variant_barcodes other
        where other.is_active and other.variant_id <> b.variant_id and (other.code = b.code
          or other.type = 'gtin' and b.type = 'gtin'
            and lpad(other.code, 14, '0') = lpad(b.code, 14, '0'))))`
  const left = await tx<{ id: number }[]>`
    select distinct v.id from product_variants v join variant_barcodes b on b.variant_id = v.id
    where v.id = any(${ids}::bigint[]) and v.deleted_at is null and v.is_active and not b.is_active`
  return left.map(({ id }) => id)
}
