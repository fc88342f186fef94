import { invalid } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import type { CustomerFacts } from './find-customers.ts'
import { moneyText } from './money-text.ts'
import type { SetState } from './set-state.ts'
import type { DraftPayment, Ticket } from './ticket.ts'

const NOBODYS = text(
  'Un crédit en magasin est celui d’un client\u00a0: donnez customer_id.',
  'Store credit is a customer’s: give customer_id.',
)
const AT_MOST = text('Au plus {balance} de crédit.', 'At most {balance} of credit.')

const sumOf = (tenders: readonly DraftPayment[]): bigint =>
  tenders.reduce((sum, { method, amount }) => (method === 'credit' ? sum + amount : sum), 0n)

/** @throws validation_failed naming the tender, when it is in store credit and there is no customer whose it could be */
export function checkCreditHolder(
  tenders: readonly DraftPayment[],
  field: 'payments' | 'refunds',
  customer: CustomerFacts | null,
): void {
  const index = tenders.findIndex(({ method }) => method === 'credit')
  if (index >= 0 && customer === null) throw invalid({ [`${field}.${index}.method`]: NOBODYS })
}

/** @throws insufficient_credit when the payments in store credit are beyond what the customer is still owed */
export function checkCreditBalance(
  payments: readonly DraftPayment[],
  customer: CustomerFacts | null,
  currency: string,
  state: SetState,
): void {
  const paid = sumOf(payments)
  if (paid === 0n || customer === null) return
  const owed = state.creditOf(customer.id, currency)
  if (paid <= owed) return
  const index = payments.findIndex(({ method }) => method === 'credit')
  const values = { balance: moneyText(owed, currency) }
  throw salesErrors.insufficient_credit({ values, fields: { [`payments.${index}.amount`]: fill(AT_MOST, values) } })
}

/** Takes from the customer's credit what a ticket was paid from it, or adds what it gave back: one movement of a ticket. */
export function moveCredit(ticket: Ticket, customer: CustomerFacts | null, state: SetState): void {
  const amount = -sumOf(ticket.payments)
  if (amount !== 0n && customer !== null) state.moveCredit(ticket, customer.id, amount)
}
