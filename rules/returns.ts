/**
 * What a return gives back: the sold line's own amounts, shared by quantity, never a new computation. Shares are
 * cumulative, so that returning everything, in any parts, gives back exactly what was paid.
 */
import { divideRounded, type Minor } from './money.ts'
import type { LineTax } from './pricing.ts'

export type FeeInput = {
  /** Thousandths of the fee, as sold, and what came back of it so far. */
  feeSold: bigint
  feeReturned: bigint
  /** Of its article: sold, returned before, and returned now. */
  sold: bigint
  returnedBefore: bigint
  returning: bigint
}

/**
 * How much of a deposit or of an eco-fee comes back with its article, in thousandths: the same part of it, cumulatively, so
 * that the last article takes what is left of the fee; never more than is left of it, since a bottle may have come back
 * before by itself.
 */
export function feeQuantity({ feeSold, feeReturned, sold, returnedBefore, returning }: FeeInput): bigint {
  const share = (quantity: bigint) => divideRounded(feeSold * quantity, sold)
  const part = share(returnedBefore + returning) - share(returnedBefore)
  const left = feeSold > feeReturned ? feeSold - feeReturned : 0n
  return part < left ? part : left
}

/** The sold line's amounts, all for its whole quantity, in minor units, as `priceTicket` gave them. */
export type SoldLine = {
  gross: Minor
  lineDiscount: Minor
  ticketDiscount: Minor
  grossNet: Minor
  discountNet: Minor
  net: Minor
  tax: Minor
  total: Minor
  /** The cost fixed by the sale, in minor units (or in any finer unit: the share is in the same). */
  cost: Minor
  taxAmounts: readonly LineTax[]
}

export type ReturnInput = {
  /** Thousandths, positive. */
  soldQuantity: bigint
  /** Thousandths that earlier returns took back. */
  returnedBefore: bigint
  /** Thousandths that this return takes back. */
  returning: bigint
  /**
   * Whether the store's prices include tax. It says which amount follows from the others, so that each part keeps the
   * printed price to the cent: `total` from net and taxes where prices exclude tax, `net` from total and taxes where
   * they include it.
   */
  pricesIncludeTax: boolean
  line: SoldLine
}

/** The amounts of one return, with the signs of the sold line: positive magnitudes for an ordinary sale. */
export type ReturnShares = SoldLine & { taxAmounts: LineTax[] }

/**
 * The amounts of this return: share(returned after) - share(returned before), where share(r) = round(amount × r ÷ sold)
 * and is therefore the whole amount once everything is back. In each part net + taxes = total, grossNet - discountNet =
 * net, and tax is the sum of the taxes. Beyond the sold quantity the shares go on at the same rate, for a till that took
 * back too much while it was alone; refusing or flagging that is the caller's. Throws RangeError when the sold quantity
 * is not positive, or a returned one is negative.
 */
export function returnShares(input: ReturnInput): ReturnShares {
  const { soldQuantity: sold, returnedBefore: before, returning, line } = input
  if (sold <= 0n) throw new RangeError('Only a line with a positive quantity can be returned.')
  if (before < 0n || returning < 0n) throw new RangeError('A returned quantity is never negative.')
  const after = before + returning
  const share = (amount: Minor): Minor => divideRounded(amount * after, sold) - divideRounded(amount * before, sold)

  const taxAmounts = line.taxAmounts.map((tax) => ({ code: tax.code, amount: share(tax.amount), base: tax.base }))
  let tax = 0n
  for (const part of taxAmounts) tax += part.amount
  const total = input.pricesIncludeTax ? share(line.total) : share(line.net) + tax
  const net = total - tax
  for (const part of taxAmounts) part.base = part.base === line.net ? net : share(part.base)
  const discounted = discountedShare(line, net, total, share)
  const { lineDiscount, ticketDiscount } = discountShares(line, discounted, share)
  const discounts = lineDiscount + ticketDiscount
  const discountNet = input.pricesIncludeTax ? share(line.discountNet) : discounts
  return {
    gross: discounted + discounts,
    lineDiscount,
    ticketDiscount,
    grossNet: net + discountNet,
    discountNet,
    net,
    tax,
    total,
    cost: share(line.cost),
    taxAmounts,
  }
}

/**
 * The part's discounts, one of which takes the cent by which the rounded shares miss each other: the printed price of what
 * comes back stays its quantity × its unit price, which is what a customer checks.
 */
function discountShares(line: SoldLine, discounted: Minor, share: (amount: Minor) => Minor) {
  const lineDiscount = share(line.lineDiscount)
  const ticketDiscount = share(line.ticketDiscount)
  const missing = share(line.gross) - discounted - lineDiscount - ticketDiscount
  if (line.ticketDiscount !== 0n) return { lineDiscount, ticketDiscount: ticketDiscount + missing }
  if (line.lineDiscount !== 0n) return { lineDiscount: lineDiscount + missing, ticketDiscount }
  return { lineDiscount, ticketDiscount }
}

/**
 * The part of the printed amount after discounts: the same as the part's net or total where the line's was, so that a
 * printed return adds up, and a share of its own only for a tax-exempt customer's price, which holds a tax never paid.
 */
function discountedShare(line: SoldLine, net: Minor, total: Minor, share: (amount: Minor) => Minor): Minor {
  const discounted = line.gross - line.lineDiscount - line.ticketDiscount
  if (discounted === line.net) return net
  return discounted === line.total ? total : share(discounted)
}
