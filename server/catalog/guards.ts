import type { Queryable } from '../platform/database/connect.ts'
import { fill, type Text, text } from '../platform/text.ts'

/** Why a store's currency may not change: it has prices of its own in it. null when nothing speaks against it. */
export async function storeHasPrices(tx: Queryable, storeId: number): Promise<Text | null> {
  const found = await tx`select 1 from variant_prices where store_id = ${storeId} limit 1`
  return found.length === 0
    ? null
    : text('il a des prix à lui dans cette devise.', 'it has prices of its own in this currency.')
}

/** Why a tax class may not be deleted: deposits or eco-fees are taxed by it. null: none is. */
export async function taxClassHasFees(tx: Queryable, code: string): Promise<Text | null> {
  const [row] = await tx<{ variants: number }[]>`
    select count(distinct variant_id)::int as variants from variant_fees where tax_class = ${code}`
  return row === undefined || row.variants === 0
    ? null
    : fill(
        text(
          'des consignes ou des écofrais la portent (variantes, supprimées comprises\u00a0: {variants}).',
          'deposits or eco-fees have it (variants, deleted ones included: {variants}).',
        ),
        row,
      )
}

/** Why a tax class may not be deleted: products have it, deleted ones too, which may be restored. null: none does. */
export async function taxClassHasProducts(tx: Queryable, code: string): Promise<Text | null> {
  const [row] = await tx<
    { products: number }[]
  >`select count(*)::int as products from products where tax_class = ${code}`
  return row === undefined || row.products === 0
    ? null
    : fill(
        text(
          'des produits la portent (supprimés compris\u00a0: {products}).',
          'products have it (deleted ones included: {products}).',
        ),
        row,
      )
}
