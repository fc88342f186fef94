/** What a ticket comes to: the same sums as the server's, by the same rules. */
import {
  currencyDecimals,
  type Discount as ExactDiscount,
  type PricedTicket,
  priceTicket,
  type TaxRule,
} from '../../../../rules/index.ts'
import type { Discount, Store } from '../memory.ts'
import type { Cart, CartCustomer, CartLine } from './cart.ts'
import { toMinor, toPpm, toPrice, toQuantity } from './decimals.ts'
import { ORDINARY_CLASS, type StoreTaxes, storeTaxes } from './store-taxes.ts'
import { returnedRows } from './take-back.ts'

/** A line of the ticket as its receipt has it; what comes back is negative. Amounts in minor units. */
export type TicketRow = {
  /** From 1. */
  readonly line: number
  readonly kind: 'sale' | 'return'
  /** The line of the cart that it is of; null for what comes back by a receipt. */
  readonly key: string | null
  readonly articleId: number | null
  readonly productId: number | null
  readonly sku: string | null
  readonly name: string
  readonly isWeighed: boolean
  readonly quantity: bigint
  readonly unitPrice: bigint
  readonly taxClass: string
  readonly gross: bigint
  readonly lineDiscount: bigint
  readonly ticketDiscount: bigint
  readonly net: bigint
  readonly tax: bigint
  readonly total: bigint
  readonly taxShares: readonly { readonly code: string; readonly amount: bigint }[]
  readonly isFee: boolean
  readonly feeOf: number | null
  /** The line of the returned ticket that this one takes back. */
  readonly saleLine: number | null
  readonly restock: boolean
}

export type RowTax = { readonly code: string; readonly ratePpm: number; readonly base: bigint; readonly amount: bigint }

export type PricedCart = {
  readonly rows: readonly TicketRow[]
  /** What is sold, as it was priced, and what it was priced from; rows of `sold` stand at the end of `rows`. */
  readonly sold: { readonly priced: PricedTicket; readonly inputs: readonly SoldInput[] }
  readonly subtotal: bigint
  readonly discountTotal: bigint
  readonly taxes: readonly RowTax[]
  readonly taxTotal: bigint
  /** Signed: below zero it is given back. */
  readonly total: bigint
  readonly exemptedTax: bigint
  /** Of the certificate by which no tax is charged. */
  readonly exemption: string | null
}

export type SoldInput = {
  readonly line: CartLine
  /** null: the article itself, else the place of the fee among its own. */
  readonly fee: number | null
  readonly quantity: bigint
  readonly unitPrice: bigint
  readonly taxClass: string
  readonly taxes: readonly TaxRule[]
  readonly discount: ExactDiscount | null
}

/** @param day the store's own, on which a customer's certificate must hold: `2026-11-27` */
export function priceCart(cart: Cart, store: Store, day: string): PricedCart {
  const taxes = storeTaxes(store)
  const isOpenReturn = cart.returned?.kind === 'open'
  const exemption = cart.lines.length === 0 ? null : certificateOn(day, cart.customer)
  const inputs = cart.lines.flatMap((line) => soldInputs(line, store, taxes))
  const priced = priceTicket({
    decimals: currencyDecimals(store.currency),
    pricesIncludeTax: store.prices_include_tax,
    taxExempt: exemption !== null,
    lines: inputs.map((input) => ({ ...input, isFee: input.fee !== null })),
    discount: isOpenReturn ? null : exactDiscount(cart.discount, store.currency),
  })
  const back = cart.returned?.kind === 'receipt' ? returnedRows(cart.returned) : []
  const ahead = soldRows(inputs, priced, back.length, isOpenReturn)
  const rows = [...back, ...ahead]
  const rateOf = rateReader(cart, inputs)
  return { rows, sold: { priced, inputs }, ...sumUp(rows, rateOf), exemptedTax: priced.exemptedTax, exemption }
}

/** The number of the certificate that holds on this day. */
export function certificateOn(day: string, customer: CartCustomer | null): string | null {
  const exemption = customer?.tax_exemption ?? null
  if (exemption === null) return null
  return exemption.expires_on === null || exemption.expires_on >= day ? exemption.certificate_number : null
}

