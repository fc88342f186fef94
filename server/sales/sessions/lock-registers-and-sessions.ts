import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { lockRegisters } from '../tickets/locks.ts'
import type { RegisterState } from '../tickets/set-state.ts'
import { isTicketDraft, type RecordDraft } from '../tickets/ticket.ts'
import { findSessions } from './find-sessions.ts'
import { type SessionKey, sessionKeyOf } from './session-key.ts'
import { SessionsOfSet } from './sessions-of-set.ts'

/**
 * Locks a set's registers, then reads the sessions of its drafts, in one round trip. Sessions have no lock of their own:
 * whoever changes one holds its register's. A register's first ticket makes what is locked, after the sessions were read,
 * so they are read again.
 */
export async function lockRegistersAndSessions(
  tx: Tx,
  registers: readonly { storeId: number; registerId: number }[],
  drafts: readonly RecordDraft[],
  stores: ReadonlyMap<number, StoreFacts>,
  now: number,
): Promise<{ registerRows: RegisterState[]; sessions: SessionsOfSet }> {
  const keys = drafts.flatMap((draft) => keysOf(draft, stores.get(draft.storeId) as StoreFacts, now))
  const [registerRows, read] = await together([lockRegisters(tx, registers), findSessions(tx, keys)])
  const isFirst = registerRows.some(({ lastNumber, position }) => lastNumber === 0 && position === 0)
  return { registerRows, sessions: new SessionsOfSet(keys, isFirst ? await findSessions(tx, keys) : read) }
}

/** What a till sells in a session that turns out to be another register's counts in its own register's day. */
function keysOf(draft: RecordDraft, store: StoreFacts, now: number): SessionKey[] {
  const key = sessionKeyOf(draft, store, now)
  const mayMove = draft.device !== null && draft.sessionId !== null && isTicketDraft(draft)
  return mayMove ? [key, sessionKeyOf({ ...draft, sessionId: null }, store, now)] : [key]
}
