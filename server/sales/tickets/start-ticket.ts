import type { StoreFacts } from '../../stores/index.ts'
import { localTime } from './local-time.ts'
import type { Flag, Ticket, TicketDraft } from './ticket.ts'

/** A time further ahead than this is a wrong clock, not a fast one (architecture, rule 8). */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000

/** A ticket with everything that does not depend on its lines; the rest is filled in by whoever composes it. */
export function startTicket(draft: TicketDraft, store: StoreFacts, registerId: number, now: number): Ticket {
  const occurred = Date.parse(draft.occurredAt)
  const isAhead = occurred > now + CLOCK_TOLERANCE_MS
  const { day, hour } = localTime(store.timeZone, isAhead ? now : occurred)
  const flags: Flag[] = isAhead ? ['clock_skew'] : []
  return {
    storeId: store.id,
    id: draft.id,
    kind: draft.kind === 'return' ? 'return' : 'sale',
    registerId,
    series: 0,
    number: 0,
    sessionId: draft.sessionId,
    deviceId: null,
    cashierId: draft.cashierId,
    customerId: draft.customerId,
    country: null,
    originStoreId: null,
    originSaleId: null,
    occurredAt: new Date(occurred).toISOString(),
    businessDay: day,
    localHour: hour,
    currency: store.currency,
    taxZone: store.taxZone,
    pricesIncludeTax: store.pricesIncludeTax,
    taxExemptionNumber: null,
    subtotal: 0n,
    discountTotal: 0n,
    taxTotal: 0n,
    total: 0n,
    rounding: 0n,
    paid: 0n,
    changeDue: 0n,
    statedTotal: null,
    flags,
    note: draft.note,
    externalId: null,
    actorName: draft.actor.name,
    position: 0,
    previousHash: '',
    hash: '',
    lines: [],
    taxes: [],
    payments: [],
  }
}
