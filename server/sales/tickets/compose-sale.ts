import {
  currencyDecimals,
  formatDecimal,
  type PricedLine,
  type PricedTicket,
  priceTicket,
  type Settlement,
  settlePayments,
} from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { adoptReceipt, amountsOf } from './adopt-receipt.ts'
import { checkDiscountRight, checkPriceRight } from './check-rights.ts'
import { checkStock, planConsumption } from './check-stock.ts'
import type { CustomerFacts } from './find-customers.ts'
import { moneyText } from './money-text.ts'
import { checkCreditBalance, checkCreditHolder, moveCredit } from './move-credit.ts'
import { codeOf, describeLine, type Found, type Resolved, resolveLine, resolveSoldLine } from './resolve-line.ts'
import type { SetState } from './set-state.ts'
import { startTicket } from './start-ticket.ts'
import { type DraftLine, LARGEST_LINE_MINOR, type SaleDraft, type Ticket, type TicketLine } from './ticket.ts'

/** What a sale is composed of, beside its draft. */
export type SaleScene = {
  readonly store: StoreFacts
  find(line: DraftLine): Found
  /** null: nobody; undefined: one whom nobody knows, which only a device may name. */
  readonly customer: CustomerFacts | null | undefined
  readonly state: SetState
  readonly now: number
  /** When its device was given the series; a program has none. */
  readonly leasedAt?: number | undefined
}

/**
 * Prices a new sale, takes its articles out of stock and seals it. Every refusal comes before the first change to the
 * state, so a refused sale leaves no trace in its set. What a device sold took real money already: its receipt is what
 * is recorded, and where we would have computed something else, it is flagged.
 *
 * @throws forbidden, validation_failed, payments_do_not_cover, overpaid, insufficient_credit, reservation_ended,
 *   not_enough_stock
 */
export function composeSale(draft: SaleDraft, scene: SaleScene): Ticket {
  const { store, state, now } = scene
  const isDevice = draft.device !== null
  const customer = scene.customer ?? null
  if (!isDevice) checkDiscountRight(draft)
  checkCreditHolder(draft.payments, 'payments', customer)
  const decimals = currencyDecimals(store.currency)
  // A clock that is ahead does not bring tomorrow's price.
  const at = Math.min(Date.parse(draft.occurredAt), now)
  const resolved = draft.lines.map((line, index) => {
    const found = scene.find(line)
    return isDevice
      ? resolveSoldLine(line, found.article, store, at)
      : resolveLine(line, found, store, at, `lines.${index}`)
  })
  const overridden = resolved.findIndex(({ isOverridden }) => isOverridden)
  if (overridden >= 0 && !isDevice) checkPriceRight(draft.actor, overridden)
  const ticket = startTicket(draft, store, draft.registerId ?? store.virtualRegisterId, now, scene.leasedAt)
  ticket.country = customer?.country ?? null
  ticket.taxExemptionNumber = certificateOn(ticket.businessDay, customer)
  const priced = priceTicket({
    decimals,
    pricesIncludeTax: store.pricesIncludeTax,
    taxExempt: ticket.taxExemptionNumber !== null,
    lines: resolved.map(({ line, quantity, unitPrice, taxes }) => ({
      quantity,
      unitPrice,
      discount: line.discount,
      taxes,
    })),
    discount: draft.discount,
  })
  checkSize(priced)
  ticket.subtotal = priced.subtotal
  ticket.discountTotal = priced.discountTotal
  ticket.taxTotal = priced.taxTotal
  ticket.total = priced.total
  ticket.taxes = priced.taxes
  ticket.lines = priced.lines.map((line, index) => toTicketLine(line, resolved[index] as Resolved, index + 1))
  ticket.statedTotal = draft.statedTotal
  // Nobody can ask them any more: the sale stays, without a name.
  if (scene.customer === undefined) state.flag(ticket, 'unknown_customer', { customer_id: draft.customerId })
  ticket.customerId = customer?.id ?? null
  flagLines(ticket, resolved, state)
  if (isDevice) adoptReceipt(ticket, draft, store, state)
  else if (draft.statedTotal !== null && draft.statedTotal !== priced.total) {
    state.flag(ticket, 'total_differs', amountsOf(ticket.total, ticket.taxes, decimals, draft.statedTotal))
  }
  pay(ticket, draft, store, state)
  // Store credit is spent online only, by a device too: nobody spends it twice.
  checkCreditBalance(draft.payments, customer, store.currency, state)
  const consumptions = planConsumption(draft, ticket, state)
  checkStock(draft, ticket, consumptions, state)
  for (const taken of consumptions) state.consume(taken)
  takeFromStock(ticket, resolved, state, decimals)
  moveCredit(ticket, customer, state)
  state.seal(ticket, draft)
  return ticket
}

