import {
  currencyDecimals,
  divideRounded,
  formatDecimal,
  PRICE_SCALE,
  parseDecimal,
  QUANTITY_SCALE,
} from '../../../rules/index.ts'
import type { Language } from '../i18n/index.ts'
import { readDecimal } from '../i18n/read-decimal.ts'

/**
 * Quantities as the API writes them: plain decimals with at most three decimals. They are computed as whole
 * thousandths, never as floats.
 */
export type Quantity = string

const read = (quantity: Quantity): bigint => parseDecimal(quantity, QUANTITY_SCALE) ?? 0n
const write = (thousandths: bigint): Quantity => formatDecimal(thousandths, QUANTITY_SCALE, 0)

/** What somebody typed, as people of their language write it; null when it is no quantity. */
export function readTyped(typed: string, language?: Language): Quantity | null {
  const plain = readDecimal(typed, language).replace('−', '-').replace(/^\+/, '')
  const thousandths = parseDecimal(plain, QUANTITY_SCALE)
  return thousandths === null ? null : write(thousandths)
}

export const add = (a: Quantity, b: Quantity): Quantity => write(read(a) + read(b))
export const subtract = (a: Quantity, b: Quantity): Quantity => write(read(a) - read(b))
export const negate = (quantity: Quantity): Quantity => write(-read(quantity))
export const sum = (quantities: readonly Quantity[]): Quantity =>
  write(quantities.reduce((total, quantity) => total + read(quantity), 0n))

/** Below zero, zero, or above it, as a comparison says it. */
export const compare = (a: Quantity, b: Quantity): number => {
  const difference = read(a) - read(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const isZero = (quantity: Quantity): boolean => read(quantity) === 0n
export const isPositive = (quantity: Quantity): boolean => read(quantity) > 0n
export const least = (a: Quantity, b: Quantity): Quantity => (compare(a, b) <= 0 ? a : b)

/** What so many cost at a unit cost of at most four decimals, rounded once to the currency; null for what is no cost. */
export function costOf(quantity: Quantity, unitCost: string, currency: string): string | null {
  const cost = parseDecimal(unitCost, PRICE_SCALE)
  if (cost === null) return null
  const decimals = currencyDecimals(currency)
  const divisor = 10n ** BigInt(PRICE_SCALE + QUANTITY_SCALE - decimals)
  return formatDecimal(divideRounded(cost * read(quantity), divisor), decimals)
}

/** The sum of amounts of one currency. */
export function sumAmounts(amounts: readonly string[], currency: string): string {
  const decimals = currencyDecimals(currency)
  return formatDecimal(
    amounts.reduce((total, amount) => total + (parseDecimal(amount, decimals) ?? 0n), 0n),
    decimals,
  )
}

/** What somebody typed as a unit cost: at most four decimals, not below zero. */
export function readTypedCost(typed: string, language?: Language): string | null {
  const plain = readDecimal(typed.replace(/[$€]/g, ''), language)
  const cost = parseDecimal(plain, PRICE_SCALE)
  return cost === null || cost < 0n ? null : formatDecimal(cost, PRICE_SCALE, 2)
}
