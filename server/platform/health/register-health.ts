import type { FastifyInstance, FastifyReply } from 'fastify'
import type { PageCache } from '../cache/page-cache.ts'
import type { SharedCacheProbe } from '../cache/shared-cache.ts'
import type { Sql } from '../database/connect.ts'
import { readWorkerAge } from '../jobs/queue-counts.ts'
import { within } from '../within.ts'
import { HEALTH, LIVENESS, READINESS } from './health-operations.ts'

/** `down` hinders people; `unknown` and `off` do not. */
export type PartStatus = 'up' | 'down' | 'off' | 'unknown'
export type Part = { status: PartStatus; latency_ms?: number; detail?: string }

export type HealthOptions = {
  readonly version: string
  readonly instanceId: string
  readonly sql: Sql
  readonly cache: PageCache
  readonly sharedCache: SharedCacheProbe
  /** True once the process has been asked to leave: load balancers then send their requests elsewhere. */
  isDraining(): boolean
}

export type Health = {
  status: 'ok' | 'degraded' | 'down'
  version: string
  instance_id: string
  uptime_seconds: number
  parts: { database: Part; cache: Part; redis: Part; worker: Part }
}

const PATIENCE_MS = 1_000
/** Probes from many sides share one reading; nothing older is ever answered. */
const KEPT_MS = 500
/** The worker looks at its schedules every thirty seconds. */
const WORKER_SILENCE_SECONDS = 120

/** Adds `/health` (can it serve?), `/health/live` (does it run?) and `/health/ready` (should it get requests?). */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  const read = keepShortly(() => readHealth(options))
  const config = { isOpen: true } as const
  app.get('/health', { config, schema: HEALTH }, async (_request, reply) => {
    const health = await read()
    return answer(reply, health.parts.database.status === 'up' ? 200 : 503, health)
  })
  app.get('/health/live', { config, schema: LIVENESS }, async (_request, reply) =>
    answer(reply, 200, { status: 'ok', version: options.version, instance_id: options.instanceId }),
  )
  app.get('/health/ready', { config, schema: READINESS }, async (_request, reply) => {
    if (options.isDraining()) return answer(reply, 503, { status: 'draining', instance_id: options.instanceId })
    const health = await read()
    const isReady = health.parts.database.status === 'up'
    return answer(reply, isReady ? 200 : 503, { ...health, status: isReady ? 'ready' : 'down' })
  })
}

function answer(reply: FastifyReply, status: 200 | 503, body: object): FastifyReply {
  if (status === 503) reply.header('retry-after', 1)
  return reply.status(status).header('cache-control', 'no-store').send(body)
}

function keepShortly<T>(work: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null
  let startedAt = 0
  return () => {
    if (kept === null || performance.now() - startedAt > KEPT_MS) {
      startedAt = performance.now()
      kept = work()
    }
    return kept
  }
}

/** What this process sees of its parts, asked anew. */
export async function readHealth({ version, instanceId, sql, cache, sharedCache }: HealthOptions): Promise<Health> {
  const [database, redis, worker] = await Promise.all([probeDatabase(sql), probeRedis(sharedCache), probeWorker(sql)])
  const isDegraded = redis.status === 'down' || worker.status === 'down'
  return {
    status: database.status === 'down' ? 'down' : isDegraded ? 'degraded' : 'ok',
    version,
    instance_id: instanceId,
    uptime_seconds: Math.floor(process.uptime()),
    parts: {
      database,
      cache: { status: 'up', detail: `${cache.statistics().keys} pages` },
      redis,
      worker,
    },
  }
}

async function probeDatabase(sql: Sql): Promise<Part> {
  const startedAt = performance.now()
  try {
    await within(PATIENCE_MS, sql`select 1`)
    return { status: 'up', latency_ms: millisecondsSince(startedAt) }
  } catch {
    // Why is in the log of whoever needed the database; here it could tell a stranger where the database stands.
    return { status: 'down', latency_ms: millisecondsSince(startedAt), detail: 'no answer' }
  }
}

async function probeRedis(sharedCache: SharedCacheProbe): Promise<Part> {
  if (!sharedCache.isConfigured) return { status: 'off' }
  const startedAt = performance.now()
  const { enabled } = await sharedCache.statistics()
  return { status: enabled ? 'up' : 'down', latency_ms: millisecondsSince(startedAt) }
}

/** Jobs wait for their worker without harm, so its absence does not stop an instance from serving. */
async function probeWorker(sql: Sql): Promise<Part> {
  try {
    const age = await within(PATIENCE_MS, readWorkerAge(sql))
    if (age === null) return { status: 'unknown' }
    return { status: age < WORKER_SILENCE_SECONDS ? 'up' : 'down', detail: `seen ${Math.round(age)} s ago` }
  } catch {
    return { status: 'unknown' }
  }
}

const millisecondsSince = (startedAt: number): number => Math.round((performance.now() - startedAt) * 100) / 100
