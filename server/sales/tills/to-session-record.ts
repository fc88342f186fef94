import type { SessionRecord } from '../sessions/session-record.ts'
import type { EventDraft, TillRecord } from './till-record.ts'

/** An event of a drawer with the number that it was given, as its session takes it. */
export function toSessionRecord(event: EventDraft, record: TillRecord): SessionRecord {
  const { id, registerId, series, number, deviceId, cashierId, occurredAt } = record
  const head = { id, registerId, series, number, deviceId, cashierId, occurredAt, actorName: event.actor.name }
  switch (event.kind) {
    case 'session_open': {
      const { sessionId, openingFloat, openedAt } = event
      return { ...head, kind: 'session_open', sessionId, openingFloat, occurredAt: openedAt }
    }
    case 'session_close': {
      const { sessionId, counted, lastNumber, totals, note, closedAt } = event
      return { ...head, kind: 'session_close', sessionId, counted, lastNumber, totals, note, occurredAt: closedAt }
    }
    case 'cash_movement': {
      const { sessionId, type, amount, reason } = event
      return { ...head, kind: 'cash_movement', sessionId, type, amount, reason }
    }
    case 'drawer_open':
      return {
        ...head,
        kind: 'cash_movement',
        sessionId: event.sessionId,
        type: 'no_sale',
        amount: 0n,
        reason: event.reason,
      }
  }
}
