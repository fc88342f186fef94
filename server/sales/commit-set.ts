import type { Sql, Tx } from '../platform/database/connect.ts'
import { openTransaction } from '../platform/database/open-transaction.ts'
import { together } from '../platform/database/together.ts'
import { type RecordResult, recordSales, type StoresOfSet } from './record-sales.ts'
import type { TicketDraft } from './ticket.ts'

/** A sale waits this long for a lock at the most; then its set is tried again, in halves. */
const LOCK_TIMEOUT = '2s'

/**
 * Records a set in a transaction of its own, in two round trips: the beginning travels with the locks and reads, the
 * commit with the writes. Answers only after the commit.
 *
 * @param alongside one more statement of the same transaction, such as a note of how far an import has come
 * @throws whatever the database refused; nothing of the set is recorded then, unless the connection was lost while the
 * commit was on its way, in which case a second call finds the tickets by their ids.
 */
export async function commitSet(
  sql: Sql,
  stores: StoresOfSet,
  drafts: readonly TicketDraft[],
  alongside?: (tx: Tx) => PromiseLike<unknown>,
): Promise<RecordResult[]> {
  const transaction = openTransaction(sql)
  const { tx } = transaction
  try {
    const opened = together([transaction.begun, tx.unsafe(`set local lock_timeout = '${LOCK_TIMEOUT}'`)])
    const [, { results, writes }] = await together([opened, recordSales(tx, stores, drafts)])
    if (alongside !== undefined) writes.push(alongside(tx))
    await transaction.commit(writes)
    return results
  } catch (error) {
    await transaction.rollback()
    throw error
  }
}
