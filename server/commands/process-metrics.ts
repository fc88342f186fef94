import type { Breakers } from '../platform/breaker/breakers.ts'
import type { Config } from '../platform/config.ts'
import type { Sql } from '../platform/database/connect.ts'
import type { FinishedJob } from '../platform/jobs/create-jobs.ts'
import type { Log } from '../platform/log/create-log.ts'
import type { MetricsPort } from '../platform/metrics/serve-metrics.ts'
import { telemetry } from '../platform/tracing/telemetry.ts'

type ProcessConfig = Pick<Config, 'metrics' | 'instanceId'>

/** A job may take a moment or hours. */
const JOB_BUCKETS_SECONDS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900, 3600, 4 * 3600] as const

/** Serves the figures of the web process, where METRICS_PORT asks for them. */
export async function serveWebMetrics(config: ProcessConfig, log: Log): Promise<MetricsPort | null> {
  if (config.metrics.port === undefined) return null
  const { createProcessMetrics, serveMetrics } = await loadMetrics()
  return serveMetrics(createProcessMetrics(`${config.instanceId}-web`), config.metrics, log)
}

/**
 * Serves the figures of the worker: its process, its pool, its jobs, what it leaves alone. How many jobs wait, and for how
 * long, any API process tells too, since that is in the database; that mail is not taken no other process can know.
 */
export async function serveWorkerMetrics(
  config: ProcessConfig,
  { sql, log, breakers }: { sql: Sql; log: Log; breakers: Breakers },
): Promise<(MetricsPort & { onFinished(job: FinishedJob): void }) | null> {
  if (config.metrics.port === undefined && telemetry() === null) return null
  const { createProcessMetrics, serveMetrics, addDatabaseMetrics, addBreakerMetrics } = await loadMetrics()
  const metrics = createProcessMetrics(`${config.instanceId}-worker`)
  addDatabaseMetrics(metrics.registry, sql)
  addBreakerMetrics(metrics.registry, breakers)
  const countFailed = metrics.labelledCounter('jobs_failed_total', 'Tries of jobs that failed.', 'queue')
  const observe = metrics.histogram('job_duration_seconds', 'Time that jobs took, whether they failed or not.', {
    buckets: JOB_BUCKETS_SECONDS,
    label: 'queue',
  })
  telemetry()?.exportMetrics(metrics)
  const port = await serveMetrics(metrics, config.metrics, log)
  return {
    onFinished({ queue, seconds, hasFailed }) {
      if (hasFailed) countFailed(queue, 1)
      observe(seconds, queue)
    },
    close: async () => port?.close(),
  }
}

/** The library is read in by those processes that serve figures. */
async function loadMetrics() {
  const [{ createProcessMetrics, addBreakerMetrics }, { addDatabaseMetrics }, { serveMetrics }] = await Promise.all([
    import('../platform/metrics/create-metrics.ts'),
    import('../platform/metrics/database-metrics.ts'),
    import('../platform/metrics/serve-metrics.ts'),
  ])
  return { createProcessMetrics, addBreakerMetrics, addDatabaseMetrics, serveMetrics }
}
