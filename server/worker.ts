import { purgeAccessLeftovers, sendResetCode } from './identity/index.ts'
import type { JobName } from './job-names.ts'
import type { Config } from './platform/config.ts'
import type { Sql } from './platform/database/connect.ts'
import { createJobs, type Jobs } from './platform/jobs/create-jobs.ts'
import { purgeIdempotencyKeys } from './platform/jobs/purge-idempotency-keys.ts'
import type { Log } from './platform/log/create-log.ts'
import { createMailer } from './platform/mail/create-mailer.ts'

export type WorkerOptions = {
  readonly config: Pick<Config, 'databaseUrl' | 'databaseDirectUrl' | 'smtpUrl' | 'mailFrom' | 'dataFolder'>
  readonly sql: Sql
  readonly log: Log
}
export type Worker = { readonly jobs: Jobs; stop(): Promise<void> }

/**
 * The map of jobs and schedules: every room's, by name. Times are UTC.
 *
 * @throws Error when the configuration names no database (the embedded one is started before).
 */
export async function startWorker({ config, sql, log }: WorkerOptions): Promise<Worker> {
  const url = config.databaseDirectUrl ?? config.databaseUrl
  if (url === undefined) throw new Error('The worker needs the address of the database.')
  const jobs = createJobs({ url, log })
  const mailer = createMailer({ config, log })
  const define = <Data extends object>(name: JobName, work: (data: Data) => Promise<void>) => jobs.define(name, work)
  const purge = (name: JobName, schedule: string, work: (sql: Sql) => Promise<number>) =>
    jobs.define(name, async () => log.info(`${name}: ${await work(sql)} rows deleted`), { schedule })

  purge('purge-idempotency-keys', '17 3 * * *', purgeIdempotencyKeys)
  purge('purge-access-leftovers', '27 3 * * *', purgeAccessLeftovers)
  define<{ email: string }>('send-reset-code', ({ email }) => sendResetCode(sql, mailer, email))

  await jobs.start()
  log.info('The worker is ready.')
  return {
    jobs,
    async stop() {
      await jobs.stop()
      mailer.close()
    },
  }
}
