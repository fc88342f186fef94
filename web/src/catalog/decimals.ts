import { divideRounded, formatDecimal, PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import type { Language } from '../i18n/index.ts'
import { readDecimal } from '../i18n/read-decimal.ts'

/**
 * What a person typed as a number, as the API writes it: `1 234,5 $` is `1234.5`. What is no number stays as it is, so
 * that the server says what is wrong with it.
 */
export const typedDecimal = (typed: string, language?: Language): string =>
  readDecimal(typed.replace(/[$€£]/g, ''), language)

/** A decimal of the API as a person of that language types it: `12.50` is `12,50`. */
export const shownDecimal = (value: string | null | undefined, language: Language): string =>
  value === null || value === undefined ? '' : language === 'fr' ? value.replace('.', ',') : value

/** How prices that were computed become prices that one asks. */
export const ROUNDINGS = ['cent', 'five', 'ninety_nine'] as const
export type Rounding = (typeof ROUNDINGS)[number]

const CENT = 100n
const FIVE_CENTS = 500n
const ONE = 10_000n
/** Ten-thousandths of a hundredth: the price and the percentage have four decimals each. */
const HUNDRED_PERCENT = 1_000_000n

/**
 * A price raised (or lowered, by a negative percentage), rounded half away from zero to a cent, to five cents, or to the
 * nearest price that ends by ,99.
 *
 * @returns null when one of the two is no decimal, or the price would be negative.
 */
export function changeByPercent(price: string, percent: string, rounding: Rounding): string | null {
  const old = parseDecimal(price, PRICE_SCALE)
  const share = parseDecimal(percent, PRICE_SCALE)
  if (old === null || share === null || share < -HUNDRED_PERCENT) return null
  const exact = divideRounded(old * (HUNDRED_PERCENT + share), HUNDRED_PERCENT)
  return formatDecimal(round(exact, rounding), PRICE_SCALE, 2)
}

function round(price: bigint, rounding: Rounding): bigint {
  if (rounding === 'cent') return divideRounded(price, CENT) * CENT
  if (rounding === 'five') return divideRounded(price, FIVE_CENTS) * FIVE_CENTS
  // What costs nothing goes on costing nothing.
  if (price === 0n) return 0n
  const whole = divideRounded(price + CENT, ONE)
  return (whole < 1n ? 1n : whole) * ONE - CENT
}
