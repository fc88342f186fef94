import {
  CASH,
  cashRefundDue,
  currencyDecimals,
  formatDecimal,
  formatQuantity,
  QUANTITY_SCALE,
  returnShares,
} from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { adoptReceipt } from './adopt-receipt.ts'
import type { CustomerFacts } from './find-customers.ts'
import { moneyText } from './money-text.ts'
import { checkCreditHolder, moveCredit } from './move-credit.ts'
import type { SetState } from './set-state.ts'
import { startTicket } from './start-ticket.ts'
import type { PaymentMethod, ReturnDraft, Ticket, TicketLine, TicketTax } from './ticket.ts'

/** The sale that a return takes back, and what earlier returns of it took already; all locked by the caller. */
export type ReturnOrigin = {
  readonly sale: Ticket
  /** Thousandths returned so far, by line number. */
  readonly returned: Map<number, bigint>
  /** What earlier returns were worth, before cash rounding; positive minor units. */
  dueBefore: bigint
  /** What earlier returns gave back, by method; positive minor units. */
  readonly refunded: Map<PaymentMethod, bigint>
}

/** A counter to raise: the store that sold keeps it. */
export type ReturnedQuantity = { storeId: number; saleId: string; lineNumber: number; quantity: bigint }

/** What a return is composed of, beside its draft and its sale. */
export type ReturnScene = {
  readonly store: StoreFacts
  /** To whom a refund in store credit goes. */
  readonly customer: CustomerFacts | null
  readonly state: SetState
  readonly counters: ReturnedQuantity[]
  readonly now: number
  /** When its device was given the series; a program has none. */
  readonly leasedAt?: number | undefined
}

/**
 * Composes a return against its sale: the shares of the sold lines, never a new computation. Refusals come before the
 * first change to the state or to the origin. What a device gave back is given back: beyond what was left, or another sum
 * than is due, it is recorded and flagged.
 *
 * @throws returns_too_much, refund_mismatch, refund_beyond_tender, validation_failed
 */
export function composeReturn(draft: ReturnDraft, origin: ReturnOrigin, scene: ReturnScene): Ticket {
  const { sale } = origin
  const { store, customer, state, counters, now } = scene
  if (sale.currency !== store.currency) {
    throw invalid({ store_id: text('Ce ticket est dans une autre monnaie.', 'This ticket is in another currency.') })
  }
  checkCreditHolder(draft.refunds, 'refunds', customer)
  const registerId = draft.registerId ?? store.virtualRegisterId
  const ticket = startTicket(draft, store, registerId, now, scene.leasedAt)
  ticket.originStoreId = sale.storeId
  ticket.originSaleId = sale.id
  ticket.taxZone = sale.taxZone
  ticket.pricesIncludeTax = sale.pricesIncludeTax
  ticket.country = sale.country
  ticket.taxExemptionNumber = sale.taxExemptionNumber
  ticket.customerId = customer?.id ?? sale.customerId
  const isDevice = draft.device !== null
  const returned = draft.lines.map((line, index) => returnLine(line, origin, index, isDevice))
  ticket.lines = returned.map(({ line }) => line)
  sumUp(ticket, sale)
  ticket.statedTotal = draft.statedTotal
  const beyond = returned.flatMap(({ line, beyond }) => (beyond > 0n ? [describeBeyond(line, beyond)] : []))
  if (beyond.length > 0) state.flag(ticket, 'over_returned', { sale_id: sale.id, lines: beyond })
  if (isDevice) adoptReceipt(ticket, draft, store, state)
  refund(ticket, draft, origin, store, state)
  for (const [index, line] of ticket.lines.entries()) {
    if (line.restock && line.variantId !== null) state.putBack(ticket, line)
    const { quantity } = draft.lines[index] as ReturnDraft['lines'][number]
    const lineNumber = line.originLineNumber as number
    origin.returned.set(lineNumber, (origin.returned.get(lineNumber) ?? 0n) + quantity)
    counters.push({ storeId: sale.storeId, saleId: sale.id, lineNumber, quantity })
  }
  origin.dueBefore -= ticket.total
  for (const { method, amount } of ticket.payments) {
    origin.refunded.set(method, (origin.refunded.get(method) ?? 0n) - amount)
  }
  moveCredit(ticket, customer, state)
  state.seal(ticket, draft)
  return ticket
}

