import type { Sql } from '../../platform/database/connect.ts'
import { openTransaction } from '../../platform/database/open-transaction.ts'
import { together } from '../../platform/database/together.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import { type RecordResult, recordSales, type StoresOfSet } from './record-sales.ts'
import type { RecordDraft } from './ticket.ts'

/**
 * Sent after the beginning, without waiting for it. The statements of a set find everything by key, so their plans hold for
 * every set: planning each anew, which PostgreSQL would otherwise do because an array of three looks cheaper than one of
 * unknown length, costs as much as running it.
 */
const SETTINGS = `select set_config('lock_timeout', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)`

/**
 * Records a set in a transaction of its own, in two round trips: the beginning travels with the locks and reads, the
 * commit with the writes. Answers only after the commit.
 *
 * @param options.lockMs how long it waits for a lock at the most, in milliseconds
 * @throws whatever the database refused; nothing of the set is recorded then, unless the connection was lost while the
 * commit was on its way, in which case a second call finds the tickets by their ids.
 */
export async function commitSet(
  sql: Sql,
  stores: StoresOfSet,
  drafts: readonly RecordDraft[],
  { key, lockMs }: { readonly key: JournalKey; readonly lockMs: number },
): Promise<RecordResult[]> {
  const transaction = openTransaction(sql)
  const { tx } = transaction
  try {
    const settled = together([transaction.begun, tx.unsafe(SETTINGS, [String(lockMs)], { prepare: true })])
    const [, { results, writes }] = await together([settled, recordSales(tx, stores, drafts, key)])
    await transaction.commit(writes)
    return results
  } catch (error) {
    await transaction.rollback()
    throw error
  }
}
