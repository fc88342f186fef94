import type { Queryable } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'

/** Why a store's currency may not change: its tickets were paid in it. null when nothing speaks against it. */
export async function storeHasTickets(tx: Queryable, storeId: number): Promise<Text | null> {
  const found = await tx`select from sales where store_id = ${storeId} limit 1`
  return found.length === 0
    ? null
    : text('des tickets y ont été payés dans cette devise.', 'tickets were paid in this currency there.')
}
