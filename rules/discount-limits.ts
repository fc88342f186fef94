/**
 * How much of a line's price its discounts take off, as a limit on discounts judges it: the line's own discount and its
 * share of the ticket's together, over the line's gross. It is the rate that was asked for, before rounding to whole
 * minor units; and what a discount at the limit itself would take, rounded as any other, is within it.
 */

import type { Discount } from './discounts.ts'
import { divideRounded, type Minor } from './money.ts'
import type { PricedLine } from './pricing.ts'

/** 100 % in parts per million. */
const WHOLE_PPM = 1_000_000n

type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

const ALL: Fraction = { numerator: 1n, denominator: 1n }

const magnitude = (amount: Minor): Minor => (amount < 0n ? -amount : amount)

/** What a discount leaves of an amount that is not zero. */
function leftOf(discount: Discount | null, amount: Minor): Fraction {
  if (discount === null) return ALL
  const whole = discount.type === 'percent' ? WHOLE_PPM : magnitude(amount)
  const asked = discount.type === 'percent' ? discount.percentPpm : discount.amount
  const taken = asked < 0n ? 0n : asked > whole ? whole : asked
  return { numerator: whole - taken, denominator: whole }
}

/** What the discounts of one line come to. */
export type DiscountedLine = {
  /** Both discounts in minor units, without a sign. */
  readonly discount: Minor
  readonly gross: Minor
  /** What they leave of the price, exactly. */
  readonly left: Fraction
}

/** A deposit or an eco-fee carries no discount. */
type DiscountedInput = { readonly discount: Discount | null; readonly isFee?: boolean }

/** The discounts of each line of a ticket that `priceTicket` has priced. */
export function discountedLines(
  { lines, discount }: { lines: readonly DiscountedInput[]; discount: Discount | null },
  priced: readonly PricedLine[],
): DiscountedLine[] {
  const isFee = (index: number) => lines[index]?.isFee === true
  const shared = priced.reduce((sum, line, index) => (isFee(index) ? sum : sum + line.gross - line.lineDiscount), 0n)
  return priced.map((line, index) => {
    const rest = line.gross - line.lineDiscount
    // Goods taken back within a sale do not carry its discount.
    const carries = !isFee(index) && rest !== 0n && shared !== 0n && rest < 0n === shared < 0n
    const own = line.gross === 0n ? ALL : leftOf(lines[index]?.discount ?? null, line.gross)
    const ticket = carries ? leftOf(discount, shared) : ALL
    return {
      discount: magnitude(line.lineDiscount + line.ticketDiscount),
      gross: magnitude(line.gross),
      left: {
        numerator: own.numerator * ticket.numerator,
        denominator: own.denominator * ticket.denominator,
      },
    }
  })
}

/** Whether a line's discounts are within a limit in parts per million; null: there is none. */
export function isWithinLimit({ discount, gross, left }: DiscountedLine, limitPpm: number | null): boolean {
  if (discount === 0n || limitPpm === null) return true
  const limit = BigInt(limitPpm)
  if (discount <= divideRounded(gross * limit, WHOLE_PPM)) return true
  return left.numerator * WHOLE_PPM >= left.denominator * (WHOLE_PPM - limit)
}

/** The rate of a line's discounts in parts per million, rounded up: the least limit within which they certainly are. */
export function discountRatePpm({ left }: DiscountedLine): number {
  const taken = (left.denominator - left.numerator) * WHOLE_PPM
  return Number((taken + left.denominator - 1n) / left.denominator)
}