const TOO_MUCH = text('Il ne reste que {remaining} à retourner.', 'Only {remaining} remains to be returned.')

/** What a line gives back, and how much of it is more than was left to be returned: only a device may have done that. */
type ReturnedLine = { line: TicketLine; beyond: bigint }

const describeBeyond = (line: TicketLine, beyond: bigint) => ({
  sale_line: line.originLineNumber,
  name: line.name,
  beyond: formatDecimal(beyond, QUANTITY_SCALE, 0),
})

function returnLine(
  line: ReturnDraft['lines'][number],
  origin: ReturnOrigin,
  index: number,
  isDevice: boolean,
): ReturnedLine {
  const sold = origin.sale.lines.find((candidate) => candidate.lineNumber === line.saleLine)
  if (sold === undefined || sold.kind !== 'sale' || sold.quantity <= 0n) {
    throw invalid({
      [`lines.${index}.sale_line`]: text(
        'Cette ligne n’est pas une ligne vendue de ce ticket.',
        'This is no sold line of this ticket.',
      ),
    })
  }
  const before = origin.returned.get(sold.lineNumber) ?? 0n
  const remaining = sold.quantity - before
  if (line.quantity > remaining && !isDevice) {
    const values = { remaining: text(formatQuantity(remaining, 'fr'), formatQuantity(remaining, 'en')) }
    throw salesErrors.returns_too_much({
      values,
      fields: { [`lines.${index}.quantity`]: fill(TOO_MUCH, values) },
    })
  }
  const shares = returnShares({
    soldQuantity: sold.quantity,
    returnedBefore: before,
    returning: line.quantity,
    pricesIncludeTax: origin.sale.pricesIncludeTax,
    line: {
      gross: sold.printedGross,
      lineDiscount: sold.lineDiscount,
      ticketDiscount: sold.ticketDiscount,
      grossNet: sold.gross,
      discountNet: sold.discount,
      net: sold.net,
      tax: sold.tax,
      total: sold.total,
      cost: sold.cost,
      taxAmounts: sold.taxShares.map((share) => ({ ...share, base: sold.net })),
    },
  })
  const returned: TicketLine = {
    ...sold,
    lineNumber: index + 1,
    kind: 'return',
    quantity: -line.quantity,
    printedGross: -shares.gross,
    lineDiscount: -shares.lineDiscount,
    ticketDiscount: -shares.ticketDiscount,
    gross: -shares.grossNet,
    discount: -shares.discountNet,
    net: -shares.net,
    tax: -shares.tax,
    total: -shares.total,
    // Damaged goods do not come back into stock, so their cost stays spent.
    cost: line.restock ? -shares.cost : 0n,
    taxShares: shares.taxAmounts.map(({ code, amount }) => ({ code, amount: -amount })),
    originLineNumber: sold.lineNumber,
    restock: line.restock,
  }
  const left = remaining > 0n ? remaining : 0n
  return { line: returned, beyond: line.quantity > left ? line.quantity - left : 0n }
}

function sumUp(ticket: Ticket, sale: Ticket): void {
  const taxes = new Map<string, TicketTax>(
    sale.taxes.map((tax) => [tax.code, { code: tax.code, ratePpm: tax.ratePpm, base: 0n, amount: 0n }]),
  )
  for (const line of ticket.lines) {
    ticket.subtotal += line.net
    ticket.discountTotal += line.lineDiscount + line.ticketDiscount
    ticket.taxTotal += line.tax
    ticket.total += line.total
    for (const share of line.taxShares) {
      const tax = taxes.get(share.code)
      if (tax === undefined) continue
      tax.base += line.net
      tax.amount += share.amount
    }
  }
  ticket.taxes = [...taxes.values()].filter((tax) => tax.base !== 0n || tax.amount !== 0n)
}

/**
 * Whoever was paid in cash is refunded in cash after rounding, which may leave nothing to hand over: then no refund in
 * cash need be named.
 */
