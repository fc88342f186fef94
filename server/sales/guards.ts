import type { Queryable } from '../platform/database/connect.ts'
import { type Text, text } from '../platform/text.ts'

/** Why a store's currency may not change: its tickets were paid in it, its drawers hold it. null when nothing speaks against it. */
export async function storeHasTickets(tx: Queryable, storeId: number): Promise<Text | null> {
  const [found] = await tx<[{ has_tickets: boolean; has_sessions: boolean }]>`
    select exists (select from sales where store_id = ${storeId}) as has_tickets,
      exists (select from register_sessions where store_id = ${storeId}) as has_sessions`
  if (found.has_tickets)
    return text('des tickets y ont été payés dans cette devise.', 'tickets were paid in this currency there.')
  return found.has_sessions
    ? text('un tiroir y a été ouvert dans cette devise.', 'a drawer was opened in this currency there.')
    : null
}

/** Why a register may not be deleted: its drawer is open. null when nothing speaks against it. */
export async function registerHasOpenDrawer(tx: Queryable, registerId: number): Promise<Text | null> {
  const open = await tx`
    select from register_sessions where register_id = ${registerId} and kind = 'drawer' and closed_at is null limit 1`
  return open.length === 0 ? null : text('son tiroir est ouvert.', 'its drawer is open.')
}

/** Which of these variants are on a ticket. */
export async function findVariantsSold(tx: Queryable, variantIds: readonly number[]): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    select id from unnest(${[...variantIds]}::bigint[]) id
    where exists (select from sale_lines where sale_lines.variant_id = id)`
  return rows.map((row) => row.id)
}
