import { currencyDecimals, formatDecimal, type Settlement, settlePayments } from '../../../rules/index.ts'
import { fill, text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { salesErrors } from '../errors.ts'
import { moneyText } from './money-text.ts'
import type { SetState } from './set-state.ts'
import type { DraftPayment, Ticket } from './ticket.ts'

const NOT_COVERED = text('Il reste {remaining} à payer.', '{remaining} remains to be paid.')
const OVERPAID = text(
  'Les paiements dépassent de {excess} le total de {total}.',
  'The payments exceed the total of {total} by {excess}.',
)

/**
 * Pays a ticket. What a device took is what it took, be it too little or too much: the difference stands as rounding, and
 * is flagged.
 *
 * @throws payments_do_not_cover, overpaid
 */
export function payTicket(ticket: Ticket, payments: readonly DraftPayment[], store: StoreFacts, state: SetState): void {
  const cashStep = store.cashStepMinor === null ? null : BigInt(store.cashStepMinor)
  const settled = settlePayments({ total: ticket.total, payments, cashStep })
  if (ticket.deviceId === null) refuseMispaid(settled, ticket.total, store)
  ticket.paid = settled.paid
  ticket.changeDue = settled.changeDue
  ticket.rounding = settled.paid - settled.changeDue - ticket.total
  ticket.payments = payments.map((payment, index) => ({ ...payment, change: settled.changes[index] ?? 0n }))
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
