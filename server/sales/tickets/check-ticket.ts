import type { Findings } from '../../platform/verification/findings.ts'
import type { StoreFacts } from '../../stores/index.ts'
import type { SalesInvariant } from '../faults/sales-invariants.ts'
import { localTime } from './local-time.ts'
import { referenceOf, type Ticket } from './ticket.ts'

/** How a ticket is called in a list of faults: as people say it, and as programs look it up. */
export const subjectOf = (ticket: Ticket): string => `${referenceOf(ticket)} (${ticket.id})`

/** Checks that a ticket adds up, with nothing but the ticket itself and its store's time zone. */
export function checkTicket(
  ticket: Ticket,
  store: StoreFacts | undefined,
  recordedAt: string,
  findings: Findings<SalesInvariant>,
): void {
  const subject = subjectOf(ticket)
  checkLines(ticket, subject, findings)
  checkSums(ticket, subject, findings)
  checkTaxes(ticket, subject, findings)
  checkPayments(ticket, subject, findings)
  if (store !== undefined) checkDay(ticket, store, recordedAt, subject, findings)
}

function checkLines(ticket: Ticket, subject: string, findings: Findings<SalesInvariant>): void {
  for (const line of ticket.lines) {
    const shares = line.taxShares.reduce((sum, share) => sum + share.amount, 0n)
    findings.check('line_adds_up')
    const isNet = line.net === line.gross - line.discount
    if (isNet && line.total === line.net + line.tax && line.tax === shares) continue
    findings.report('line_adds_up', {
      subject: `${subject}, ${line.lineNumber}`,
      expected: `net ${line.gross - line.discount}, tax ${shares}, total ${line.net + line.tax}`,
      found: `net ${line.net}, tax ${line.tax}, total ${line.total}`,
    })
  }
}

function checkSums(ticket: Ticket, subject: string, findings: Findings<SalesInvariant>): void {
  let net = 0n
  let total = 0n
  let discount = 0n
  for (const line of ticket.lines) {
    net += line.net
    total += line.total
    discount += line.lineDiscount + line.ticketDiscount
  }
  findings.compare('total_is_lines', subject, total, ticket.total)
  findings.compare('total_is_subtotal_and_tax', subject, ticket.subtotal + ticket.taxTotal, ticket.total)
  findings.compare('subtotal_is_lines', subject, net, ticket.subtotal)
  findings.compare('discount_is_lines', subject, discount, ticket.discountTotal)
}

/** Each tax: its base is the net of the lines that carry it, its amount the sum of their shares. */
function checkTaxes(ticket: Ticket, subject: string, findings: Findings<SalesInvariant>): void {
  const summed = new Map<string, { base: bigint; amount: bigint }>()
  for (const line of ticket.lines) {
    for (const { code, amount } of line.taxShares) {
      const sum = summed.get(code) ?? { base: 0n, amount: 0n }
      summed.set(code, { base: sum.base + line.net, amount: sum.amount + amount })
    }
  }
  const describe = (taxes: Iterable<[string, { base: bigint; amount: bigint }]>) =>
    [...taxes]
      .filter(([, { base, amount }]) => base !== 0n || amount !== 0n)
      .map(([code, { base, amount }]) => `${code} ${base} ${amount}`)
      .sort()
      .join(', ')
  const taxTotal = ticket.taxes.reduce((sum, tax) => sum + tax.amount, 0n)
  findings.compare('tax_is_shares', subject, describe(summed), describe(ticket.taxes.map((tax) => [tax.code, tax])))
  findings.compare('tax_total_is_taxes', subject, taxTotal, ticket.taxTotal)
}

function checkPayments(ticket: Ticket, subject: string, findings: Findings<SalesInvariant>): void {
  let paid = 0n
  let change = 0n
  for (const payment of ticket.payments) {
    paid += payment.amount
    change += payment.change
  }
  findings.compare('payments_cover_total', subject, ticket.total + ticket.rounding, paid - change)
  findings.compare('paid_is_payments', subject, `${paid}, ${change}`, `${ticket.paid}, ${ticket.changeDue}`)
}

/**
 * The day and hour are those of the store's clock when the ticket was recorded. A store that was changed since may have
 * had another time zone then: its earlier tickets need only fit a clock that some place on Earth has.
 */
function checkDay(
  ticket: Ticket,
  store: StoreFacts,
  recordedAt: string,
  subject: string,
  findings: Findings<SalesInvariant>,
): void {
  if (ticket.flags.includes('clock_skew')) return
  const { day, hour } = localTime(store.timeZone, Date.parse(ticket.occurredAt))
  const found = `${ticket.businessDay} ${ticket.localHour} h`
  const isOtherZone = recordedAt <= store.updatedAt && fitsSomeClock(ticket)
  findings.compare('business_day_is_local', subject, isOtherZone ? found : `${day} ${hour} h`, found)
}

const HOUR_MS = 60 * 60 * 1000
/** Clocks run from twelve hours behind UTC to fourteen before it; the hour that a ticket names began up to an hour ago. */
const EARLIEST_HOUR_MS = -13 * HOUR_MS
const LATEST_HOUR_MS = 14 * HOUR_MS

function fitsSomeClock({ businessDay, localHour, occurredAt }: Ticket): boolean {
  const distance = Date.parse(businessDay) + localHour * HOUR_MS - Date.parse(occurredAt)
  return distance > EARLIEST_HOUR_MS && distance <= LATEST_HOUR_MS
}
