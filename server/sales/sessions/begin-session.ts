import type { Tx } from '../../platform/database/connect.ts'
import { businessTime } from '../tickets/local-time.ts'
import { findSessions } from './find-sessions.ts'
import { daySessionKey, type SessionKey } from './session-key.ts'
import type { SessionRecordHead, SessionStore } from './session-record.ts'
import type { SessionState } from './sessions-of-set.ts'
import { beginSessions } from './write-sessions.ts'

/** The session of a record, made if this is the first that is heard of it. */
export async function beginSession(
  tx: Tx,
  store: SessionStore,
  record: SessionRecordHead & { readonly sessionId: string | null },
): Promise<SessionState> {
  const { registerId, series, deviceId, sessionId } = record
  const { day } = businessTime(store.timeZone, record.occurredAt, Date.now())
  const key: SessionKey =
    sessionId === null
      ? daySessionKey(store, registerId, day)
      : {
          storeId: store.id,
          registerId,
          id: sessionId,
          begins: { kind: 'drawer', businessDay: day, currency: store.currency, series, deviceId },
        }
  await beginSessions(tx, [key])
  const session = (await findSessions(tx, [key])).at(-1)
  if (session?.registerId !== registerId) throw new Error(`Session ${key.id} is not of register ${registerId}`)
  return session
}
