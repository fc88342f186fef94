import { Gauge, type Registry } from 'prom-client'
import type { Sql } from '../database/connect.ts'
import { type QueueCount, readQueueCounts } from '../jobs/queue-counts.ts'
import { within } from '../within.ts'

/** A scrape answers even when the database does not. */
const PATIENCE_MS = 1_000

type ConnectionCount = { state: string; connections: number }
type Reading = { seconds: number; connections: readonly ConnectionCount[]; queues: readonly QueueCount[] }

/** The pool, the server's view of our connections, and the queues of the jobs; read when somebody asks. */
export function addDatabaseMetrics(registry: Registry, sql: Sql): void {
  const registers = [registry]
  const read = shareWhileRunning(() => readDatabase(sql))
  new Gauge({
    name: 'database_pool_connections_max',
    help: 'Most connections that the pool of this process opens.',
    registers,
    collect() {
      this.set(sql.options.max)
    },
  })
  new Gauge({
    name: 'database_up',
    help: '1 when the database answered this scrape.',
    registers,
    async collect() {
      this.set((await read()) === null ? 0 : 1)
    },
  })
  new Gauge({
    name: 'database_query_seconds',
    help: 'Time that a small query took, waiting for a free connection included.',
    registers,
    async collect() {
      this.set((await read())?.seconds ?? Number.NaN)
    },
  })
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the whole installation to its database, by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const reading = await read()
      this.reset()
      for (const { state, connections } of reading?.connections ?? []) this.set({ state }, connections)
    },
  })
  new Gauge({
    name: 'jobs',
    help: 'Jobs by queue and state, as the worker last counted them.',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      const reading = await read()
      this.reset()
      for (const { queue, state, count } of reading?.queues ?? []) this.set({ queue, state }, count)
    },
  })
}

/** One scrape asks for several figures of the same reading. */
function shareWhileRunning<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }
}

/** null: the database did not answer in time. */
async function readDatabase(sql: Sql): Promise<Reading | null> {
  const startedAt = performance.now()
  try {
    const connections = await within(PATIENCE_MS, countConnections(sql))
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, connections, queues: await within(PATIENCE_MS, readQueueCounts(sql)) }
  } catch {
    return null
  }
}

async function countConnections(sql: Sql): Promise<ConnectionCount[]> {
  return await sql<ConnectionCount[]>`
    select coalesce(state, 'other') as state, count(*)::int as connections
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend'
    group by 1 order by 1`
}
