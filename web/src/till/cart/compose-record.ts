/** The record that a ticket becomes: what is sent, and the ticket with all its sums for receipts and returns. */
import type { Language } from '../../../../rules/index.ts'
import type { GivenApproval, NewRecord, SoldLine, Store, TicketSums } from '../memory.ts'
import type { Cart, CartApproval } from './cart.ts'
import { fromMinor, fromPpm, fromPrice, fromQuantity } from './decimals.ts'
import type { PricedCart, SoldInput, TicketRow } from './price-cart.ts'
import { asPayments, type CartSettlement } from './settle-cart.ts'
import { storeTaxes } from './store-taxes.ts'

type Closing = {
  readonly cart: Cart
  readonly priced: PricedCart
  readonly settled: CartSettlement
  readonly store: Store
  readonly cashierId: number
  readonly language: Language
}

export type TicketRecord = Extract<NewRecord, { kind: 'sale' | 'return' }>

export function composeRecord(closing: Closing): TicketRecord {
  const { cart, priced, store, cashierId } = closing
  const taxes = [...sumByCode(priced)].map(([code, amount]) => ({ code, amount: fromMinor(amount, store.currency) }))
  const head = {
    id: cart.id,
    cashier_id: cashierId,
    ...(cart.customer !== null && { customer_id: cart.customer.id }),
    total: fromMinor(priced.total, store.currency),
    taxes,
    ...(cart.approvals.length > 0 && { approvals: cart.approvals.map((approval) => toldApproval(approval, priced)) }),
  }
  const note = cart.note === '' ? {} : { note: cart.note }
  const ticket = composeTicket(closing)
  const lines = soldLines(priced.sold.inputs)
  if (cart.returned === null) {
    const payments = asPayments(cart)
    return { kind: 'sale', content: { ...head, ...note, lines, ...ticketDiscount(cart), payments }, ticket }
  }
  if (cart.returned.kind === 'open') {
    return {
      kind: 'return',
      content: { ...head, note: cart.returned.reason, lines, refunds: asPayments(cart) },
      ticket,
    }
  }
  const content = {
    ...head,
    ...note,
    sale_id: cart.returned.ticket.id,
    lines: cart.returned.picked.map(({ line, quantity, restock }) => ({ sale_line: line, quantity, restock })),
    ...(lines.length > 0 && { exchange_lines: lines, ...ticketDiscount(cart) }),
    ...(priced.total > 0n ? { payments: asPayments(cart) } : { refunds: asPayments(cart) }),
  }
  return { kind: 'return', content, ticket }
}

const ticketDiscount = ({ discount }: Cart) => (discount === null ? {} : { discount })

/** Of a tax whose rate has changed between a sale and its exchange, both rates together. */
function sumByCode({ taxes }: PricedCart): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { code, amount } of taxes) sums.set(code, (sums.get(code) ?? 0n) + amount)
  return sums
}

function soldLines(inputs: readonly SoldInput[]): SoldLine[] {
  let article = 0
  return inputs.map(({ line, fee, taxClass }, index) => {
    const { quantity } = line
    if (fee !== null) {
      const { label, amount } = line.fees[fee] ?? { label: '', amount: '0' }
      return { description: label, tax_class: taxClass, quantity, unit_price: amount, fee_of: article }
    }
    article = index + 1
    const what =
      line.articleId === null ? { description: line.name, tax_class: taxClass } : { variant_id: line.articleId }
    return { ...what, quantity, unit_price: line.unitPrice, ...(line.discount !== null && { discount: line.discount }) }
  })
}

/** As the server keeps it with the ticket; lines are numbered as in the record. */
function toldApproval(approval: CartApproval, { sold }: PricedCart): GivenApproval {
  const { approver_id, action, reason, given_at, lineKey, from, to, percent, amount } = approval
  const index = sold.inputs.findIndex(({ line, fee }) => line.key === lineKey && fee === null)
  const details = { line: index === -1 ? null : index + 1, from, to, percent, amount }
  const said = Object.entries(details).filter(([, value]) => value !== null)
  return { approver_id, action, reason, given_at, details: Object.fromEntries(said) }
}

/** The ticket as the API presents it. */
export function composeTicket({ cart, priced, settled, store, language }: Closing): TicketSums {
  const money = (amount: bigint) => fromMinor(amount, store.currency)
  const names = storeTaxes(store)
  const sign = settled.direction === 'refund' ? -1n : 1n
  const payments = cart.payments.map(({ method, amount }, index) => ({
    method,
    amount: sign === 1n ? amount : `-${amount}`,
    change: money(settled.changes[index] ?? 0n),
  }))
  const origin = cart.returned?.kind === 'receipt' ? cart.returned.ticket : null
  return {
    customer_id: cart.customer?.id ?? null,
    sale_id: origin?.id ?? null,
    currency: store.currency,
    prices_include_tax: origin?.prices_include_tax ?? store.prices_include_tax,
    tax_exemption_number: priced.exemption,
    note: cart.returned?.kind === 'open' ? cart.returned.reason : cart.note || null,
    lines: priced.rows.map((row) => presentRow(row, money)),
    subtotal: money(priced.subtotal),
    discount_total: money(priced.discountTotal),
    taxes: priced.taxes.map(({ code, ratePpm, base, amount }) => ({
      code,
      name: names.nameOf(code)[language],
      rate: fromPpm(BigInt(ratePpm)),
      base: money(base),
      amount: money(amount),
    })),
    tax_total: money(priced.taxTotal),
    total: money(priced.total),
    rounding: money(settled.rounding),
    paid: money(priced.total + settled.rounding + settled.changeDue),
    change_due: money(settled.changeDue),
    payments,
    approvals: [],
  }
}

const presentRow = (row: TicketRow, money: (amount: bigint) => string): TicketSums['lines'][number] => ({
  line: row.line,
  kind: row.kind,
  variant_id: row.articleId,
  product_id: row.productId,
  sku: row.sku,
  name: row.name,
  quantity: fromQuantity(row.quantity),
  unit_price: fromPrice(row.unitPrice),
  gross: money(row.gross),
  discount: money(row.lineDiscount),
  ticket_discount: money(row.ticketDiscount),
  net: money(row.net),
  tax_class: row.taxClass,
  taxes: row.taxShares.map(({ code, amount }) => ({ code, amount: money(amount) })),
  tax: money(row.tax),
  total: money(row.total),
  is_fee: row.isFee,
  fee_of: row.feeOf,
  sale_line: row.saleLine,
})
