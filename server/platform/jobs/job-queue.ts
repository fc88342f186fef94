import type { Db, PgBoss } from 'pg-boss'
import type { Queryable, Sql, Tx } from '../database/connect.ts'
import { withTrace } from './job-trace.ts'

/** Where the rooms leave work for the worker. */
export type JobQueue = {
  /**
   * Adds a job in the caller's own transaction: it exists exactly when the transaction commits. The higher its priority,
   * the sooner its turn comes; 0 unless said otherwise.
   * @throws Error when no queue of this name was prepared.
   */
  enqueue(tx: Tx, name: string, data: object, options?: { priority: number }): Promise<void>
  close(): Promise<void>
}

export const JOBS_SCHEMA = 'pgboss'
const DAY_SECONDS = 24 * 60 * 60

/**
 * What pg-boss is told of a queue. A job that fails is tried ten times more, with pauses that double from five seconds to
 * an hour, so that a mail server may be away for an hour and a half. A job of a worker that died says nothing for half
 * a minute and is then tried again; one that lives may take hours.
 */
export const QUEUE_SETTINGS = {
  retryLimit: 10,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 60 * 60,
  heartbeatSeconds: 30,
  expireInSeconds: 12 * 60 * 60,
  deleteAfterSeconds: 7 * DAY_SECONDS,
}

/** Lets pg-boss speak through a connection or a transaction of ours. */
export const throughOurs = (queryable: Queryable): Db => ({
  async executeSql(statement, values = []) {
    const result = queryable.unsafe(statement, values as string[])
    // Several statements at once are only understood without parameters, and answer a list of results.
    return { rows: [...(await (values.length === 0 ? result.simple() : result))] }
  },
})

/**
 * A pg-boss that sends and does nothing else: it neither works, nor watches, nor opens connections. Read in when the first
 * is made, since most API processes never leave a job.
 */
export async function createSender(queryable: Queryable, options: { migrate: boolean }): Promise<PgBoss> {
  const pgBoss = await import('pg-boss')
  const boss = new pgBoss.PgBoss({
    db: throughOurs(queryable),
    schema: JOBS_SCHEMA,
    migrate: options.migrate,
    supervise: false,
    schedule: false,
    persistWarnings: false,
  })
  // It reads the list of queues again each minute. A database that is away then is nothing to it: what is sent meanwhile
  // fails by itself. Without a listener the event would end the process.
  boss.on('error', () => {})
  return boss
}

/**
 * Starts it, and knows that it knows the queues: one that could not read their list starts all the same, and then refuses
 * every job for a minute.
 */
async function startKnowingQueues(boss: PgBoss): Promise<PgBoss> {
  const failures: unknown[] = []
  const db = boss.getDb()
  const { executeSql } = db
  db.executeSql = (statement, values) =>
    executeSql(statement, values).catch((error: unknown) => {
      failures.push(error)
      throw error
    })
  await boss.start()
  db.executeSql = executeSql
  if (failures.length === 0) return boss
  await boss.stop({ graceful: false, close: false })
  throw failures[0]
}

/** Gives the rooms of this process a way to leave work; it is opened when the first job is left. */
export function createJobQueue(sql: Sql): JobQueue {
  let opening: Promise<PgBoss> | undefined
  const open = () => {
    opening ??= createSender(sql, { migrate: false })
      .then(startKnowingQueues)
      .catch((error: unknown) => {
        opening = undefined
        throw error
      })
    return opening
  }
  return {
    async enqueue(tx, name, data, options = { priority: 0 }) {
      const boss = await open()
      await boss.send(name, withTrace(data), { ...options, db: throughOurs(tx) })
    },
    async close() {
      const boss = await opening?.catch(() => undefined)
      await boss?.stop({ graceful: false, close: false })
    },
  }
}

/**
 * Makes the tables of the jobs and the queues that are not there yet, so that a job can be left before a worker has ever
 * run. Asks two questions and does nothing more where everything stands.
 */
export async function prepareQueues(sql: Sql, names: readonly string[]): Promise<void> {
  const missing = await findMissing(sql, names)
  if (missing.length === 0) return
  // It begins and commits by itself, which takes a connection of one's own.
  const connection = await sql.reserve()
  const boss = await createSender(connection, { migrate: true })
  try {
    await boss.start()
    for (const name of missing) await boss.createQueue(name, QUEUE_SETTINGS)
  } finally {
    await boss.stop({ graceful: false, close: false })
    connection.release()
  }
}

async function findMissing(sql: Sql, names: readonly string[]): Promise<string[]> {
  const [schema] = await sql`select 1 from pg_tables where schemaname = ${JOBS_SCHEMA} and tablename = 'queue'`
  if (schema === undefined) return [...names]
  const rows = await sql<{ name: string }[]>`select name from ${sql(JOBS_SCHEMA)}.queue`
  const known = new Set(rows.map((row) => row.name))
  return names.filter((name) => !known.has(name))
}
