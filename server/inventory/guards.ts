import type { Queryable } from '../platform/database/connect.ts'
import { fill, type Text, text } from '../platform/text.ts'

/**
 * Why a store may not be deleted: goods are there, missing there, or to come or to leave. null when nothing speaks against
 * it.
 */
export async function storeHasStock(tx: Queryable, storeId: number): Promise<Text | null> {
  if (await hasOpenTransfers(tx, storeId)) return OPEN_TRANSFERS
  const [row] = await tx<{ articles: number }[]>`
    select count(*)::int as articles from stock_levels where store_id = ${storeId} and on_hand <> 0`
  return row === undefined || row.articles === 0
    ? null
    : fill(
        text('il y reste du stock (articles\u00a0: {articles}).', 'stock remains there (articles: {articles}).'),
        row,
      )
}

const OPEN_TRANSFERS = text('des transferts y sont en cours.', 'transfers are under way there.')

async function hasOpenTransfers(tx: Queryable, storeId: number): Promise<boolean> {
  const found = await tx`
    select 1 from stock_transfers
    where (store_id = ${storeId} or source_id = ${storeId}) and status not in ('received', 'cancelled') limit 1`
  return found.length > 0
}

/** Why a store's currency may not change: its stock has been valued in it. null when nothing speaks against it. */
export async function storeHasMovements(tx: Queryable, storeId: number): Promise<Text | null> {
  if (await hasOpenTransfers(tx, storeId)) return OPEN_TRANSFERS
  const found = await tx`select 1 from stock_movements where store_id = ${storeId} limit 1`
  return found.length === 0
    ? null
    : text('son stock a déjà une valeur dans cette devise.', 'its stock already has a value in this currency.')
}

/** Which of these variants a store still counts some of, owes some, or awaits some. */
export async function findVariantsInStock(tx: Queryable, variantIds: readonly number[]): Promise<number[]> {
  const rows = await tx<{ variant_id: number }[]>`
    select distinct variant_id from stock_levels
    where variant_id = any(${[...variantIds]}::bigint[]) and (on_hand <> 0 or in_transit > 0)`
  return rows.map((row) => row.variant_id)
}

/**
 * Why these variants, or the product that they are, may not be deleted: a store still counts or awaits some of them. null
 * when nothing speaks against it. In which stores, and in how many, is theirs to know.
 */
export async function variantsHaveStock(tx: Queryable, variantIds: readonly number[]): Promise<Text | null> {
  const [found] = await tx<{ is_there: boolean }[]>`
    select on_hand <> 0 as is_there from stock_levels
    where variant_id = any(${[...variantIds]}::bigint[]) and (on_hand <> 0 or in_transit > 0) order by 1 desc limit 1`
  if (found === undefined) return null
  return found.is_there
    ? text('il en reste en stock.', 'some remain in stock.')
    : text('il y en a en route.', 'some are under way.')
}

/** Which of these variants have ever moved in a store's stock. */
export async function findVariantsMoved(sql: Queryable, variantIds: readonly number[]): Promise<number[]> {
  const rows = await sql<{ variant_id: number }[]>`
    select distinct level.variant_id from stock_levels level
    where level.variant_id = any(${[...variantIds]}::bigint[]) and exists (
      select from stock_movements m where m.store_id = level.store_id and m.variant_id = level.variant_id)`
  return rows.map((row) => row.variant_id)
}
