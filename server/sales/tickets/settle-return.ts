import { currencyDecimals, formatDecimal, settleRefunds, type TenderLedger } from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { moneyText } from './money-text.ts'
import { payTicket } from './pay-ticket.ts'
import type { SetState } from './set-state.ts'
import type { DraftPayment, Ticket } from './ticket.ts'

const NOTHING_TO_REFUND = text(
  'Ce ticket est à payer\u00a0: rien n’est à rembourser.',
  'This ticket is to be paid: nothing is to be given back.',
)
const NOTHING_TO_PAY = text(
  'Rien n’est à payer sur ce ticket\u00a0: donnez seulement des remboursements.',
  'Nothing is to be paid on this ticket: give refunds only.',
)
const MISMATCH = text('Les remboursements doivent totaliser {wanted}.', 'The refunds must add up to {wanted}.')
const BEYOND_TENDER = text('Au plus {most} sur ce mode de paiement.', 'At most {most} on this payment method.')

type Tenders = { readonly payments: readonly DraftPayment[]; readonly refunds: readonly DraftPayment[] }

/**
 * Settles a ticket that takes goods back and may sell others: the one who owes pays. What a device moved in both
 * directions was moved, and is flagged.
 *
 * @throws validation_failed, payments_do_not_cover, overpaid, refund_mismatch, refund_beyond_tender
 */
export function settleReturn(
  ticket: Ticket,
  { payments, refunds }: Tenders,
  ledger: TenderLedger,
  store: StoreFacts,
  state: SetState,
): void {
  const isOwed = ticket.total > 0n
  const wrongWay = (isOwed ? refunds : payments).filter(({ amount }) => amount > 0n)
  if (wrongWay.length > 0 && ticket.deviceId === null) {
    throw invalid(isOwed ? { refunds: NOTHING_TO_REFUND } : { payments: NOTHING_TO_PAY })
  }
  if (isOwed) payTicket(ticket, payments, store, state)
  else refundTicket(ticket, refunds, ledger, store, state)
  if (wrongWay.length === 0) return
  const sign = isOwed ? -1n : 1n
  for (const { method, amount } of wrongWay) ticket.payments.push({ method, amount: sign * amount, change: 0n })
  ticket.paid = ticket.payments.reduce((sum, { amount }) => sum + amount, 0n)
  ticket.rounding = ticket.paid - ticket.changeDue - ticket.total
  const money = (amount: bigint) => formatDecimal(amount, currencyDecimals(store.currency))
  const known = state.detailsOf(ticket, 'total_differs')
  state.flag(ticket, 'total_differs', {
    ...known,
    total: money(ticket.total),
    paid: money(ticket.paid - ticket.changeDue),
  })
}

/**
 * Gives back what a ticket owes. Whoever was paid in cash is refunded in cash after rounding, which may leave nothing to
 * hand over: then no refund in cash need be named.
 *
 * @param ledger what paid; null for a return without a receipt
 * @throws refund_mismatch, refund_beyond_tender
 */
export function refundTicket(
  ticket: Ticket,
  refunds: readonly DraftPayment[],
  ledger: TenderLedger | null,
  store: StoreFacts,
  state: SetState,
): void {
  const due = -ticket.total
  const cashStep = store.cashStepMinor === null ? null : BigInt(store.cashStepMinor)
  const { given, isExact, wanted, beyond } = settleRefunds({ due, refunds, ledger, cashStep })
  if (ticket.deviceId === null) {
    if (beyond !== null) throw refundBeyondTender(beyond, store)
    if (!isExact) throw refundMismatch(wanted, store)
  } else if (!isExact || beyond !== null) {
    const money = (amount: bigint) => formatDecimal(amount, currencyDecimals(store.currency))
    const known = state.detailsOf(ticket, 'total_differs')
    state.flag(ticket, 'total_differs', { ...known, due: money(due), refunded: money(given) })
  }
  ticket.payments = refunds.map(({ method, amount }) => ({ method, amount: -amount, change: 0n }))
  ticket.paid = -given
  ticket.rounding = ticket.paid - ticket.total
}

function refundMismatch(amount: bigint, store: StoreFacts) {
  const wanted = moneyText(amount, store.currency)
  return salesErrors.refund_mismatch({ values: { due: wanted }, fields: { refunds: fill(MISMATCH, { wanted }) } })
}

function refundBeyondTender({ index, limit }: { index: number; limit: bigint }, store: StoreFacts) {
  const most = moneyText(limit, store.currency)
  return salesErrors.refund_beyond_tender({
    values: { limit: most },
    fields: { [`refunds.${index}.amount`]: fill(BEYOND_TENDER, { most }) },
  })
}
