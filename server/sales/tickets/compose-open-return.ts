import { currencyDecimals } from '../../../rules/index.ts'
import { costOfFoundGoods } from '../../inventory/index.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { adoptReceipt } from './adopt-receipt.ts'
import { checkOpenReturnRight, checkTaxClasses } from './check-rights.ts'
import type { CustomerFacts } from './find-customers.ts'
import { checkCreditHolder, moveCredit } from './move-credit.ts'
import { type Found, type Resolved, resolveReturned, resolveSoldLine } from './resolve-line.ts'
import type { SetState } from './set-state.ts'
import { refundTicket } from './settle-return.ts'
import { certificateOn, flagSold, momentOfPrices, priceSold, type Sold, toTicketLines } from './sold-lines.ts'
import { startTicket } from './start-ticket.ts'
import { sumUp } from './sum-up.ts'
import type { DraftLine, OpenReturnDraft, Ticket, TicketLine } from './ticket.ts'

/** What a return without a receipt is composed of, beside its draft. */
export type OpenReturnScene = {
  readonly store: StoreFacts
  find(line: DraftLine): Found
  /** To whom a refund in store credit goes. */
  readonly customer: CustomerFacts | null
  readonly state: SetState
  readonly now: number
  /** When its device was given the series; a program has none. */
  readonly leasedAt?: number | undefined
}

/**
 * Composes a return without a receipt: what comes back is priced and taxed as if it were sold now, and given back by any
 * tender. What a device gave back in this way is recorded, and somebody looks at it.
 *
 * @throws forbidden, approval_required, approval_used, approval_expired, validation_failed, refund_mismatch
 */
export function composeOpenReturn(draft: OpenReturnDraft, scene: OpenReturnScene): Ticket {
  const { store, customer, state, now } = scene
  const isDevice = draft.device !== null
  const approvals = state.approvals.namedBy(draft, now)
  checkCreditHolder(draft.refunds, 'refunds', customer)
  const returned = resolveLines(draft, scene)
  const ticket = startTicket(draft, store, draft.registerId ?? store.virtualRegisterId, now, scene.leasedAt)
  ticket.customerId = customer?.id ?? null
  ticket.country = customer?.country ?? null
  ticket.taxExemptionNumber = certificateOn(ticket.businessDay, customer)
  const isExempt = ticket.taxExemptionNumber !== null
  const priced = priceSold(returned, { store, isExempt, discount: null })
  ticket.lines = toTicketLines(priced, returned, 0).map((line, index) => ({
    ...takenBack(line),
    restock: draft.lines[index]?.restock ?? true,
  }))
  sumUp(ticket, priced.taxes, [])
  if (!isDevice) checkTaxClasses(draft.actor, returned)
  if (!isDevice) checkOpenReturnRight(draft.actor, -ticket.total, approvals)
  ticket.statedTotal = draft.statedTotal
  flagSold(
    ticket,
    ticket.lines.map((line, index) => ({ line, made: returned[index] as Sold })),
    state,
  )
  if (isDevice) {
    state.flag(ticket, 'no_receipt')
    adoptReceipt(ticket, draft, store, state)
  }
  refundTicket(ticket, draft.refunds, null, store, state)
  putOnShelf(ticket, returned, state)
  moveCredit(ticket, customer, state)
  state.approvals.use(ticket, draft, approvals)
  state.seal(ticket, draft)
  return ticket
}

function resolveLines(draft: OpenReturnDraft, { store, find, now }: OpenReturnScene): Sold[] {
  const at = momentOfPrices(draft, now)
  return draft.lines.map((line, index) => {
    const path = `lines.${index}`
    const found = find(line)
    const resolved: Resolved =
      draft.device === null
        ? resolveReturned(line, found, store, at, path)
        : resolveSoldLine(line, found.article, store, at)
    return { ...resolved, path, feeOf: line.feeOf }
  })
}

/** A line that is sold, taken back. */
const takenBack = (line: TicketLine): TicketLine => ({
  ...line,
  kind: 'return',
  quantity: -line.quantity,
  printedGross: -line.printedGross,
  lineDiscount: -line.lineDiscount,
  ticketDiscount: -line.ticketDiscount,
  gross: -line.gross,
  discount: -line.discount,
  net: -line.net,
  tax: -line.tax,
  total: -line.total,
  taxShares: line.taxShares.map(({ code, amount }) => ({ code, amount: -amount })),
})

/** Goods that nobody knows the cost of cost what those on the shelf do; damaged ones do not come back there. */
function putOnShelf(ticket: Ticket, returned: readonly Sold[], state: SetState): void {
  const decimals = currencyDecimals(ticket.currency)
  for (const [index, line] of ticket.lines.entries()) {
    const article = returned[index]?.article
    if (!line.restock || article == null) continue
    const level = state.level(ticket.storeId, article.variantId)
    if (level === undefined) throw new Error(`The level of variant ${article.variantId} was not locked`)
    line.cost = -costOfFoundGoods({ ...level, quantity: -line.quantity, fallbackUnitCost: article.cost, decimals })
    state.putBack(ticket, line)
  }
}
