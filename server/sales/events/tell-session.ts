import type { Tx } from '../../platform/database/connect.ts'
import { recordEvents } from '../../platform/events/record-events.ts'
import { moneyOf } from '../sessions/present-session.ts'
import { type SessionRow, sessionColumns } from '../sessions/select-sessions.ts'
import type { MovementRecord, OpeningRecord, SessionStore } from '../sessions/session-record.ts'

/** What is told of drawers is seen by whoever may look at sessions. */
const PERMISSION = 'sessions.view'

export const tellOpening = (tx: Tx, store: SessionStore, record: OpeningRecord): PromiseLike<unknown> =>
  recordEvents(tx, [
    {
      type: 'register.opened',
      storeId: store.id,
      permission: PERMISSION,
      data: {
        session_id: record.sessionId,
        register_id: record.registerId,
        cashier_id: record.cashierId,
        opened_at: record.occurredAt,
        currency: store.currency,
        opening_float: moneyOf(store.currency)(record.openingFloat),
      },
    },
  ])

/** Told once the closing is written, and what came too late is counted apart: the difference is that of the Z. */
export async function tellClosing(tx: Tx, store: SessionStore, sessionId: string): Promise<void> {
  const [row] = await tx<SessionRow[]>`
    select ${sessionColumns(tx)} from register_sessions s where s.store_id = ${store.id} and s.id = ${sessionId}`
  if (row === undefined) throw new Error(`Session ${sessionId} is not there`)
  const money = moneyOf(store.currency)
  const expected = row.opening_float_minor + row.cash_minor
  const counted = row.counted_cash_minor
  await recordEvents(tx, [
    {
      type: 'register.closed',
      storeId: store.id,
      permission: PERMISSION,
      data: {
        session_id: sessionId,
        register_id: row.register_id,
        z_number: row.z_number,
        closed_at: row.closed_at,
        currency: store.currency,
        expected_cash: money(expected),
        counted_cash: counted === null ? null : money(counted),
        difference: counted === null ? null : money(counted - expected),
      },
    },
  ])
}

export const tellMovement = (
  tx: Tx,
  store: SessionStore,
  record: MovementRecord,
  sessionId: string,
): PromiseLike<unknown> =>
  recordEvents(tx, [
    {
      type: 'cash.moved',
      storeId: store.id,
      permission: PERMISSION,
      data: {
        id: record.id,
        session_id: sessionId,
        register_id: record.registerId,
        cashier_id: record.cashierId,
        type: record.type,
        currency: store.currency,
        amount: moneyOf(store.currency)(record.amount),
        occurred_at: record.occurredAt,
      },
    },
  ])
