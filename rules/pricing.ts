/**
 * The price of a ticket, the same at the till and on the server. The order is fixed: line = round(quantity × unit
 * price); line discount; ticket discount over the lines by largest remainder; each tax once on the ticket's taxable
 * total; each tax back over the lines by largest remainder. Rounding is half away from zero.
 */
import { type Discount, discountOf, shareDiscount } from './discounts.ts'
import { divideRounded, type Minor, PRICE_SCALE, QUANTITY_SCALE, roundShares } from './money.ts'

/**
 * One tax of a tax class. `ratePpm` is an integer in parts per million of the price without tax: 9.975 % is 99750. Two
 * rules are the same tax when code and rate are both the same.
 */
export type TaxRule = { readonly code: string; readonly ratePpm: number }

export type TicketLineInput = {
  /** Thousandths; negative for goods taken back within a sale. */
  quantity: bigint
  /** Ten-thousandths of the currency's major unit; negative for an adjustment. Tax included where prices are. */
  unitPrice: bigint
  discount: Discount | null
  /** The taxes of the line's class in the store's zone, each at most once; empty when nothing applies. */
  taxes: readonly TaxRule[]
  /** The line's amount before discounts where a history gives it; it replaces quantity × unit price. */
  amount?: Minor
  /** A deposit or an eco-fee: the ticket's discount is neither counted on it nor shared by it. */
  isFee?: boolean
}

export type TicketInput = {
  /** Decimals of the currency, 0 to 4 (`currencyDecimals`). */
  decimals: number
  pricesIncludeTax: boolean
  /** The customer holds a certificate: no tax is charged, and a price that includes tax is paid without it. */
  taxExempt?: boolean
  lines: readonly TicketLineInput[]
  discount: Discount | null
}

export type LineTax = {
  code: string
  /** This line's part of the ticket's tax. */
  amount: Minor
  /** The line's `net`, on which the tax falls. */
  base: Minor
}

export type PricedLine = {
  /** round(quantity × unit price), or the amount given: as printed, tax included where prices include it. */
  gross: Minor
  /** The line's own discount, as printed; it has the sign of `gross` and is never larger. */
  lineDiscount: Minor
  /** This line's part of the ticket's discount, as printed. */
  ticketDiscount: Minor
  /** Without tax and before discounts; exactly `net` + `discountNet`. Equals `gross` where prices exclude tax. */
  grossNet: Minor
  /** Both discounts without tax: rounded (lineDiscount + ticketDiscount) ÷ (1 + the line's rates) where included. */
  discountNet: Minor
  /**
   * Without tax and after discounts: the revenue of the line. Where prices include tax, the units that largest remainder
   * gives to a line of a cent or two may take all of it and more (never more than one unit per tax beyond the exact net).
   */
  net: Minor
  /** The sum of `taxAmounts`. */
  tax: Minor
  /** What the customer pays for the line: `net` + `tax`. */
  total: Minor
  /** In the order of the line's taxes on the ticket; empty for a tax-exempt customer. */
  taxAmounts: LineTax[]
}

export type TicketTax = {
  code: string
  ratePpm: number
  /** The sum of `net` over the lines that carry this tax. */
  base: Minor
  amount: Minor
}

export type PricedTicket = {
  lines: PricedLine[]
  /** The sum of the lines' `gross`, as printed. */
  grossTotal: Minor
  /** The sum of the lines' `lineDiscount` and `ticketDiscount`, as printed. */
  discountTotal: Minor
  /** The sum of the lines' `net`: after discounts, without tax. Always `total` - `taxTotal`. */
  subtotal: Minor
  /** One row per tax, in order of first appearance; empty for a tax-exempt customer. */
  taxes: TicketTax[]
  taxTotal: Minor
  /** What the customer pays, before cash rounding. */
  total: Minor
  /** The tax taken out of printed prices for a tax-exempt customer; zero otherwise. */
  exemptedTax: Minor
}

const MILLION = 1_000_000n

/** From thousandths times ten-thousandths to minor units, by the currency's decimals. */
const LINE_DIVISORS: readonly bigint[] = [0, 1, 2, 3, 4].map(
  (decimals) => 10n ** BigInt(QUANTITY_SCALE + PRICE_SCALE - decimals),
)

/** round(quantity × unit price) in minor units; quantity in thousandths, unit price in ten-thousandths. */
export function lineAmount(quantity: bigint, unitPrice: bigint, decimals: number): Minor {
  const divisor = LINE_DIVISORS[decimals]
  if (divisor === undefined) throw new RangeError(`A currency has 0 to 4 decimals, not ${decimals}.`)
  return divideRounded(quantity * unitPrice, divisor)
}

/**
 * Prices a ticket. Amounts are in minor units. Throws RangeError for a number of decimals out of 0 to 4; every other
 * input has a price. A ticket discount is counted on the sum of the lines after their own discounts and shared by the
 * lines of the same sign as that sum; deposits and eco-fees have no part in it.
 */
export function priceTicket(ticket: TicketInput): PricedTicket {
  const lines = ticket.lines.map((line) => startLine(line, ticket.decimals))
  shareTicketDiscount(lines, ticket)
  const taxExempt = ticket.taxExempt === true
  const taxes: TicketTax[] = []
  let exemptedTax = 0n
  if (!taxExempt || ticket.pricesIncludeTax) {
    for (const tax of distinctTaxes(ticket.lines)) {
      const amount = applyTax(tax, ticket, lines)
      if (taxExempt) exemptedTax += amount
      else taxes.push({ code: tax.code, ratePpm: tax.ratePpm, base: 0n, amount })
    }
  }
  for (let index = 0; index < lines.length; index += 1) {
    const input = ticket.lines[index] as TicketLineInput
    finishLine(lines[index] as PricedLine, input, ticket.pricesIncludeTax, taxExempt)
  }
  for (const tax of taxes) tax.base = baseOf(tax, ticket.lines, lines)
  return sumUp(lines, taxes, exemptedTax)
}

