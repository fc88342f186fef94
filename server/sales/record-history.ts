import type { Sql, Tx } from '../platform/database/connect.ts'
import type { StoreDirectory } from '../stores/index.ts'
import { commitSet } from './commit-set.ts'
import type { RecordResult } from './record-sales.ts'
import type { HistoryDraft } from './ticket.ts'

/**
 * Records a set of past tickets in one transaction; those that an earlier run recorded are answered as replayed. The
 * tickets of a set have distinct ids.
 *
 * @param alongside one statement in the same transaction: where an import notes how far it has come
 */
export async function recordHistory(
  sql: Sql,
  stores: StoreDirectory,
  drafts: readonly HistoryDraft[],
  alongside?: (tx: Tx) => PromiseLike<unknown>,
): Promise<RecordResult[]> {
  if (drafts.length === 0) return []
  const facts = await stores.facts([...new Set(drafts.map((draft) => draft.storeId))])
  return commitSet(sql, facts, drafts, alongside)
}
