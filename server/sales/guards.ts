import type { Queryable } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'

/** Why a store's currency may not change: its tickets were paid in it. null when nothing speaks against it. */
export async function storeHasTickets(tx: Queryable, storeId: number): Promise<Text | null> {
  const found = await tx`select from sales where store_id = ${storeId} limit 1`
  return found.length === 0
    ? null
    : text('des tickets y ont été payés dans cette devise.', 'tickets were paid in this currency there.')
}

/** Which of these variants are on a ticket. */
export async function findVariantsSold(tx: Queryable, variantIds: readonly number[]): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    select id from unnest(${[...variantIds]}::bigint[]) id
    where exists (select from sale_lines where sale_lines.variant_id = id)`
  return rows.map((row) => row.id)
}
