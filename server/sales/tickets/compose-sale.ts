import { currencyDecimals } from '../../../rules/index.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { adoptReceipt, amountsOf } from './adopt-receipt.ts'
import { checkRights, flagUnapproved } from './check-rights.ts'
import { checkStock, planConsumption } from './check-stock.ts'
import type { CustomerFacts } from './find-customers.ts'
import { checkCreditBalance, checkCreditHolder, moveCredit } from './move-credit.ts'
import { payTicket } from './pay-ticket.ts'
import type { Found } from './resolve-line.ts'
import type { SetState } from './set-state.ts'
import {
  certificateOn,
  flagSold,
  momentOfPrices,
  priceSold,
  resolveSold,
  soldLinesOn,
  takeFromStock,
  toTicketLines,
} from './sold-lines.ts'
import { startTicket } from './start-ticket.ts'
import type { DraftLine, SaleDraft, Ticket } from './ticket.ts'

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
 * @throws forbidden, approval_required, approval_used, approval_expired, validation_failed, payments_do_not_cover, overpaid, insufficient_credit, reservation_ended,
 *   not_enough_stock
 */
export function composeSale(draft: SaleDraft, scene: SaleScene): Ticket {
  const { store, state, now, find } = scene
  const isDevice = draft.device !== null
  const customer = scene.customer ?? null
  const approvals = state.approvals.namedBy(draft, now)
  checkCreditHolder(draft.payments, 'payments', customer)
  const sold = resolveSold(draft.lines, { store, find, at: momentOfPrices(draft, now), isDevice, path: 'lines' })
  const ticket = startTicket(draft, store, draft.registerId ?? store.virtualRegisterId, now, scene.leasedAt)
  ticket.country = customer?.country ?? null
  ticket.taxExemptionNumber = certificateOn(ticket.businessDay, customer)
  const isExempt = ticket.taxExemptionNumber !== null
  const priced = priceSold(sold, { store, isExempt, discount: draft.discount })
  if (!isDevice) checkRights(draft, sold, { priced, currency: ticket.currency }, approvals)
  ticket.subtotal = priced.subtotal
  ticket.discountTotal = priced.discountTotal
  ticket.taxTotal = priced.taxTotal
  ticket.total = priced.total
  ticket.taxes = priced.taxes
  ticket.lines = toTicketLines(priced, sold, 0)
  ticket.statedTotal = draft.statedTotal
  // Nobody can ask them any more: the sale stays, without a name.
  if (scene.customer === undefined) state.flag(ticket, 'unknown_customer', { customer_id: draft.customerId })
  ticket.customerId = customer?.id ?? null
  let lines = soldLinesOn(ticket, sold)
  flagSold(ticket, lines, state)
  if (isDevice) {
    flagUnapproved(ticket, draft, { sold, priced, state })
    adoptReceipt(ticket, draft, store, state)
    lines = soldLinesOn(ticket, sold)
  } else if (draft.statedTotal !== null && draft.statedTotal !== priced.total) {
    const decimals = currencyDecimals(store.currency)
    state.flag(ticket, 'total_differs', amountsOf(ticket.total, ticket.taxes, decimals, draft.statedTotal))
  }
  payTicket(ticket, draft.payments, store, state)
  // Store credit is spent online only, by a device too: nobody spends it twice.
  checkCreditBalance(draft.payments, customer, store.currency, state)
  const consumptions = planConsumption(draft, lines, state)
  checkStock(draft, lines, consumptions, state)
  for (const taken of consumptions) state.consume(taken)
  takeFromStock(ticket, lines, state)
  moveCredit(ticket, customer, state)
  state.approvals.use(ticket, draft, approvals)
  state.seal(ticket, draft)
  return ticket
}