/** Until `finishLine`, `total` holds what is left of `gross` after discounts, and `tax` the tax found so far. */
function startLine(line: TicketLineInput, decimals: number): PricedLine {
  const gross = line.amount ?? lineAmount(line.quantity, line.unitPrice, decimals)
  const lineDiscount = discountOf(line.discount, gross)
  return {
    gross,
    lineDiscount,
    ticketDiscount: 0n,
    grossNet: 0n,
    discountNet: 0n,
    net: 0n,
    tax: 0n,
    total: gross - lineDiscount,
    taxAmounts: [],
  }
}

function shareTicketDiscount(lines: readonly PricedLine[], { lines: inputs, discount }: TicketInput): void {
  const parts = shareDiscount(
    discount,
    lines.map((line, index) => (inputs[index]?.isFee === true ? 0n : line.total)),
  )
  if (parts === null) return
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as PricedLine
    line.ticketDiscount = parts[index] as Minor
    line.total -= line.ticketDiscount
  }
}

function distinctTaxes(lines: readonly TicketLineInput[]): TaxRule[] {
  const distinct: TaxRule[] = []
  let previous: readonly TaxRule[] | null = null
  for (const { taxes } of lines) {
    if (taxes === previous) continue
    previous = taxes
    for (const tax of taxes) {
      if (!distinct.some((known) => isSameTax(known, tax))) distinct.push(tax)
    }
  }
  return distinct
}

function isSameTax(left: TaxRule, right: TaxRule): boolean {
  return left === right || (left.code === right.code && left.ratePpm === right.ratePpm)
}

function carriesTax(line: TicketLineInput, tax: TaxRule): boolean {
  for (const candidate of line.taxes) if (isSameTax(candidate, tax)) return true
  return false
}

/** A million plus the line's rates: what a price that includes tax is, when the price without tax is a million. */
function inclusiveDenominator(taxes: readonly TaxRule[]): bigint {
  let ratePpm = 1_000_000
  for (const tax of taxes) ratePpm += tax.ratePpm
  return BigInt(ratePpm)
}

/** Computes one tax on the whole ticket, gives each line its part and answers the ticket's amount. */
function applyTax(tax: TaxRule, ticket: TicketInput, lines: readonly PricedLine[]): Minor {
  const ratePpm = BigInt(tax.ratePpm)
  const taxed: PricedLine[] = []
  const numerators: bigint[] = []
  const denominators: bigint[] = []
  let common = MILLION
  for (let index = 0; index < lines.length; index += 1) {
    const input = ticket.lines[index] as TicketLineInput
    if (!carriesTax(input, tax)) continue
    const line = lines[index] as PricedLine
    taxed.push(line)
    numerators.push(line.total * ratePpm)
    if (ticket.pricesIncludeTax) denominators.push(inclusiveDenominator(input.taxes))
  }
  if (ticket.pricesIncludeTax) common = toCommonDenominator(numerators, denominators)
  const { total, parts } = roundShares(numerators, common)
  for (let index = 0; index < taxed.length; index += 1) {
    const line = taxed[index] as PricedLine
    const amount = parts[index] as Minor
    line.tax += amount
    line.taxAmounts.push({ code: tax.code, amount, base: 0n })
  }
  return total
}

/**
 * Lines of different tax sets share a tax with different denominators; the exact fractions are brought to a common one
 * so that the tax is still rounded once. Changes the numerators in place.
 */
function toCommonDenominator(numerators: bigint[], denominators: readonly bigint[]): bigint {
  const first = denominators[0] ?? MILLION
  if (denominators.every((denominator) => denominator === first)) return first
  let common = 1n
  for (const denominator of new Set(denominators)) common *= denominator
  for (let index = 0; index < numerators.length; index += 1) {
    numerators[index] = (numerators[index] as bigint) * (common / (denominators[index] as bigint))
  }
  return common
}

function finishLine(line: PricedLine, input: TicketLineInput, pricesIncludeTax: boolean, taxExempt: boolean): void {
  const discounts = line.lineDiscount + line.ticketDiscount
  if (pricesIncludeTax) {
    line.net = line.total - line.tax
    line.discountNet =
      discounts === 0n || input.taxes.length === 0
        ? discounts
        : divideRounded(discounts * MILLION, inclusiveDenominator(input.taxes))
  } else {
    line.net = line.total
    line.discountNet = discounts
  }
  line.grossNet = line.net + line.discountNet
  if (taxExempt) {
    line.tax = 0n
    line.taxAmounts = []
  }
  line.total = line.net + line.tax
  for (const share of line.taxAmounts) share.base = line.net
}

function baseOf(tax: TicketTax, inputs: readonly TicketLineInput[], lines: readonly PricedLine[]): Minor {
  let base = 0n
  for (let index = 0; index < lines.length; index += 1) {
    if (carriesTax(inputs[index] as TicketLineInput, tax)) base += (lines[index] as PricedLine).net
  }
  return base
}

function sumUp(lines: PricedLine[], taxes: TicketTax[], exemptedTax: Minor): PricedTicket {
  let grossTotal = 0n
  let discountTotal = 0n
  let subtotal = 0n
  let taxTotal = 0n
  for (const line of lines) {
    grossTotal += line.gross
    discountTotal += line.lineDiscount + line.ticketDiscount
    subtotal += line.net
  }
  for (const tax of taxes) taxTotal += tax.amount
  return { lines, grossTotal, discountTotal, subtotal, taxes, taxTotal, total: subtotal + taxTotal, exemptedTax }
}
