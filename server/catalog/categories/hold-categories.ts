import type { Tx } from '../../platform/database/connect.ts'

/**
 * Which of these categories exist; they stay until the transaction ends. Categories are locked before products: whoever
 * renames or moves one locks the products under it next.
 */
export async function holdCategories(tx: Tx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await tx<{ id: number }[]>`
    select id from product_categories where id = any(${[...ids]}::bigint[]) and deleted_at is null
    order by id for share`
  return new Set(rows.map((row) => row.id))
}
