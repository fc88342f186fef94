import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import type { NewEvent } from '../../platform/events/record-events.ts'
import { referenceOf, type Ticket } from '../tickets/ticket.ts'
import type { SetRecord } from '../tills/till-record.ts'

/** What is told of a set: a sale or a return for each of its tickets. A history, which happened long ago, is not news. */
export const eventsOf = (records: readonly SetRecord[]): NewEvent[] =>
  records.flatMap(({ ticket, settled }) => (ticket === null || settled === 'all' ? [] : [eventOf(ticket)]))

const eventOf = (ticket: Ticket): NewEvent => ({
  type: ticket.kind === 'sale' ? 'sale.completed' : 'sale.returned',
  storeId: ticket.storeId,
  permission: 'sales.view',
  data: {
    id: ticket.id,
    reference: referenceOf(ticket),
    register_id: ticket.registerId,
    session_id: ticket.sessionId,
    cashier_id: ticket.cashierId,
    occurred_at: ticket.occurredAt,
    business_day: ticket.businessDay,
    currency: ticket.currency,
    total: formatDecimal(ticket.total, currencyDecimals(ticket.currency)),
    flags: ticket.flags,
  },
})
