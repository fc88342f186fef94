import { enterTicket, formatDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { adoptReceipt } from './adopt-receipt.ts'
import { checkRights, checkSellRight, flagUnapproved } from './check-rights.ts'
import { checkStock, planConsumption } from './check-stock.ts'
import type { CustomerFacts } from './find-customers.ts'
import { checkCreditBalance, checkCreditHolder, moveCredit } from './move-credit.ts'
import type { Found } from './resolve-line.ts'
import type { ReturnOrigin } from './return-origins.ts'
import { type ReturnedLine, returnLines } from './returned-lines.ts'
import type { SetState } from './set-state.ts'
import { settleReturn } from './settle-return.ts'
import {
  certificateOn,
  flagSold,
  momentOfPrices,
  priceSold,
  resolveSold,
  type Sold,
  soldLinesOn,
  takeFromStock,
  toTicketLines,
} from './sold-lines.ts'
import { startTicket } from './start-ticket.ts'
import { sumUp } from './sum-up.ts'
import { type DraftLine, type ReceiptReturnDraft, rootIdOf, type Ticket } from './ticket.ts'

/** A counter to raise: the store that sold keeps it. */
export type ReturnedQuantity = { storeId: number; saleId: string; lineNumber: number; quantity: bigint }

/** What a return is composed of, beside its draft and its sale. */
export type ReturnScene = {
  readonly store: StoreFacts
  find(line: DraftLine): Found
  /** To whom a refund in store credit goes, and who buys in exchange. */
  readonly customer: CustomerFacts | null
  /** Whether its device has named somebody else, or one whom nobody knows. */
  readonly isOfAnother: boolean
  readonly state: SetState
  readonly counters: ReturnedQuantity[]
  readonly now: number
  /** When its device was given the series; a program has none. */
  readonly leasedAt?: number | undefined
}

/**
 * Composes a return against its receipt: the shares of the sold lines, never a new computation; and what is bought in
 * exchange, priced and taxed as a sale is. Refusals come before the first change to the state or to the origin. What a
 * device gave back is given back: beyond what was left, or another sum than is due, it is recorded and flagged.
 *
 * @throws forbidden, approval_required, approval_used, approval_expired, validation_failed, returns_too_much, refund_mismatch, refund_beyond_tender, payments_do_not_cover,
 *   overpaid, insufficient_credit, reservation_ended, not_enough_stock
 */
export function composeReturn(draft: ReceiptReturnDraft, origin: ReturnOrigin, scene: ReturnScene): Ticket {
  const { sale } = origin
  const { store, customer, state, now } = scene
  const isDevice = draft.device !== null
  if (sale.currency !== store.currency) throw invalid({ store_id: OTHER_CURRENCY })
  const approvals = state.approvals.namedBy(draft, now)
  checkCreditHolder(draft.refunds, 'refunds', customer)
  checkCreditHolder(draft.payments, 'payments', customer)
  const sold = resolveExchange(draft, sale, scene)
  const ticket = startReturn(draft, sale, scene)
  const returned = returnLines(draft, origin)
  ticket.lines = returned.map(({ line }) => line)
  const priced = priceExchange(ticket, sold, draft, scene)
  if (!isDevice) checkRights(draft, sold, { priced, currency: ticket.currency }, approvals)
  sumUp(ticket, sale.taxes, priced.taxes)
  ticket.statedTotal = draft.statedTotal
  flagBeyond(ticket, returned, state)
  if (scene.isOfAnother) {
    state.flag(ticket, 'unknown_customer', { customer_id: draft.customerId, sale_customer_id: sale.customerId })
  }
  flagSold(ticket, soldLinesOn(ticket, sold), state)
  if (isDevice) flagUnapproved(ticket, draft, { sold, priced, state })
  if (isDevice) adoptReceipt(ticket, draft, store, state)
  settleReturn(ticket, draft, origin.tenders, store, state)
  checkCreditBalance(draft.payments, customer, store.currency, state)
  const lines = soldLinesOn(ticket, sold)
  const consumptions = planConsumption(draft, lines, state)
  checkStock(draft, lines, consumptions, state, comingBack(ticket))
  for (const line of ticket.lines) {
    if (line.kind === 'return' && line.restock && line.variantId !== null) state.putBack(ticket, line)
  }
  for (const taken of consumptions) state.consume(taken)
  takeFromStock(ticket, lines, state)
  countReturned(ticket, origin, scene.counters)
  enterTicket(origin.tenders, ticket)
  moveCredit(ticket, customer, state)
  state.approvals.use(ticket, draft, approvals)
  state.seal(ticket, draft)
  return ticket
}

const OTHER_CURRENCY = text('Ce ticket est dans une autre monnaie.', 'This ticket is in another currency.')
const OTHER_PRICES = text(
  'Les prix de ce magasin ne comprennent pas les taxes comme ceux de ce ticket\u00a0: reprenez les articles, puis faites une vente.',
  'The prices of this store do not include tax as those of this ticket do: take the goods back, then make a sale.',
)

function resolveExchange(draft: ReceiptReturnDraft, sale: Ticket, { store, find, now }: ReturnScene): Sold[] {
  const { exchangeLines: lines, device } = draft
  const isDevice = device !== null
  if (lines.length === 0) return []
  if (!isDevice) {
    checkSellRight(draft.actor)
    if (sale.pricesIncludeTax !== store.pricesIncludeTax) throw invalid({ exchange_lines: OTHER_PRICES })
  }
  return resolveSold(lines, { store, find, at: momentOfPrices(draft, now), isDevice, path: 'exchange_lines' })
}

function startReturn(draft: ReceiptReturnDraft, sale: Ticket, { store, customer, now, leasedAt }: ReturnScene): Ticket {
  const ticket = startTicket(draft, store, draft.registerId ?? store.virtualRegisterId, now, leasedAt)
  const rootId = rootIdOf(sale)
  ticket.originStoreId = sale.storeId
  ticket.originSaleId = sale.id
  ticket.rootSaleId = rootId === sale.id ? null : rootId
  ticket.taxZone = sale.taxZone
  ticket.pricesIncludeTax = sale.pricesIncludeTax
  ticket.country = sale.country
  ticket.taxExemptionNumber = sale.taxExemptionNumber
  ticket.customerId = customer?.id ?? sale.customerId
  return ticket
}

/** Adds what is bought in exchange to the lines of a return, at the prices and taxes of the store that sells it. */
function priceExchange(ticket: Ticket, sold: readonly Sold[], draft: ReceiptReturnDraft, scene: ReturnScene) {
  const certificate = sold.length === 0 ? null : certificateOn(ticket.businessDay, scene.customer)
  const priced = priceSold(sold, {
    store: scene.store,
    isExempt: certificate !== null,
    discount: draft.discount,
  })
  ticket.taxExemptionNumber = certificate ?? ticket.taxExemptionNumber
  if (sold.length > 0) ticket.taxZone = scene.store.taxZone
  ticket.lines.push(...toTicketLines(priced, sold, ticket.lines.length))
  return priced
}

function flagBeyond(ticket: Ticket, returned: readonly ReturnedLine[], state: SetState): void {
  const lines = returned
    .filter(({ beyond }) => beyond > 0n)
    .map(({ line, beyond }) => ({
      sale_line: line.originLineNumber,
      name: line.name,
      beyond: formatDecimal(beyond, QUANTITY_SCALE, 0),
    }))
  if (lines.length > 0) state.flag(ticket, 'over_returned', { sale_id: ticket.originSaleId, lines })
}

/** What the ticket puts on the shelf before it takes from it, by variant. */
function comingBack({ lines }: Ticket): ReadonlyMap<number, bigint> {
  const back = new Map<number, bigint>()
  for (const { kind, restock, variantId, quantity } of lines) {
    if (kind === 'return' && restock && variantId !== null) back.set(variantId, (back.get(variantId) ?? 0n) - quantity)
  }
  return back
}

function countReturned(ticket: Ticket, { sale, returned }: ReturnOrigin, counters: ReturnedQuantity[]): void {
  for (const { originLineNumber: lineNumber, quantity } of ticket.lines) {
    if (lineNumber === null) continue
    returned.set(lineNumber, (returned.get(lineNumber) ?? 0n) - quantity)
    counters.push({ storeId: sale.storeId, saleId: sale.id, lineNumber, quantity: -quantity })
  }
}
