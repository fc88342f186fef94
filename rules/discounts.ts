/** What is taken off the prices of a ticket: on a line, or on the ticket and then shared by its lines. */
import { allocate, divideRounded, type Minor } from './money.ts'

/**
 * A discount on a line or on the ticket. `percentPpm` is in parts per million, which is a percentage with four
 * decimals (10 % is 100000n, what `parseDecimal('10', 4)` answers). `amount` is in minor units as printed, so with tax
 * in a store whose prices include it. A discount brings a line or a ticket nearer to zero and never beyond: less than
 * nothing counts as nothing, more than 100 % or more than the amount as all of it. Refusing such input is the caller's.
 */
export type Discount = { type: 'percent'; percentPpm: bigint } | { type: 'amount'; amount: Minor }

const MILLION = 1_000_000n

/** What a discount takes off an amount: the sign of the amount, and never more than it. */
export function discountOf(discount: Discount | null, amount: Minor): Minor {
  if (discount === null || amount === 0n) return 0n
  if (discount.type === 'percent') {
    if (discount.percentPpm <= 0n) return 0n
    return discount.percentPpm >= MILLION ? amount : divideRounded(amount * discount.percentPpm, MILLION)
  }
  if (discount.amount <= 0n) return 0n
  if (amount > 0n) return discount.amount < amount ? discount.amount : amount
  return discount.amount < -amount ? -discount.amount : amount
}

/**
 * The parts of a discount on the sum of these amounts, by largest remainder over those of the same sign as the sum, so
 * that goods taken back within a sale do not carry it. null when there is nothing to share.
 */
export function shareDiscount(discount: Discount | null, amounts: readonly Minor[]): Minor[] | null {
  if (discount === null) return null
  let sum = 0n
  for (const amount of amounts) sum += amount
  const whole = discountOf(discount, sum)
  if (whole === 0n) return null
  const positive = sum > 0n
  return allocate(
    whole,
    amounts.map((amount) => (amount > 0n === positive ? amount : 0n)),
  )
}
