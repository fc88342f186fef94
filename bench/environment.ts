import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Sql } from '../server/platform/database/connect.ts'
import { type EmbeddedCluster, startCluster } from '../server/platform/database/embedded-cluster.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { chooseFreePort } from '../server/platform/process/choose-free-port.ts'
import { prepareInstallation } from '../server/prepare-installation.ts'

/** A PostgreSQL with the durability of production, a chain of shops in it, and API processes on demand. */
export type Environment = {
  readonly url: string
  readonly sql: Sql
  readonly apiToken: string
  /** An API over this database, or another of the same PostgreSQL. */
  startApi(url?: string, variables?: Readonly<Record<string, string>>): Promise<ApiProcess>
  /** Another database, migrated and prepared. */
  addDatabase(name: string): Promise<Database>
  stop(): Promise<void>
}
export type Database = { readonly url: string; readonly sql: Sql }
export type ApiProcess = { port: number; pid: number; stop(): Promise<void> }

const API_TOKEN = 'bench-token-bench-token-bench-token-0000'
const READY_TIMEOUT_MS = 60_000

/** A connection as the server's own: the same driver, the same settings. */
export const openPool = (url: string, max: number): Sql =>
  connect(
    { databaseUrl: url, databasePrepare: undefined, statementTimeoutMs: 0, poolSize: max, maxOverflow: 0 },
    { max },
  )

export async function openEnvironment(): Promise<Environment> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-bench-'))
  chmodSync(folder, 0o755)
  const cluster: EmbeddedCluster = await startCluster(folder)
  const { url } = cluster
  const sql = await prepareDatabase(url)
  const others: Sql[] = []
  const processes = new Set<ApiProcess>()
  return {
    url,
    sql,
    apiToken: API_TOKEN,
    async addDatabase(name) {
      await sql`create database ${sql(name)}`
      const address = url.replace(/\/[^/]+$/, `/${name}`)
      const other = await prepareDatabase(address)
      others.push(other)
      return { url: address, sql: other }
    },
    async startApi(address = url, variables = {}) {
      const api = await spawnApi(address, folder, variables)
      processes.add(api)
      return api
    },
    async stop() {
      for (const api of processes) await api.stop()
      for (const pool of [...others, sql]) await pool.end()
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function prepareDatabase(url: string): Promise<Sql> {
  await migrate({ databaseUrl: url, databasePrepare: undefined, statementTimeoutMs: 0, poolSize: 1, maxOverflow: 0 })
  const sql = openPool(url, 4)
  await prepareInstallation(sql)
  return sql
}

async function spawnApi(url: string, folder: string, variables: Readonly<Record<string, string>>): Promise<ApiProcess> {
  const port = await chooseFreePort()
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, '../server/main.ts'), 'api'], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      API_TOKEN,
      API_PORT: String(port),
      HOST: '127.0.0.1',
      COMPTOIR_DATA: folder,
      LOG_LEVEL: 'WARNING',
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(port, child)
  return {
    port,
    pid: child.pid as number,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + READY_TIMEOUT_MS
  while (performance.now() < giveUpAt && child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
    if (answer?.status === 200) return
    await new Promise((resume) => setTimeout(resume, 50))
  }
  child.kill('SIGKILL')
  throw new Error('The API did not become ready')
}

/** Resident memory of a process in MiB (Linux). */
export function residentMiB(pid: number): number {
  const pages = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(pages?.[1] ?? Number.NaN) / 1024
}