/** The number of the certificate that holds on this day of the store's calendar. */
function certificateOn(day: string, customer: CustomerFacts | null): string | null {
  const { number = null, expiresOn = null } = customer?.exemption ?? {}
  return expiresOn === null || expiresOn >= day ? number : null
}

function flagLines(ticket: Ticket, resolved: readonly Resolved[], state: SetState): void {
  const linesWhere = (holds: (line: Resolved) => boolean) =>
    resolved.flatMap((line, index) => (holds(line) ? [{ line: index + 1, ...describeLine(line) }] : []))
  const differing = linesWhere(({ differs }) => differs)
  if (differing.length > 0) state.flag(ticket, 'price_differs', { lines: differing })
  const unknown = linesWhere(({ isUnknown }) => isUnknown)
  if (unknown.length > 0) state.flag(ticket, 'unknown_article', { lines: unknown })
}

function checkSize(priced: PricedTicket): void {
  for (const [index, line] of priced.lines.entries()) {
    if (line.gross <= LARGEST_LINE_MINOR && line.total <= LARGEST_LINE_MINOR) continue
    throw invalid({
      [`lines.${index}.quantity`]: text(
        'Le montant de cette ligne est trop grand.',
        'The amount of this line is too large.',
      ),
    })
  }
}

const NOT_COVERED = text('Il reste {remaining} à payer.', '{remaining} remains to be paid.')
const OVERPAID = text(
  'Les paiements dépassent de {excess} le total de {total}.',
  'The payments exceed the total of {total} by {excess}.',
)

/** What a device took is what it took, be it too little or too much: the difference stands as rounding, and is flagged. */
function pay(ticket: Ticket, draft: SaleDraft, store: StoreFacts, state: SetState): void {
  const cashStep = store.cashStepMinor === null ? null : BigInt(store.cashStepMinor)
  const settled = settlePayments({ total: ticket.total, payments: draft.payments, cashStep })
  if (draft.device === null) refuseMispaid(settled, ticket.total, store)
  ticket.paid = settled.paid
  ticket.changeDue = settled.changeDue
  ticket.rounding = settled.paid - settled.changeDue - ticket.total
  ticket.payments = draft.payments.map((payment, index) => ({ ...payment, change: settled.changes[index] ?? 0n }))
  if (settled.isCovered && settled.overpaid === 0n) return
  const money = (amount: bigint) => formatDecimal(amount, currencyDecimals(store.currency))
  state.flag(ticket, 'total_differs', {
    ...state.detailsOf(ticket, 'total_differs'),
    paid: money(ticket.paid),
    total: money(ticket.total),
  })
}

function refuseMispaid(settled: Settlement, total: bigint, store: StoreFacts): void {
  if (!settled.isCovered) {
    const values = { remaining: moneyText(settled.remaining, store.currency) }
    throw salesErrors.payments_do_not_cover({ values, fields: { payments: fill(NOT_COVERED, values) } })
  }
  if (settled.overpaid > 0n) {
    const values = {
      excess: moneyText(settled.overpaid, store.currency),
      total: moneyText(total, store.currency),
    }
    throw salesErrors.overpaid({ values, fields: { payments: fill(OVERPAID, values) } })
  }
}

function toTicketLine(priced: PricedLine, resolved: Resolved, lineNumber: number): TicketLine {
  const { line, article } = resolved
  return {
    lineNumber,
    kind: 'sale',
    variantId: article?.variantId ?? null,
    productId: article?.productId ?? null,
    categoryId: article?.categoryId ?? null,
    sku: article?.sku ?? null,
    name: line.description ?? article?.name ?? codeOf(line),
    categoryName: article?.categoryName ?? null,
    taxClass: resolved.taxClass,
    quantity: resolved.quantity,
    unitPrice: resolved.unitPrice,
    printedGross: priced.gross,
    lineDiscount: priced.lineDiscount,
    ticketDiscount: priced.ticketDiscount,
    gross: priced.grossNet,
    discount: priced.discountNet,
    net: priced.net,
    tax: priced.tax,
    total: priced.total,
    cost: 0n,
    taxShares: priced.taxAmounts,
    originLineNumber: null,
    restock: true,
  }
}

function takeFromStock(ticket: Ticket, resolved: readonly Resolved[], state: SetState, decimals: number): void {
  let isBelowZero = false
  for (const [index, { article }] of resolved.entries()) {
    if (article === null) continue
    const line = ticket.lines[index] as TicketLine
    if (state.takeOut(ticket, line, article.cost, decimals)) isBelowZero = true
  }
  if (isBelowZero) state.flag(ticket, 'stock_negative')
}
