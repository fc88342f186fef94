import { currencyDecimals, lineAmount } from '../../../rules/index.ts'
import type { ArticleFacts } from '../../catalog/index.ts'
import type { StoreFacts } from '../../stores/index.ts'
import type { SetState } from './set-state.ts'
import { startTicket } from './start-ticket.ts'
import type { HistoryDraft, HistoryLine, Ticket, TicketLine } from './ticket.ts'

/**
 * Composes a past ticket with the amounts of its history: nothing is priced or taxed again. A ticket of which every line
 * takes goods back is a return. Without stock movements a line costs what its article costs today.
 */
export function composeHistory(
  draft: HistoryDraft,
  store: StoreFacts,
  registerId: number,
  articles: ReadonlyMap<number, ArticleFacts>,
  state: SetState,
  now: number,
): Ticket {
  const decimals = currencyDecimals(store.currency)
  const ticket = startTicket(draft, store, registerId, now)
  ticket.kind = draft.lines.every((line) => line.kind === 'return') ? 'return' : 'sale'
  ticket.externalId = draft.externalId
  ticket.country = draft.country
  ticket.lines = draft.lines.map((line, index) => historyLine(line, index + 1, articles, decimals))
  for (const line of ticket.lines) ticket.total += line.total
  ticket.subtotal = ticket.total
  ticket.paid = ticket.total
  ticket.payments = [{ method: draft.paymentMethod, amount: ticket.total, change: 0n }]
  if (draft.movesStock) moveStock(ticket, articles, state, decimals)
  state.seal(ticket, draft, 'all')
  return ticket
}

function historyLine(
  line: HistoryLine,
  lineNumber: number,
  articles: ReadonlyMap<number, ArticleFacts>,
  decimals: number,
): TicketLine {
  const article = line.variantId === null ? undefined : articles.get(line.variantId)
  return {
    lineNumber,
    kind: line.kind,
    variantId: article?.variantId ?? null,
    productId: article?.productId ?? null,
    categoryId: article?.categoryId ?? null,
    sku: line.sku ?? article?.sku ?? null,
    name: article?.name ?? line.description,
    categoryName: article?.categoryName ?? null,
    taxClass: article?.taxClass ?? 'standard',
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    printedGross: line.amount,
    lineDiscount: 0n,
    ticketDiscount: 0n,
    gross: line.amount,
    discount: 0n,
    net: line.amount,
    tax: 0n,
    total: line.amount,
    cost: article === undefined || line.kind === 'adjustment' ? 0n : lineAmount(line.quantity, article.cost, decimals),
    taxShares: [],
    isFee: false,
    feeOf: null,
    originLineNumber: null,
    restock: true,
  }
}

function moveStock(
  ticket: Ticket,
  articles: ReadonlyMap<number, ArticleFacts>,
  state: SetState,
  decimals: number,
): void {
  for (const line of ticket.lines) {
    const article = line.variantId === null ? undefined : articles.get(line.variantId)
    if (article === undefined || line.kind === 'adjustment' || line.quantity === 0n) continue
    if (line.quantity > 0n) state.takeOut(ticket, line, article.cost, decimals)
    else state.putBack(ticket, line)
  }
}
