import { type Queryable, type Sql, type Tx, withTransaction } from '../platform/database/connect.ts'

/** How the statements of a report are planned, until their transaction ends. */
export const PLANNING = 'set local enable_mergejoin = off; set local jit = off; set local hash_mem_multiplier = 8'

/**
 * Runs the statements of one report on one moment of the database, reading only; that of a snapshot is the one that it has. The planner takes a merge of two
 * primary keys for cheap, as it sees whole tables in memory, and then walks them alone in the random order of tickets'
 * ids; joined by hash, the same rows are read in parallel, ten times as fast. Compiling the many sums of a report takes
 * longer than summing, and its groups are few but wide: they stay in memory instead of being sorted on disk.
 */
export function readSnapshot<T>(sql: Sql | Snapshot, work: (tx: Snapshot) => Promise<T>): Promise<T> {
  if (isSnapshot(sql)) return work(sql)
  return withTransaction(sql, { readOnly: true, isolation: 'repeatable read' }, (tx) => {
    tx.unsafe(PLANNING).execute()
    snapshots.add(tx)
    return work(tx as Snapshot)
  })
}

declare const oneMoment: unique symbol
/** A transaction of `readSnapshot`: whatever is read of it is of the same moment. */
export type Snapshot = Tx & { readonly [oneMoment]: true }

const snapshots = new WeakSet<Queryable>()
const isSnapshot = (sql: Sql | Snapshot): sql is Snapshot => snapshots.has(sql)
