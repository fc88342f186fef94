import type { Tx } from '../../platform/database/connect.ts'
import { tellOpening } from '../events/tell-session.ts'
import { businessTime } from '../tickets/local-time.ts'
import { beginSession } from './begin-session.ts'
import type { OpeningRecord, SessionStore } from './session-record.ts'

/**
 * Opens a session, or says when one was opened whose tickets or closing came first. A register has one open session: where
 * a till's records come out of order, the one that was opened last keeps the drawer.
 */
export async function recordOpening(tx: Tx, store: SessionStore, record: OpeningRecord): Promise<boolean> {
  const session = await beginSession(tx, store, record)
  if (!session.isClosed) await giveWay(tx, store.id, record)
  const { day } = businessTime(store.timeZone, record.occurredAt, Date.now())
  const opened = await tx`
    update register_sessions session set opened_at = ${record.occurredAt}, opened_by = ${record.cashierId},
      opening_number = ${record.number}, opening_float_minor = ${record.openingFloat}, series = ${record.series},
      device_id = ${record.deviceId}, business_day = ${day}, other_records = other_records + 1,
      taken_over_at = coalesce(taken_over_at, case when closed_at is null then (
        select later.opened_at from register_sessions later
        where later.store_id = session.store_id and later.register_id = session.register_id and later.id <> session.id
          and later.kind = 'drawer' and later.opened_at is not null and later.closed_at is null
          and later.taken_over_at is null) end)
    where store_id = ${store.id} and id = ${session.id} and kind = 'drawer' and opened_at is null`
  if (opened.count === 0) return false
  await tellOpening(tx, store, record)
  return true
}

/** What was opened earlier on the register no longer keeps this one from opening. */
const giveWay = (tx: Tx, storeId: number, { registerId, sessionId, occurredAt }: OpeningRecord) => tx`
  update register_sessions set taken_over_at = ${occurredAt}
  where store_id = ${storeId} and register_id = ${registerId} and id <> ${sessionId} and kind = 'drawer'
    and opened_at <= ${occurredAt} and closed_at is null and taken_over_at is null`
