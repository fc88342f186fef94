import { type Sql, type Tx, withTransaction } from '../platform/database/connect.ts'

/** How the statements of a report are planned, until their transaction ends. */
export const PLANNING = 'set local enable_mergejoin = off; set local jit = off; set local hash_mem_multiplier = 8'

/**
 * Runs the statements of one report on one moment of the database, reading only. The planner takes a merge of two
 * primary keys for cheap, as it sees whole tables in memory, and then walks them alone in the random order of tickets'
 * ids; joined by hash, the same rows are read in parallel, ten times as fast. Compiling the many sums of a report takes
 * longer than summing, and its groups are few but wide: they stay in memory instead of being sorted on disk.
 */
export function readSnapshot<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withTransaction(sql, { readOnly: true, isolation: 'repeatable read' }, (tx) => {
    tx.unsafe(PLANNING).execute()
    return work(tx)
  })
}
