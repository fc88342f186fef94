import { type Sql, type Tx, withTransaction } from '../../server/platform/database/connect.ts'
import { eventually } from './eventually.ts'

type Part = (tx: Tx) => PromiseLike<unknown>

/**
 * Has something meet a transaction: begins it once the transaction has done its first part, and lets the second part
 * follow when what was begun waits for the first, or is done. Answers what was begun.
 */
export async function meet<T>(sql: Sql, first: Part, begin: () => Promise<T>, second?: Part): Promise<T> {
  const countWaiting = async () => {
    const [row] = await sql<[{ waiting: number }]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    return row.waiting
  }
  const begun = await withTransaction(sql, {}, async (tx) => {
    await first(tx)
    let isDone = false
    const work = begin().finally(() => {
      isDone = true
    })
    await eventually(countWaiting, (waiting) => waiting > 0 || isDone)
    await second?.(tx)
    // In an object, since the transaction must not wait for what waits for it.
    return { work }
  })
  return begun.work
}

/** Fails where the statement waits for somebody: two who wait for each other are found by nothing sooner. */
export async function withoutWaiting(tx: Tx, statement: PromiseLike<unknown>): Promise<void> {
  await tx`set local lock_timeout = 300`
  await statement
}
