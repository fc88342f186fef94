import type { Tx } from '../../platform/database/connect.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import { recordClosing } from './record-closing.ts'
import { recordMovement } from './record-movement.ts'
import { recordOpening } from './record-opening.ts'
import type { SessionRecord, SessionStore } from './session-record.ts'

/**
 * Applies a record of a drawer in whatever order it comes: the session is made by whichever record of it is first, and what
 * is late is counted apart. Nothing is refused for what happened meanwhile. Of a set, the tickets are written before.
 *
 * @param key signs the entry of a closing in the journal
 * @returns whether it did what it says; false: its session had been opened, or closed, before
 */
export function applySessionRecord(
  tx: Tx,
  store: SessionStore,
  record: SessionRecord,
  key: JournalKey,
): Promise<boolean> {
  if (record.kind === 'session_open') return recordOpening(tx, store, record)
  if (record.kind === 'session_close') return recordClosing(tx, store, record, key)
  return recordMovement(tx, store, record)
}
