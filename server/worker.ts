import { fetchPictures, isInGallery } from './catalog/index.ts'
import { demoSignInPath } from './demo-sign-in-path.ts'
import { collectFiles, collectImportFiles, createFileRoom, Importer, makeImageSizes } from './files/index.ts'
import { purgeAccessLeftovers, sendResetCode } from './identity/index.ts'
import { createImportKinds } from './import-kinds.ts'
import { expireReservations, openUnsoldAlerts } from './inventory/index.ts'
import type { JobName } from './job-names.ts'
import type { Breakers } from './platform/breaker/breakers.ts'
import type { Config } from './platform/config.ts'
import type { Sql } from './platform/database/connect.ts'
import { openDatabase } from './platform/database/open-database.ts'
import { openReadings } from './platform/database/open-readings.ts'
import { purgeEvents } from './platform/events/purge-events.ts'
import { createJobs, type FinishedJob, type Jobs } from './platform/jobs/create-jobs.ts'
import { purgeIdempotencyKeys } from './platform/jobs/purge-idempotency-keys.ts'
import type { Log } from './platform/log/create-log.ts'
import { createMailer } from './platform/mail/create-mailer.ts'
import {
  collectExportFiles,
  EXPORTABLES,
  type ExportWorkshop,
  removeExportFile,
  rollUpReports,
  runExport,
} from './reporting/index.ts'
import {
  closeDaySessions,
  closeJournalPeriods,
  JournalSigner,
  purgeFeedChanges,
  purgeTrainingTickets,
  type ReceiptMail,
  sendReceipt,
} from './sales/index.ts'
import { peopleStores } from './stores/index.ts'

/** Of each minute, so that a long history is summed in passing. */
const ROLL_UP_MS = 20_000

export type WorkerOptions = {
  readonly config: Pick<
    Config,
    | 'databaseUrl'
    | 'databaseDirectUrl'
    | 'databaseReplicaUrl'
    | 'replicaMaxLagMs'
    | 'databasePrepare'
    | 'statementTimeoutMs'
    | 'poolSize'
    | 'maxOverflow'
    | 'secretKey'
    | 'apiToken'
    | 'smtpUrl'
    | 'mailFrom'
    | 'dataFolder'
    | 'objectStorage'
    | 'backup'
  >
  readonly sql: Sql
  readonly log: Log
  /** Leave alone what does not answer; closed with the worker. */
  readonly breakers: Breakers
  /** Told of each job that has ended. */
  readonly onFinished?: ((job: FinishedJob) => void) | undefined
}
export type Worker = { readonly jobs: Jobs; stop(): Promise<void> }

/**
 * The map of jobs and schedules: every room's, by name. Times are UTC.
 *
 * @throws Error when the configuration names no database (the embedded one is started before).
 */
