import { formatDecimal, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { ParkedLineItem, ParkInput } from './parked-schema.ts'

const PERCENT_SCALE = 4

/** Lines as they are kept and given back: every field there, decimals as texts of one form. Nothing is priced or looked up. */
export const readParkedLines = (lines: ParkInput['lines']): ParkedLineItem[] =>
  lines.map((line) => ({
    variant_id: line.variant_id ?? null,
    sku: line.sku ?? null,
    barcode: line.barcode ?? null,
    description: line.description ?? null,
    tax_class: line.tax_class ?? null,
    quantity: line.quantity == null ? null : decimal(line.quantity, QUANTITY_SCALE, 0),
    unit_price: line.unit_price == null ? null : decimal(line.unit_price, PRICE_SCALE, 2),
    discount: readParkedDiscount(line.discount),
  }))

export const readParkedDiscount = (discount: ParkInput['discount']): ParkedLineItem['discount'] =>
  discount == null ? null : { type: discount.type, value: decimal(discount.value, PERCENT_SCALE, 0) }

/** The schema has already checked the text; anything else is a fault of ours. */
function decimal(value: string | number, scale: number, least: number): string {
  const parsed = parseDecimal(value, scale)
  if (parsed === null) throw new Error(`${value} passed validation and is no decimal`)
  return formatDecimal(parsed, scale, least)
}
