import type { ListedProduct, UpdateProductInput } from '../../api/index.ts'
import { changeByPercent, type Rounding } from '../decimals.ts'

/** What is to become of the chosen products; what is undefined stays as it is. */
export type BulkChange = {
  readonly category_id?: number
  readonly is_active?: boolean
  readonly is_featured?: boolean
  readonly price?: { readonly percent: string; readonly rounding: Rounding }
}

/** A row of `POST /product-variants/bulk`. */
export type PriceRow = { id: number; price: string }

type Step = { readonly change: UpdateProductInput; readonly back: UpdateProductInput }

/** What changes of a product itself, and what gives it back; null where it is so already. */
export function stepFor(product: ListedProduct, wanted: BulkChange): Step | null {
  const change: UpdateProductInput = {}
  const back: UpdateProductInput = {}
  if (wanted.category_id !== undefined && wanted.category_id !== product.category_id) {
    change.category_id = wanted.category_id
    back.category_id = product.category_id ?? null
  }
  if (wanted.is_active !== undefined && wanted.is_active !== product.is_active) {
    change.is_active = wanted.is_active
    back.is_active = !wanted.is_active
  }
  if (wanted.is_featured !== undefined && wanted.is_featured !== product.is_featured) {
    change.is_featured = wanted.is_featured
    back.is_featured = !wanted.is_featured
  }
  return Object.keys(change).length === 0 ? null : { change, back }
}

/** The new prices of all variants of these products, and the old ones; what has no price, or keeps it, is left out. */
export function priceRows(
  products: readonly ListedProduct[],
  { percent, rounding }: NonNullable<BulkChange['price']>,
): { readonly rows: PriceRow[]; readonly back: PriceRow[] } {
  const rows: PriceRow[] = []
  const back: PriceRow[] = []
  for (const { id, price } of products.flatMap(({ variants = [] }) => variants)) {
    const next = price === null ? null : changeByPercent(price, percent, rounding)
    if (price === null || next === null || isSame(price, next)) continue
    rows.push({ id, price: next })
    back.push({ id, price })
  }
  return { rows, back }
}

/** `2.50` and `2.5` are one price. */
const isSame = (one: string, other: string): boolean => one.replace(/\.?0+$/, '') === other.replace(/\.?0+$/, '')