export async function startWorker({ config, sql, log, breakers, onFinished }: WorkerOptions): Promise<Worker> {
  const url = config.databaseDirectUrl ?? config.databaseUrl
  if (url === undefined) throw new Error('The worker needs the address of the database.')
  const jobs = createJobs({ url, log, onFinished })
  const mailer = createMailer({ config, log, breakers })
  const files = createFileRoom({ config, log, jobs, breakers })
  const purge = (name: JobName, schedule: string, work: (sql: Sql) => Promise<number>, what = 'rows') =>
    jobs.define(name, async () => log.info(`${name}: ${await work(sql)} ${what} deleted`), { schedule })
  const define = <Data extends object>(name: JobName, work: (data: Data) => Promise<void>) => jobs.define(name, work)

  purge('purge-idempotency-keys', '17 3 * * *', purgeIdempotencyKeys)
  purge('purge-events', '7 * * * *', purgeEvents)
  purge('purge-access-leftovers', '27 3 * * *', purgeAccessLeftovers)
  purge('purge-feed-changes', '7 4 * * *', purgeFeedChanges)
  purge('purge-training-tickets', '32 3 * * *', purgeTrainingTickets)
  purge('collect-files', '37 3 * * *', () => collectFiles(sql, files, [isInGallery]), 'files')
  define<{ email: string }>('send-reset-code', ({ email }) => sendResetCode(sql, mailer, email))
  define<ReceiptMail>('send-receipt', (mail) => sendReceipt(sql, mailer, mail))
  define<object>('make-demo', async () => {
    const { takeDemo } = await import('./demo/index.ts')
    await takeDemo(sql, { secretKey: config.secretKey, signInPath: demoSignInPath(config), log })
  })
  define<{ file_id: number }>('make-image-sizes', (data) =>
    makeImageSizes(sql, files, { fileId: data.file_id, touches: ['catalog'] }),
  )
  define<{ product_id: number }>('fetch-gallery', (data) => fetchPictures(sql, files, data.product_id))

  const kinds = createImportKinds(() => config.secretKey)
  const importer = new Importer({ sql, files, kinds, log })
  define<object>('run-imports', async () => importer.wake())
  purge('collect-import-files', '47 3 * * *', () => collectImportFiles(sql, files), 'files')
  const signer = new JournalSigner(sql, config.secretKey)
  const close = (name: JobName, schedule: string, work: (sql: Sql, signer: JournalSigner) => Promise<number>) =>
    jobs.define(name, async () => log.info(`${name}: ${await work(sql, signer)} closed`), { schedule })
  // Midnight comes to some zones at a quarter of an hour.
  close('close-day-sessions', '3,18,33,48 * * * *', closeDaySessions)
  close('close-journal-periods', '5,20,35,50 * * * *', closeJournalPeriods)

  const stopping = new AbortController()
  const closeExports = await defineExports(jobs, { config, sql, log, breakers }, { files, stop: stopping.signal })
  purge('collect-export-files', '52 3 * * *', () => collectExportFiles(sql, files), 'files')

  jobs.define('expire-reservations', async () => void (await expireReservations(sql)), { schedule: '* * * * *' })
  jobs.define('open-unsold-alerts', async () => log.info(`open-unsold-alerts: ${await openUnsoldAlerts(sql)} opened`), {
    schedule: '57 3 * * *',
  })

  jobs.define(
    'roll-up-reports',
    async () => {
      const summed = await rollUpReports(sql, { withinMs: ROLL_UP_MS, signal: stopping.signal })
      if (summed > 0) log.debug(`roll-up-reports: ${summed} summed`)
    },
    { schedule: '* * * * *' },
  )

  defineBackups(jobs, config, log)

  await jobs.start()
  importer.wake()
  log.debug('The worker is ready.')
  const stop = async () => {
    stopping.abort()
    await Promise.all([importer.stop(), jobs.stop()])
    await closeExports()
    await files.close()
    mailer.close()
    breakers.close()
  }
  return { jobs, stop }
}

/** A report over ten years of tickets may take longer than a request is let. */
const EXPORT_STATEMENT_MS = 30 * 60_000
const EXPORT_CONNECTIONS = 2

/** The jobs of exports, on connections of their own whose statements may take their time. */
async function defineExports(
  jobs: Jobs,
  { config, sql, log, breakers }: WorkerOptions,
  { files, stop }: Pick<ExportWorkshop, 'files' | 'stop'>,
): Promise<() => Promise<void>> {
  const patient = {
    max: EXPORT_CONNECTIONS,
    statementTimeoutMs: EXPORT_STATEMENT_MS,
    applicationName: 'comptoir exports',
  }
  // Around a pooler where there is one, as jobs are.
  const source = await openDatabase(config, { ...patient, url: config.databaseDirectUrl ?? config.databaseUrl ?? '' })
  const readings = openReadings(source, { config, log, breakers }, patient)
  const workshop: ExportWorkshop = {
    sql,
    readings,
    files,
    exportables: EXPORTABLES,
    storeIds: peopleStores.idsOf,
    hasService: config.apiToken !== undefined,
    log,
    stop,
  }
  jobs.define<{ export_id: number }>('run-export', (data) => runExport(workshop, data.export_id), { atOnce: 2 })
  jobs.define<{ stored_as: string }>('remove-export-file', (data) => removeExportFile(files, data.stored_as))
  return async () => {
    await readings.close()
    await source.end({ timeout: 1 })
  }
}

/** The job of backups, on connections of its own around a pooler: one of them is kept for as long as it takes. */
function defineBackups(jobs: Jobs, config: WorkerOptions['config'], log: Log): void {
  const { schedule } = config.backup
  const url = config.databaseDirectUrl ?? config.databaseUrl ?? ''
  const name: JobName = 'make-backup'
  const make = async () => {
    // Of all jobs one writes archives: what that takes is loaded when it does.
    const { makeScheduledBackup } = await import('./make-backup.ts')
    const source = await openDatabase(config, {
      url,
      max: 2,
      applicationName: 'comptoir backup',
      statementTimeoutMs: 0,
    })
    try {
      const { backup, spent } = await makeScheduledBackup({ sql: source, config, log })
      log.info(`${name}: ${backup.path}, ${backup.bytes} bytes, ${spent} older ones removed`)
    } finally {
      await source.end({ timeout: 1 })
    }
  }
  jobs.define(name, make, schedule === undefined ? {} : { schedule })
}
