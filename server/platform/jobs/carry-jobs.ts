import type { PgBoss } from 'pg-boss'
import type { Queryable, Tx } from '../database/connect.ts'
import { createSender, JOBS_SCHEMA } from './job-queue.ts'

/** The job that is under way whenever a backup is made on schedule: put back, it would make one more. */
export const BACKUP_JOB = 'make-backup'

/** In which form jobs travel from one database to another: what they are, and not how the library keeps them. */
export const CARRIED_COLUMNS = 'id uuid, name text, priority integer, start_after timestamptz, data jsonb'

/**
 * SQL: the jobs that are still to be done, those that are under way included: who does them may not live to the end. What
 * the library leaves for itself is not among them.
 */
export const WAITING_JOBS = `
  select id, name, priority, start_after, data from ${JOBS_SCHEMA}.job
  where state in ('created', 'retry', 'active') and not starts_with(name, '__') and name <> '${BACKUP_JOB}'`

export async function hasJobTables(sql: Queryable): Promise<boolean> {
  const [row] = await sql<[{ exists: boolean }]>`select to_regclass(${`${JOBS_SCHEMA}.job`}) is not null as exists`
  return row.exists
}

type CarriedJob = { id: string; name: string; priority: number; start_after: string; data: object }

const BATCH = 500

/**
 * Leaves the jobs of a table of `CARRIED_COLUMNS` again, in the caller's transaction, under their own ids. Those whose
 * queue this program no longer has are passed over. Answers how many.
 */
export async function putBackJobs(tx: Tx, table: string, queues: readonly string[]): Promise<number> {
  const boss: PgBoss = await createSender(tx, { migrate: false })
  let last = '00000000-0000-0000-0000-000000000000'
  let done = 0
  // Archives of before held it too.
  const isWanted = (name: string) => name !== BACKUP_JOB && queues.includes(name)
  await boss.start()
  try {
    for (;;) {
      const jobs = await tx.unsafe<CarriedJob[]>(
        `select id, name, priority, start_after, data from ${table} where id > $1 order by id limit ${BATCH}`,
        [last],
      )
      if (jobs.length === 0) return done
      last = jobs.at(-1)?.id ?? last
      for (const name of new Set(jobs.map((job) => job.name).filter(isWanted))) {
        const own = jobs.filter((job) => job.name === name)
        await boss.insert(
          name,
          own.map(({ id, priority, start_after, data }) => ({ id, priority, startAfter: start_after, data })),
        )
        done += own.length
      }
    }
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
}
