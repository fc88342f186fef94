import { Gauge, type Registry } from 'prom-client'
import type { Sql } from '../database/connect.ts'
import { statementsWaiting } from '../database/driver.ts'
import type { Readings } from '../database/readings.ts'
import { readTopStatements, type StatementStatistics } from '../database/statement-statistics.ts'
import { type QueueAge, type QueueCount, readQueueAges, readQueueCounts } from '../jobs/queue-counts.ts'
import type { Metrics } from './create-metrics.ts'
import { readPatiently } from './read-patiently.ts'

type ConnectionCount = { state: string; connections: number }
type Reading = {
  seconds: number
  connections: readonly ConnectionCount[]
  queues: readonly QueueCount[]
  ages: readonly QueueAge[]
  statements: readonly StatementStatistics[]
}

/** The pool, the server's view of our connections, and the queues of the jobs; read when somebody asks. */
export function addDatabaseMetrics(registry: Registry, sql: Sql): void {
  const read = readPatiently(() => readDatabase(sql))
  const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await value())
      },
    })
  gauge('database_pool_connections_max', 'Most connections that the pool of this process opens.', () => sql.options.max)
  gauge('database_pool_waiting', 'Statements that wait for a free connection of the pool of this process.', () =>
    statementsWaiting(sql),
  )
  gauge('database_up', '1 when the database answered this scrape.', async () => ((await read()) === null ? 0 : 1))
  gauge(
    'database_query_seconds',
    'Time that a small query took, waiting for a free connection included.',
    async () => (await read())?.seconds ?? Number.NaN,
  )
  const labelled = createLabelled(registry, read)
  labelled(
    'database_connections',
    'Connections of the whole installation to its database, by state.',
    ['state'],
    ({ connections }) => connections.map((row) => [{ state: row.state }, row.connections]),
  )
  labelled('jobs', 'Jobs by queue and state, as the worker last counted them.', ['queue', 'state'], ({ queues }) =>
    queues.map(({ queue, state, count }) => [{ queue, state }, count]),
  )
  labelled(
    'jobs_oldest_waiting_seconds',
    'For how long the job that is due longest has waited for a worker, by queue; 0 where none waits.',
    ['queue'],
    ({ ages }) => ages.map(({ queue, seconds }) => [{ queue }, seconds]),
  )
  addStatementMetrics(labelled)
}

type AddLabelled = ReturnType<typeof createLabelled>

/** Adds figures that are told apart by labels; without a reading there are none. */
const createLabelled =
  (registry: Registry, read: () => Promise<Reading | null>) =>
  <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    series: (reading: Reading) => readonly [Record<Label, string>, number][],
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const reading = await read()
        this.reset()
        for (const [labels, value] of reading === null ? [] : series(reading)) this.set(labels, value)
      },
    })
  }

/** Of the statements that took the most time in all: which they are says GET /system. */
function addStatementMetrics(labelled: AddLabelled): void {
  labelled(
    'database_statement_mean_seconds',
    'Mean time of each of the ten statements that took the most time in all.',
    ['query_id'],
    ({ statements }) => statements.map(({ query_id, mean_seconds }) => [{ query_id }, mean_seconds]),
  )
  labelled(
    'database_statement_calls',
    'Calls of each of the ten statements that took the most time in all, since they were last reset.',
    ['query_id'],
    ({ statements }) => statements.map(({ query_id, calls }) => [{ query_id }, calls]),
  )
}

/** How far the replica is behind; without a replica there is no such figure. */
export function addReplicaMetrics(metrics: Metrics, readings: Readings): void {
  metrics.gauge(
    'database_replica_lag_seconds',
    'Age of what the replica is known to hold; it grows while the replica does not answer.',
    () => readings.lagSeconds(),
  )
}

async function readDatabase(sql: Sql): Promise<Reading> {
  const startedAt = performance.now()
  const connections = await countConnections(sql)
  const seconds = (performance.now() - startedAt) / 1000
  return {
    seconds,
    connections,
    queues: await readQueueCounts(sql),
    ages: await readQueueAges(sql),
    statements: (await readTopStatements(sql)) ?? [],
  }
}

async function countConnections(sql: Sql): Promise<ConnectionCount[]> {
  return await sql<ConnectionCount[]>`
    select coalesce(state, 'other') as state, count(*)::int as connections
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend'
    group by 1 order by 1`
}
