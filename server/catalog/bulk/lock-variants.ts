import type { Tx } from '../../platform/database/connect.ts'

export type LockedVariant = {
  readonly id: number
  readonly product_id: number
  readonly sku: string | null
  readonly is_open_price: boolean
  readonly is_active: boolean
}
export type LockedVariants = {
  readonly byId: ReadonlyMap<number, LockedVariant>
  readonly bySku: ReadonlyMap<string, LockedVariant>
}
export type VariantReference = { readonly id: number } | { readonly sku: string }

type Found = { readonly id: number; readonly product_id: number }

/** The variants that ids and SKUs name, deleted ones not; not locked yet. */
export async function findVariants(tx: Tx, references: readonly VariantReference[]): Promise<Found[]> {
  const ids = references.flatMap((reference) => ('id' in reference ? [reference.id] : []))
  const skus = references.flatMap((reference) => ('sku' in reference ? [reference.sku] : []))
  return tx<Found[]>`
    select id, product_id from product_variants where id = any(${ids}::bigint[]) and deleted_at is null
    union
    select id, product_id from product_variants where sku = any(${skus}::text[]) and deleted_at is null`
}

/** Locks the products of variants in the order of their ids, and reads the variants as they are then. */
export async function lockVariants(tx: Tx, found: readonly Found[]): Promise<LockedVariants> {
  const productIds = [...new Set(found.map((variant) => variant.product_id))]
  await tx`select id from products where id = any(${productIds}::bigint[]) order by id for no key update`
  const rows = await tx<LockedVariant[]>`
    select v.id, v.product_id, v.sku, v.is_open_price, v.is_active
    from product_variants v join products p on p.id = v.product_id
    where v.id = any(${found.map(({ id }) => id)}::bigint[]) and v.deleted_at is null and p.deleted_at is null`
  return {
    byId: new Map(rows.map((row) => [row.id, row])),
    bySku: new Map(rows.flatMap((row) => (row.sku === null ? [] : [[row.sku, row]]))),
  }
}
