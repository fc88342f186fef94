import { join } from 'node:path'
import type { Config } from '../platform/config.ts'
import type { ConnectOptions, Sql } from '../platform/database/connect.ts'
import { type EmbeddedCluster, startCluster } from '../platform/database/embedded-cluster.ts'
import { migrate } from '../platform/database/migrate.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import { enableStatementStatistics } from '../platform/database/statement-statistics.ts'
import { readLockHolder, waitForFileLock } from '../platform/process/file-lock.ts'
import { untilAskedToStop } from '../platform/process/stop-signals.ts'
import { prepareInstallation } from '../prepare-installation.ts'
import { dataLockPath } from './data-lock-path.ts'
import { requireTables } from './require-installation.ts'

/** The database as a command uses it. */
export type CommandDatabase = {
  sql: Sql
  /** The configuration, with the address of the database filled in. */
  config: Config & { databaseUrl: string }
  /** Closes the connections, and stops the embedded PostgreSQL if this command started it and nobody else uses it. */
  close(): Promise<void>
}

/**
 * Opens the database for one command: DATABASE_URL, or the embedded PostgreSQL of the data folder, started if it does
 * not run. A command that is interrupted stops what it started.
 *
 * @param options.isMigrating applies missing migrations first, and makes what every installation has; true unless given.
 * @param options.tables what the database must have already; nothing unless given.
 * @param options.isLongRunning the command ends in order by itself when it is asked to stop.
 */
export async function openCommandDatabase(
  config: Config,
  options: ConnectOptions & { isMigrating?: boolean; tables?: 'some' | 'all'; isLongRunning?: boolean } = {},
): Promise<CommandDatabase> {
  const cluster = config.databaseUrl === undefined ? await startForCommand(config) : undefined
  const databaseUrl = config.databaseUrl ?? cluster?.url ?? ''
  const located = { ...config, databaseUrl }
  if (cluster?.isStartedHere && options.isLongRunning !== true) stopWhenInterrupted(config, cluster)
  try {
    const sql = await openDatabase(located, options)
    if (options.tables !== undefined) await requireTables(sql, config, options.tables)
    if (options.isMigrating !== false) {
      await migrate(located)
      await prepareInstallation(sql)
      await enableStatementStatistics(sql)
    }
    const close = async () => {
      await sql.end({ timeout: 1 })
      await leaveCluster(config, cluster)
    }
    return { sql, config: located, close }
  } catch (error) {
    await leaveCluster(config, cluster)
    throw error
  }
}

async function startForCommand(config: Config): Promise<EmbeddedCluster> {
  // Two commands at once would both try to start it.
  const lock = await waitForFileLock(join(config.dataFolder, 'postgres.lock'), 'postgres')
  try {
    return await startCluster(config.dataFolder)
  } finally {
    lock.release()
  }
}

/** Stops a cluster that this process started, unless a supervisor or another command works with it. */
async function leaveCluster(config: Config, cluster: EmbeddedCluster | undefined): Promise<void> {
  if (!cluster?.isStartedHere || readLockHolder(dataLockPath(config)) !== undefined) return
  const sql = await openDatabase({ ...config, databaseUrl: cluster.url }, { max: 1 }).catch(() => undefined)
  if (sql === undefined) return
  const others = await sql`
    select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
  await sql.end({ timeout: 1 })
  if (others.length === 0) await cluster.stop()
}

function stopWhenInterrupted(config: Config, cluster: EmbeddedCluster): void {
  const interrupted = 130
  void untilAskedToStop().then(async () => {
    if (readLockHolder(dataLockPath(config)) === undefined) await cluster.stop(3_000)
    process.exit(interrupted)
  })
}
