import { spawn } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { JOB_NAMES } from '../../server/job-names.ts'
import { type ClusterPlace, chooseClusterPlace } from '../../server/platform/database/cluster-place.ts'
import { connect } from '../../server/platform/database/connect.ts'
import { startCluster } from '../../server/platform/database/embedded-cluster.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { prepareQueues } from '../../server/platform/jobs/job-queue.ts'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { type Cleaner, TEST_DATABASE_CONFIG } from './database.ts'
import { until } from './processes.ts'

const SETTINGS = {
  fsync: 'off',
  shared_buffers: '64MB',
  max_connections: '60',
  logging_collector: 'off',
  wal_level: 'replica',
  max_wal_senders: '4',
}

export type ReplicatedCluster = {
  /** Of the primary's database, which is an installation's. */
  readonly url: string
  readonly replicaUrl: string
  /** The replica receives, and replays nothing until it may go on. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Waits until the replica has replayed all that the primary has written. */
  catchUp(): Promise<void>
  stopReplica(): Promise<void>
  stopPrimary(): Promise<void>
  /** At the address where it was. */
  startPrimary(): Promise<void>
}

/**
 * A PostgreSQL and a streaming replica of it, both real, in temporary folders.
 *
 * @param settings of both servers, beside those that every test has.
 */
export async function replicatedCluster(
  cleaner: Cleaner,
  settings: Record<string, string> = {},
): Promise<ReplicatedCluster> {
  const own = { ...SETTINGS, ...settings }
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-replicated-'))
  // PostgreSQL runs under another account when the tests run as root, and must be able to pass.
  chmodSync(folder, 0o755)
  const start = () => startCluster(join(folder, 'primary'), { settings: own })
  let cluster = await start()
  const place = { ...chooseClusterPlace(join(folder, 'primary')), directory: join(folder, 'replica') }
  const replica = await startReplica(cluster, place, own)
  cleaner.after(async () => {
    await replica.stop()
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: cluster.url, databaseDirectUrl: undefined }
  await migrate(config)
  const sql = connect(config)
  await prepareQueues(sql, JOB_NAMES)
  await prepareInstallation(sql)
  await sql.end()
  const asks = async (url: string, statement: string) => {
    const admin = postgres(url, { max: 1, onnotice: () => {} })
    try {
      return (await admin.unsafe(statement))[0]
    } finally {
      await admin.end({ timeout: 1 })
    }
  }
  const { url: replicaUrl } = replica
  return {
    url: cluster.url,
    replicaUrl,
    pause: async () => void (await asks(replicaUrl, 'select pg_wal_replay_pause()')),
    resume: async () => void (await asks(replicaUrl, 'select pg_wal_replay_resume()')),
    async catchUp() {
      const written = (await asks(cluster.url, 'select pg_current_wal_lsn()::text as place'))?.place
      await until(async () => {
        const row = await asks(replicaUrl, `select pg_last_wal_replay_lsn() >= '${written}'::pg_lsn as is_there`)
        return row?.is_there === true
      })
    },
    stopReplica: replica.stop,
    stopPrimary: () => cluster.stop(),
    async startPrimary() {
      cluster = await start()
    },
  }
}

type Primary = { readonly url: string; readonly directory: string }
type Server = { readonly url: string; stop(): Promise<void> }

/** Copies the running primary as PostgreSQL's own tool does, and has the copy follow it. */
async function startReplica(primary: Primary, place: ClusterPlace, own: Record<string, string>): Promise<Server> {
  const admin = postgres(primary.url, { max: 1, onnotice: () => {} })
  const address = new URL(primary.url)
  await admin`select pg_backup_start('replica', true)`
  cpSync(primary.directory, place.directory, {
    recursive: true,
    filter: (path) => !/postmaster\.(pid|opts)$|\/pg_wal\/[0-9A-F]{24}$/.test(path),
  })
  const [stopped] = await admin<{ labelfile: string }[]>`select labelfile from pg_backup_stop(false)`
  await admin.end()
  mkdirSync(join(place.directory, 'pg_wal'), { recursive: true })
  writeFileSync(join(place.directory, 'backup_label'), stopped?.labelfile ?? '')
  writeFileSync(join(place.directory, 'standby.signal'), '')
  giveTo(place)
  const port = await chooseFreePort()
  const settings = {
    ...own,
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    hot_standby: 'on',
    primary_conninfo: `host=127.0.0.1 port=${address.port} user=${address.username} password=${address.password}`,
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(place.programs, 'bin', 'postgres'), ['-D', place.directory, ...options], {
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
    stdio: 'ignore',
    ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  address.port = String(port)
  await until(() => accepts(address.href))
  return {
    url: address.href,
    async stop() {
      child.kill('SIGQUIT')
      await gone
    },
  }
}

async function accepts(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 1, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** What was copied belongs to whoever copied it; the server runs under its own account, and wants to be alone with its data. */
function giveTo({ directory, user }: ClusterPlace): void {
  chmodSync(directory, 0o700)
  if (user === undefined) return
  for (const name of ['.', ...readdirSync(directory, { recursive: true })]) {
    chownSync(join(directory, String(name)), user.uid, user.gid)
  }
}
