/** Between the decimal strings of records and the integers of `rules/`. */
import { currencyDecimals, formatDecimal, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../../rules/index.ts'

/** Minor units of a currency; nothing for what is no amount. */
export const toMinor = (amount: string, currency: string): bigint =>
  parseDecimal(amount, currencyDecimals(currency)) ?? 0n

export const fromMinor = (amount: bigint, currency: string): string => formatDecimal(amount, currencyDecimals(currency))

/** Thousandths. */
export const toQuantity = (quantity: string): bigint => parseDecimal(quantity, QUANTITY_SCALE) ?? 0n

export const fromQuantity = (quantity: bigint): string => formatDecimal(quantity, QUANTITY_SCALE, 0)

/** Ten-thousandths. */
export const toPrice = (price: string): bigint => parseDecimal(price, PRICE_SCALE) ?? 0n

export const fromPrice = (price: bigint): string => formatDecimal(price, PRICE_SCALE, 2)

/** A percentage in parts per million: `9.975` is 99750. */
export const toPpm = (percent: string): bigint => parseDecimal(percent, 4) ?? 0n

export const fromPpm = (ppm: bigint): string => formatDecimal(ppm, 4, 0)

/** What a person has typed, a comma being a point; null: no such number. */
export function readTyped(text: string, decimals: number): string | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  const value = parseDecimal(plain.endsWith('.') ? plain.slice(0, -1) : plain, decimals)
  return value === null || value < 0n ? null : formatDecimal(value, decimals, Math.min(decimals, 2))
}