export function exactDiscount(discount: Discount | null, currency: string): ExactDiscount | null {
  if (discount === null) return null
  return discount.type === 'percent'
    ? { type: 'percent', percentPpm: toPpm(discount.value) }
    : { type: 'amount', amount: toMinor(discount.value, currency) }
}

/** A line, and right after it the fees of its article in the same quantity. */
function soldInputs(line: CartLine, store: Store, taxes: StoreTaxes): SoldInput[] {
  const quantity = toQuantity(line.quantity)
  const own: SoldInput = {
    line,
    fee: null,
    quantity,
    unitPrice: toPrice(line.unitPrice),
    taxClass: line.taxClass,
    taxes: taxes.rulesOf(line.taxClass),
    discount: exactDiscount(line.discount, store.currency),
  }
  const fees = line.fees.map((fee, place): SoldInput => {
    const taxClass = fee.tax_class || ORDINARY_CLASS
    return {
      line,
      fee: place,
      quantity,
      unitPrice: toPrice(fee.amount),
      taxClass,
      taxes: taxes.rulesOf(taxClass),
      discount: null,
    }
  })
  return [own, ...fees]
}

function soldRows(inputs: readonly SoldInput[], priced: PricedTicket, before: number, isBack: boolean): TicketRow[] {
  const sign = isBack ? -1n : 1n
  let article = before
  return priced.lines.map((line, index) => {
    const input = inputs[index] as SoldInput
    const number = before + index + 1
    if (input.fee === null) article = number
    const isFee = input.fee !== null
    return {
      line: number,
      kind: isBack ? 'return' : 'sale',
      key: input.line.key,
      articleId: isFee ? null : input.line.articleId,
      productId: isFee ? null : input.line.productId,
      sku: isFee ? null : input.line.sku,
      name: isFee ? (input.line.fees[input.fee ?? 0]?.label ?? '') : input.line.name,
      isWeighed: !isFee && input.line.isWeighed,
      quantity: sign * input.quantity,
      unitPrice: input.unitPrice,
      taxClass: input.taxClass,
      gross: sign * line.gross,
      lineDiscount: sign * line.lineDiscount,
      ticketDiscount: sign * line.ticketDiscount,
      net: sign * line.net,
      tax: sign * line.tax,
      total: sign * line.total,
      taxShares: line.taxAmounts.map(({ code, amount }) => ({ code, amount: sign * amount })),
      isFee,
      feeOf: isFee ? article : null,
      saleLine: null,
      restock: true,
    }
  })
}

/** What is sold bears the rates of today, what comes back those that it was sold with. */
function rateReader(cart: Cart, inputs: readonly SoldInput[]): (row: TicketRow, code: string) => number {
  const today = new Map(inputs.flatMap(({ taxes }) => taxes.map(({ code, ratePpm }) => [code, ratePpm] as const)))
  const then = new Map(
    cart.returned?.kind === 'receipt'
      ? cart.returned.ticket.taxes.map(({ code, rate }) => [code, Number(toPpm(rate))] as const)
      : [],
  )
  return ({ saleLine }, code) => (saleLine === null ? today.get(code) : then.get(code)) ?? 0
}

function sumUp(rows: readonly TicketRow[], rateOf: (row: TicketRow, code: string) => number) {
  const taxes = new Map<string, RowTax>()
  let subtotal = 0n
  let discountTotal = 0n
  let taxTotal = 0n
  for (const row of rows) {
    subtotal += row.net
    discountTotal += row.lineDiscount + row.ticketDiscount
    taxTotal += row.tax
    for (const { code, amount } of row.taxShares) {
      const ratePpm = rateOf(row, code)
      const key = `${code} ${ratePpm}`
      const sum = taxes.get(key) ?? { code, ratePpm, base: 0n, amount: 0n }
      taxes.set(key, { ...sum, base: sum.base + row.net, amount: sum.amount + amount })
    }
  }
  return { subtotal, discountTotal, taxes: [...taxes.values()], taxTotal, total: subtotal + taxTotal }
}
