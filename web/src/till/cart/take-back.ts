/** Goods that come back by their receipt: the shares of the lines sold, never a new computation. */
import {
  enterTicket,
  feeQuantity,
  type LaterTicket,
  returnShares,
  STORE_CREDIT,
  type TenderLedger,
} from '../../../../rules/index.ts'
import type { LookUpSaleData, Sale } from '../../api/index.ts'
import type { PickedLine, ReceiptReturn, ReturnableLine, ReturnableTicket, ReturnLedger } from './cart.ts'
import { fromMinor, fromQuantity, toMinor, toPrice, toQuantity } from './decimals.ts'
import type { TicketRow } from './price-cart.ts'

/** The rows of what was picked, each with the deposits and eco-fees that come back with it right after it. */
export function returnedRows({ ticket, picked }: ReceiptReturn): TicketRow[] {
  const named = new Set(picked.map(({ line }) => line))
  const rows: TicketRow[] = []
  const places = new Map<number, number>()
  const add = (sold: ReturnableLine, quantity: bigint, restock: boolean) => {
    places.set(sold.line, rows.length + 1)
    rows.push(returnedRow(ticket, sold, { quantity, restock, line: rows.length + 1 }))
  }
  for (const { line, quantity, restock } of picked) {
    const sold = ticket.lines.find((candidate) => candidate.line === line)
    if (sold === undefined) continue
    const returning = toQuantity(quantity)
    const fees = feesOf(ticket, sold, returning, named)
    add(sold, returning, restock)
    for (const { fee, quantity: back } of fees) add(fee, back, true)
  }
  return rows.map((row) => {
    const feeOf = ticket.lines.find(({ line }) => line === row.saleLine)?.fee_of ?? null
    return { ...row, feeOf: feeOf === null ? null : (places.get(feeOf) ?? null) }
  })
}

const returnedBefore = ({ quantity, returnable }: ReturnableLine): bigint =>
  toQuantity(quantity) - toQuantity(returnable)

function feesOf(ticket: ReturnableTicket, sold: ReturnableLine, returning: bigint, named: ReadonlySet<number>) {
  return ticket.lines
    .filter((fee) => fee.fee_of === sold.line && !named.has(fee.line))
    .map((fee) => ({
      fee,
      quantity: feeQuantity({
        feeSold: toQuantity(fee.quantity),
        feeReturned: returnedBefore(fee),
        sold: toQuantity(sold.quantity),
        returnedBefore: returnedBefore(sold),
        returning,
      }),
    }))
    .filter(({ quantity }) => quantity > 0n)
}

type Taken = { readonly quantity: bigint; readonly restock: boolean; readonly line: number }

function returnedRow(ticket: ReturnableTicket, sold: ReturnableLine, { quantity, restock, line }: Taken): TicketRow {
  const minor = (amount: string) => toMinor(amount, ticket.currency)
  const net = minor(sold.net)
  const shares = returnShares({
    soldQuantity: toQuantity(sold.quantity),
    returnedBefore: returnedBefore(sold),
    returning: quantity,
    pricesIncludeTax: ticket.prices_include_tax,
    line: {
      gross: minor(sold.gross),
      lineDiscount: minor(sold.discount),
      ticketDiscount: minor(sold.ticket_discount),
      // What discounts come to without tax stands on no receipt.
      grossNet: net,
      discountNet: 0n,
      net,
      tax: minor(sold.tax),
      total: minor(sold.total),
      cost: 0n,
      taxAmounts: sold.taxes.map(({ code, amount }) => ({ code, amount: minor(amount), base: net })),
    },
  })
  return {
    line,
    kind: 'return',
    key: null,
    articleId: sold.variant_id,
    productId: sold.product_id,
    sku: sold.sku,
    name: sold.name,
    isWeighed: false,
    quantity: -quantity,
    unitPrice: toPrice(sold.unit_price),
    taxClass: sold.tax_class,
    gross: -shares.gross,
    lineDiscount: -shares.lineDiscount,
    ticketDiscount: -shares.ticketDiscount,
    net: -shares.net,
    tax: -shares.tax,
    total: -shares.total,
    taxShares: shares.taxAmounts.map(({ code, amount }) => ({ code, amount: -amount })),
    isFee: sold.is_fee,
    feeOf: null,
    saleLine: sold.line,
    restock,
  }
}

