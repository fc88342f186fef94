import type { Queryable } from '../../platform/database/connect.ts'
import { joinAskedPrice } from '../prices/effective-price.ts'

export type LabelPrice = { readonly price: string | null; readonly compareAtPrice: string | null }

/**
 * What the articles cost at this moment, in ten-thousandths as numeric(14, 4) texts: the store's own price where it has
 * one, else the chain's. A store's own price brings its own compare-at price, or none.
 */
export async function readLabelPrices(
  sql: Queryable,
  storeId: number | null,
  variantIds: readonly number[],
): Promise<Map<number, LabelPrice>> {
  const rows = await sql<{ id: number; price: string | null; compare_at_price: string | null }[]>`
    select v.id, asked.price, asked.compare_at_price from product_variants v ${joinAskedPrice(sql, storeId)}
    where v.id = any(${[...variantIds]}::bigint[])`
  return new Map(rows.map((row) => [row.id, { price: row.price, compareAtPrice: row.compare_at_price }]))
}