function refund(ticket: Ticket, draft: ReturnDraft, origin: ReturnOrigin, store: StoreFacts, state: SetState): void {
  const otherNow = sumOf(draft, (method) => method !== CASH)
  const cashNow = sumOf(draft, (method) => method === CASH)
  const beyondTender = findBeyondTender(draft, origin)
  if (beyondTender !== null && draft.device === null) throw refundBeyondTender(beyondTender, store)
  const refundedOther = [...origin.refunded].reduce(
    (sum, [method, amount]) => (method === CASH ? sum : sum + amount),
    0n,
  )
  const due = -ticket.total
  const dueSoFar = origin.dueBefore + due - refundedOther - otherNow
  const cashKept = keptByMethod(origin).get(CASH) ?? 0n
  const cashDue = cashRefundDue({
    dueSoFar,
    cashAlreadyGiven: origin.refunded.get(CASH) ?? 0n,
    cashStep: store.cashStepMinor === null ? null : BigInt(store.cashStepMinor),
    // Only rounding may be lost to this limit; what else is beyond it is owed by another tender.
    ...(dueSoFar <= cashKept && { cashKept }),
  })
  const isWithCash = origin.sale.payments.some(({ method }) => method === CASH)
  const isExact = (cashNow === 0n && otherNow === due) || (isWithCash && otherNow <= due && cashNow === cashDue)
  if (draft.device !== null && (!isExact || beyondTender !== null)) {
    const money = (amount: bigint) => formatDecimal(amount, currencyDecimals(store.currency))
    const known = state.detailsOf(ticket, 'total_differs')
    state.flag(ticket, 'total_differs', { ...known, due: money(due), refunded: money(otherNow + cashNow) })
  } else if (!isExact) {
    const wanted = moneyText(isWithCash && otherNow <= due ? otherNow + cashDue : due, store.currency)
    throw salesErrors.refund_mismatch({ values: { due: wanted }, fields: { refunds: fill(MISMATCH, { wanted }) } })
  }
  ticket.payments = draft.refunds.map(({ method, amount }) => ({ method, amount: -amount, change: 0n }))
  ticket.paid = -(otherNow + cashNow)
  ticket.rounding = ticket.paid - ticket.total
}

const MISMATCH = text('Les remboursements doivent totaliser {wanted}.', 'The refunds must add up to {wanted}.')
const BEYOND_TENDER = text('Au plus {most} sur ce mode de paiement.', 'At most {most} on this payment method.')

/** What the sale kept of each tender: what was handed over, less the change. */
function keptByMethod(origin: ReturnOrigin): Map<PaymentMethod, bigint> {
  const kept = new Map<PaymentMethod, bigint>()
  for (const { method, amount, change } of origin.sale.payments)
    kept.set(method, (kept.get(method) ?? 0n) + amount - change)
  return kept
}

const total = (amounts: ReadonlyMap<PaymentMethod, bigint>): bigint =>
  [...amounts.values()].reduce((sum, amount) => sum + amount, 0n)

/**
 * The first refund beyond what its tender paid and has not given back; null when there is none. Store credit may take the
 * place of any, up to what all of them paid.
 */
function findBeyondTender(draft: ReturnDraft, origin: ReturnOrigin): { index: number; limit: bigint } | null {
  const kept = keptByMethod(origin)
  const wanted = new Map<PaymentMethod, bigint>()
  for (const [index, { method, amount }] of draft.refunds.entries()) {
    wanted.set(method, (wanted.get(method) ?? 0n) + amount)
    const isCredit = method === 'credit'
    const limit = isCredit
      ? total(kept) - total(origin.refunded)
      : (kept.get(method) ?? 0n) - (origin.refunded.get(method) ?? 0n)
    const asked = isCredit ? total(wanted) : (wanted.get(method) as bigint)
    if (asked > limit) return { index, limit: limit > 0n ? limit : 0n }
  }
  return null
}

function refundBeyondTender({ index, limit }: { index: number; limit: bigint }, store: StoreFacts) {
  const most = moneyText(limit, store.currency)
  return salesErrors.refund_beyond_tender({
    values: { limit: most },
    fields: { [`refunds.${index}.amount`]: fill(BEYOND_TENDER, { most }) },
  })
}

const sumOf = (draft: ReturnDraft, counts: (method: PaymentMethod) => boolean): bigint =>
  draft.refunds.reduce((sum, { method, amount }) => (counts(method) ? sum + amount : sum), 0n)