/** Everything that may still come back; fees come with their articles. */
export const allReturnable = ({ lines }: ReturnableTicket): PickedLine[] =>
  lines
    .filter(({ returnable, fee_of: feeOf }) => toQuantity(returnable) > 0n && feeOf === null)
    .map(({ line, returnable }) => ({ line, quantity: returnable, restock: true }))

// ——— Where such a ticket comes from ———

/** A ticket of this till, with what it knows of its returns. */
export function returnableOf(ticket: Sale, { returns, account, storeName }: ReturnableFacts): ReturnableTicket {
  const returned = new Map<number, bigint>()
  for (const line of returns.flatMap(({ lines }) => lines)) {
    if (line.sale_line === null) continue
    returned.set(line.sale_line, (returned.get(line.sale_line) ?? 0n) - toQuantity(line.quantity))
  }
  return {
    id: ticket.id,
    reference: ticket.reference,
    store_name: storeName,
    occurred_at: ticket.occurred_at,
    prices_include_tax: ticket.prices_include_tax,
    currency: ticket.currency,
    taxes: ticket.taxes,
    lines: ticket.lines
      .filter((line) => line.kind === 'sale' && toQuantity(line.quantity) > 0n)
      .map((line) => {
        const left = toQuantity(line.quantity) - (returned.get(line.line) ?? 0n)
        return { ...line, returnable: fromQuantity(left > 0n ? left : 0n) }
      }),
    ledger: ledgerOf(account),
  }
}

type ReturnableFacts = {
  /** What came back of the ticket so far. */
  readonly returns: readonly Sale[]
  /** The sale with which its chain of exchanges began, first, and all that followed from it. */
  readonly account: readonly Sale[]
  readonly storeName: string
}

/** What a sale and all that it was exchanged for have taken and given back. */
function ledgerOf([first, ...later]: readonly Sale[]): ReturnLedger {
  if (first === undefined) return { tenders: [], due_before: '0', has_cash: false }
  const minor = (amount: string) => toMinor(amount, first.currency)
  const exact = ({ total, payments }: Sale): LaterTicket => ({
    total: minor(total),
    payments: payments.map(({ method, amount, change }) => ({ method, amount: minor(amount), change: minor(change) })),
  })
  const ledger: TenderLedger = { kept: new Map(), refunded: new Map(), dueBefore: 0n, hasCash: false }
  for (const { method, amount, change } of exact(first).payments) {
    ledger.kept.set(method, (ledger.kept.get(method) ?? 0n) + amount - change)
    if (method === 'cash') ledger.hasCash = true
  }
  for (const ticket of later) enterTicket(ledger, exact(ticket))
  const methods = new Set([...ledger.kept.keys(), ...ledger.refunded.keys()])
  const money = (amount: bigint | undefined) => fromMinor(amount ?? 0n, first.currency)
  return {
    tenders: [...methods].map((method) => ({
      method,
      kept: money(ledger.kept.get(method)),
      refunded: money(ledger.refunded.get(method)),
    })),
    due_before: money(ledger.dueBefore),
    has_cash: ledger.hasCash,
  }
}

/** A ticket of the chain, as the server tells it by its receipt. */
export function returnableOfLookUp(found: LookUpSaleData): ReturnableTicket {
  const tenders = found.tenders.filter(({ method }) => method !== STORE_CREDIT || found.tenders.length === 1)
  return {
    ...found,
    lines: found.lines.filter((line) => line.kind === 'sale' && toQuantity(line.quantity) > 0n),
    ledger: {
      tenders: tenders.map(({ method, refundable }) => ({ method, kept: refundable, refunded: '0' })),
      due_before: '0',
      has_cash: tenders.some(({ method }) => method === 'cash'),
    },
  }
}

export function exactLedger({ tenders, due_before, has_cash }: ReturnLedger, currency: string): TenderLedger {
  const minor = (amount: string) => toMinor(amount, currency)
  return {
    kept: new Map(tenders.map(({ method, kept }) => [method, minor(kept)])),
    refunded: new Map(tenders.map(({ method, refunded }) => [method, minor(refunded)])),
    dueBefore: minor(due_before),
    hasCash: has_cash,
  }
}
