import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { tellMovement } from '../events/tell-session.ts'
import { businessTime } from '../tickets/local-time.ts'
import { beginSession } from './begin-session.ts'
import type { MovementRecord, MovementType, SessionStore } from './session-record.ts'
import { SessionTotals } from './session-totals.ts'
import { isBeyondClosing } from './sessions-of-set.ts'
import { addTotals } from './write-sessions.ts'

/** What a movement does to the cash of its drawer. */
export const signOf = (type: MovementType): bigint => (type === 'in' ? 1n : type === 'no_sale' ? 0n : -1n)

/** Records cash put in or taken out, or that the drawer was opened without a sale, and adds it to the session. */
export async function recordMovement(tx: Tx, store: SessionStore, record: MovementRecord): Promise<boolean> {
  const session = await beginSession(tx, store, record)
  const { day: businessDay } = businessTime(store.timeZone, record.occurredAt, Date.now())
  const isOwnSeries = record.series === session.series
  const isLate = isOwnSeries && isBeyondClosing(session, record.series, record.number)
  const totals = new SessionTotals()
  totals.addShare({
    storeId: store.id,
    sessionId: session.id,
    businessDay,
    isLate,
    kind: 'movement',
    key: record.type,
    base: record.amount,
    amount: signOf(record.type) * record.amount,
  })
  const insert = tx`
    insert into cash_movements (store_id, id, session_id, register_id, kind, amount_minor, reason, business_day, cashier_id,
      actor_name, occurred_at)
    values (${store.id}, ${record.id}, ${session.id}, ${record.registerId}, ${record.type}, ${record.amount},
      ${record.reason}, ${businessDay}, ${record.cashierId}, ${record.actorName}, ${record.occurredAt})`
  const count = tx`
    update register_sessions set other_records = other_records + 1
    where store_id = ${store.id} and id = ${session.id}`
  const tell = tellMovement(tx, store, record, session.id)
  await together([insert, ...addTotals(tx, totals), ...(isOwnSeries && !isLate ? [count] : []), tell])
  return true
}
