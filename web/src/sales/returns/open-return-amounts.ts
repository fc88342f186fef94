import {
  currencyDecimals,
  formatDecimal,
  PRICE_SCALE,
  parseDecimal,
  priceTicket,
  QUANTITY_SCALE,
  roundCash,
} from '../../../../rules/index.ts'
import type { TaxZone } from '../../api/index.ts'

/** An article that comes back without a receipt. */
export type OpenLine = {
  readonly variantId: number
  readonly name: string
  readonly quantity: string
  /** What it is worth unless somebody says otherwise: the lowest of its current prices. */
  readonly lowest: string
  readonly price: string
  readonly taxClass: string
  readonly isRestocked: boolean
}

export type OpenReturnPlace = {
  readonly currency: string
  readonly pricesIncludeTax: boolean
  readonly zone: TaxZone
}

/** A rate in percent with four decimals counts parts per million. */
const RATE_SCALE = 4

/** What is given back, by the rules that the server goes by; in cash, rounded as the zone rounds it. null: not known yet. */
export function dueOfOpenReturn(lines: readonly OpenLine[], place: OpenReturnPlace, isCash: boolean): string | null {
  const decimals = currencyDecimals(place.currency)
  const read = lines.map(({ quantity, price, taxClass }) => ({
    quantity: parseDecimal(quantity, QUANTITY_SCALE),
    unitPrice: parseDecimal(price, PRICE_SCALE),
    taxes: taxesOf(place.zone, taxClass),
  }))
  const priced = []
  for (const { quantity, unitPrice, taxes } of read) {
    if (quantity === null || quantity <= 0n || unitPrice === null || unitPrice < 0n) return null
    priced.push({ quantity, unitPrice, taxes, discount: null })
  }
  const { total } = priceTicket({ decimals, pricesIncludeTax: place.pricesIncludeTax, lines: priced, discount: null })
  const step = place.zone.cash_step === null ? null : parseDecimal(place.zone.cash_step, decimals)
  return formatDecimal(isCash ? roundCash(total, step) : total, decimals)
}

function taxesOf(zone: TaxZone, taxClass: string) {
  const codes = zone.classes.find(({ code }) => code === taxClass)?.tax_codes ?? []
  return zone.taxes
    .filter(({ code }) => codes.includes(code))
    .map(({ code, rate }) => ({ code, ratePpm: Number(parseDecimal(rate, RATE_SCALE) ?? 0n) }))
}

/** The lower of two prices; one that is not there is none. */
export function lowerPrice(left: string | null, right: string | null): string {
  const [one, other] = [left, right].map((price) => (price === null ? null : parseDecimal(price, PRICE_SCALE)))
  if (one == null) return right ?? ''
  return other == null || one <= other ? (left ?? '') : (right ?? '')
}

/** Scanned again, an article comes back once more. */
export function addLine(lines: readonly OpenLine[], added: OpenLine): OpenLine[] {
  const known = lines.find(({ variantId }) => variantId === added.variantId)
  if (known === undefined) return [...lines, added]
  const sum =
    (parseDecimal(known.quantity, QUANTITY_SCALE) ?? 0n) + (parseDecimal(added.quantity, QUANTITY_SCALE) ?? 0n)
  return lines.map((line) => (line === known ? { ...line, quantity: formatDecimal(sum, QUANTITY_SCALE, 0) } : line))
}

/** The lines as the API takes them: a price only where somebody has said another than the lowest. */
export const linesOfOpenReturn = (lines: readonly OpenLine[]) =>
  lines.map(({ variantId, quantity, price, lowest, isRestocked }) => ({
    variant_id: variantId,
    quantity,
    ...(price !== lowest && { unit_price: price }),
    ...(!isRestocked && { restock: false }),
  }))
