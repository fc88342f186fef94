import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { chooseClusterPlace } from '../../server/platform/database/cluster-place.ts'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import type { Cleaner } from './database.ts'
import { until } from './processes.ts'

const SHIPPED = resolve(import.meta.dirname, '../../deploy/pgbouncer/pgbouncer.ini')

export type TestPooler = { readonly url: string; stop(): Promise<void> }

/** Whether this machine has PgBouncer; the tests that need one are skipped where it has none. */
export const hasPooler = (): boolean => spawnSync('pgbouncer', ['--version']).status === 0

/**
 * A PgBouncer before a database, as it is shipped but for its addresses.
 *
 * @param change of its file, such as fewer connections.
 */
export async function startPooler(
  cleaner: Cleaner,
  databaseUrl: string,
  change: (text: string) => string = (text) => text,
): Promise<TestPooler> {
  const database = new URL(databaseUrl)
  const port = await chooseFreePort()
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-pooler-'))
  chmodSync(folder, 0o755)
  // It refuses to run as root, and takes the account under which PostgreSQL runs then.
  const { user } = chooseClusterPlace(folder)
  const users = join(folder, 'userlist.txt')
  const file = join(folder, 'pgbouncer.ini')
  const text = readFileSync(SHIPPED, 'utf8')
    .replace(
      'host=postgres port=5432 dbname=comptoir',
      `host=${database.hostname} port=${database.port} dbname=${database.pathname.slice(1)}`,
    )
    .replace('listen_addr = 0.0.0.0', 'listen_addr = 127.0.0.1')
    .replace('listen_port = 6432', `listen_port = ${port}`)
    .replace('/etc/pgbouncer/userlist.txt', users)
  writeFileSync(file, change(text))
  writeFileSync(users, `"${decodeURIComponent(database.username)}" "${decodeURIComponent(database.password)}"\n`)
  if (user !== undefined) for (const path of [folder, file, users]) chownSync(path, user.uid, user.gid)
  chmodSync(users, 0o600)
  const child = spawn('pgbouncer', ['-q', file], {
    cwd: '/',
    stdio: 'ignore',
    ...(user !== undefined && { uid: user.uid, gid: user.gid }),
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGQUIT')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  cleaner.after(stop)
  const url = new URL(databaseUrl)
  url.port = String(port)
  url.hostname = '127.0.0.1'
  url.pathname = '/comptoir'
  await until(() => accepts(url.href))
  return { url: url.href, stop }
}

async function accepts(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, prepare: false, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
