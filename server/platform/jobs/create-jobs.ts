import { type JobResult, PgBoss } from 'pg-boss'
import type { Tx } from '../database/connect.ts'
import type { Log } from '../log/create-log.ts'
import { JOBS_SCHEMA, QUEUE_SETTINGS, throughOurs } from './job-queue.ts'
import { runTraced, withTrace } from './job-trace.ts'

export type JobHandler<Data extends object> = (data: Data) => Promise<void>

export type JobOptions = {
  /** When to run by itself, as a cron expression in UTC; the data is then empty. */
  readonly schedule?: string
  /** How many of them one worker does at a time; one unless said otherwise. */
  readonly atOnce?: number
}

/** A job that has ended, one way or the other. */
export type FinishedJob = { readonly queue: string; readonly seconds: number; readonly hasFailed: boolean }

export type JobsOptions = {
  /** The database's address, around a pooler where there is one. */
  readonly url: string
  readonly log: Log
  /** Told of each job that has ended, for the metrics. */
  readonly onFinished?: ((job: FinishedJob) => void) | undefined
}

export type Jobs = {
  /** Says what a job does. Before `start`. */
  define<Data extends object>(name: string, handler: JobHandler<Data>, options?: JobOptions): void
  /** Opens the queues and begins to work. */
  start(): Promise<void>
  /**
   * Adds a job in the caller's own transaction: it exists exactly when the transaction commits.
   * @throws Error when no worker has ever defined this job.
   */
  enqueue(tx: Tx, name: string, data: object): Promise<void>
  /** Takes no new job, lets the running ones end, and gives up on them after `timeoutMs` (they are then done again). */
  stop(timeoutMs?: number): Promise<void>
}

type Definition = { handler: JobHandler<never>; options: JobOptions }

const MAX_CONNECTIONS = 2
const STOP_TIMEOUT_MS = 2_500
const POLLING_SECONDS = 2
/**
 * Two at a time, one after the other, each settled by itself: as long as there were two, there may be more, and nothing
 * waits for the next look.
 */
const PACE = {
  pollingIntervalSeconds: POLLING_SECONDS,
  batchSize: 2,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const
/** How often jobs are looked for whose worker died. */
const SUPERVISION_SECONDS = 10

/** Jobs in the database, on two connections of their own (the library reads times as dates, our pool as text). */
export function createJobs({ url, log, onFinished }: JobsOptions): Jobs {
  const definitions = new Map<string, Definition>()
  const boss = new PgBoss({
    connectionString: url,
    schema: JOBS_SCHEMA,
    max: MAX_CONNECTIONS,
    application_name: 'comptoir jobs',
    persistWarnings: false,
    superviseIntervalSeconds: SUPERVISION_SECONDS,
    monitorIntervalSeconds: SUPERVISION_SECONDS,
  })
  // What pg-boss passes on is not always an Error.
  boss.on('error', (error: unknown) =>
    log.error(error instanceof Error ? error : new Error(JSON.stringify(error)), { endpoint: 'jobs' }),
  )
  boss.on('warning', (warning) => log.warning(`Jobs: ${warning.message}`))

  const open = async (name: string, { handler, options }: Definition) => {
    await boss.createQueue(name, QUEUE_SETTINGS)
    // An older version may have made it with other settings.
    await boss.updateQueue(name, QUEUE_SETTINGS)
    if (options.schedule === undefined) await boss.unschedule(name)
    else await boss.schedule(name, options.schedule, {})
    const { atOnce = 1 } = options
    // Of jobs that may take hours none waits in the hands of a worker that is busy with another.
    const pace = { ...PACE, batchSize: atOnce === 1 ? PACE.batchSize : 1, localConcurrency: atOnce }
    await boss.work<never, unknown, typeof pace>(name, pace, async (jobs) => {
      const results: JobResult[] = []
      for (const job of jobs) {
        const startedAt = performance.now()
        const result = await runJob(log, job, () => runTraced(job, handler))
        const seconds = (performance.now() - startedAt) / 1000
        onFinished?.({ queue: name, seconds, hasFailed: result.status === 'failed' })
        results.push({ id: job.id, ...result })
      }
      return results
    })
  }

  return {
    define(name, handler, options = {}) {
      if (definitions.has(name)) throw new Error(`The job ${name} is defined twice.`)
      definitions.set(name, { handler, options })
    },
    async start() {
      await boss.start()
      for (const [name, definition] of definitions) await open(name, definition)
      await forgetOldSchedules(boss, definitions)
    },
    async enqueue(tx, name, data) {
      await boss.send(name, withTrace(data), { db: throughOurs(tx) })
    },
    stop: (timeoutMs = STOP_TIMEOUT_MS) => boss.stop({ graceful: true, timeout: timeoutMs }),
  }
}

/** A job that fails is kept by the queue for its next try; the log says why. */
async function runJob(
  log: Log,
  { id, name }: { id: string; name: string },
  work: () => Promise<void>,
): Promise<Omit<JobResult, 'id'>> {
  const startedAt = performance.now()
  try {
    await work()
    log.debug(`Job ${name} done`, { duration_ms: Math.round(performance.now() - startedAt), job_id: id })
    return { status: 'completed' }
  } catch (error) {
    log.error(error, { endpoint: `job ${name}`, job_id: id })
    return { status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } }
  }
}

/** A schedule that an older version left behind would feed a queue that nobody empties. */
async function forgetOldSchedules(boss: PgBoss, definitions: ReadonlyMap<string, Definition>): Promise<void> {
  for (const { name } of await boss.getSchedules()) {
    if (!definitions.has(name)) await boss.unschedule(name)
  }
}
