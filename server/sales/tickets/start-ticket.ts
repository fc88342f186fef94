import type { StoreFacts } from '../../stores/index.ts'
import { sessionKeyOf } from '../sessions/session-key.ts'
import { businessTime } from './local-time.ts'
import type { Flag, Ticket, TicketDraft } from './ticket.ts'

/**
 * A ticket with everything that does not depend on its lines; the rest is filled in by whoever composes it.
 *
 * @param notBefore when the draft's device was given its series: a clock that says earlier is wrong as well
 */
export function startTicket(
  draft: TicketDraft,
  store: StoreFacts,
  registerId: number,
  now: number,
  notBefore?: number,
): Ticket {
  const { day, hour, isSkewed } = businessTime(store.timeZone, draft.occurredAt, now, notBefore)
  const flags: Flag[] = isSkewed ? ['clock_skew'] : []
  return {
    storeId: store.id,
    id: draft.id,
    kind: draft.kind === 'return' ? 'return' : 'sale',
    registerId,
    series: 0,
    number: 0,
    sessionId: sessionKeyOf(draft, store, now).id,
    deviceId: draft.device?.deviceId ?? null,
    cashierId: draft.cashierId,
    customerId: draft.customerId,
    country: null,
    originStoreId: null,
    originSaleId: null,
    rootSaleId: null,
    occurredAt: new Date(draft.occurredAt).toISOString(),
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
    approvals: [],
    isTraining: false,
    recordHash: null,
    position: 0,
    previousHash: '',
    hash: '',
    lines: [],
    taxes: [],
    payments: [],
  }
}
