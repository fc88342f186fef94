// The script that the PostgreSQL container runs once: the roles that it makes, and what they may do.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import postgres from 'postgres'
import { loadConfig } from '../../server/platform/config.ts'
import { startCluster } from '../../server/platform/database/embedded-cluster.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { ROOT } from './read-deployment.ts'

const PASSWORDS = { COMPTOIR_DATABASE_PASSWORD: "of comptoir's", MONITOR_DATABASE_PASSWORD: 'of whoever looks' }
const hasClient = spawnSync('psql', ['--version']).status === 0

/** A server as the container's entry point hands it to the script: a superuser, and no role of ours. */
async function startServer(): Promise<URL> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-roles-'))
  chmodSync(folder, 0o755)
  const settings = { fsync: 'off', shared_preload_libraries: 'pg_stat_statements' }
  const cluster = await startCluster(folder, { settings })
  after(async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const address = new URL(cluster.url)
  await asRole(address, async (sql) => {
    await sql.unsafe(`create role super superuser login password '${address.password}'`)
  })
  address.username = 'super'
  address.pathname = '/postgres'
  await asRole(address, async (sql) => {
    await sql`alter database comptoir rename to embedded`
    await sql`alter role comptoir rename to embedded`
    await sql`select from pg_roles limit 0`
  })
  return address
}

async function asRole<Answer>(address: URL, work: (sql: postgres.Sql) => Promise<Answer>): Promise<Answer> {
  const sql = postgres(address.href, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

const addressOf = (server: URL, role: string, password: string): URL => {
  const address = new URL(server.href)
  address.username = role
  address.password = encodeURIComponent(password)
  address.pathname = '/comptoir'
  return address
}

describe('the first start of the PostgreSQL container', {
  skip: hasClient ? false : 'psql is not on this machine',
}, () => {
  test('makes a database whose owner is no superuser, and somebody who may only look', async () => {
    const server = await startServer()
    const { status, stderr } = spawnSync('sh', [join(ROOT, 'deploy', 'postgres', 'create-database.sh')], {
      encoding: 'utf8',
      env: {
        ...process.env,
        ...PASSWORDS,
        POSTGRES_USER: server.username,
        PGHOST: server.hostname,
        PGPORT: server.port,
        PGPASSWORD: server.password,
      },
    })
    assert.equal(status, 0, stderr)

    const owner = addressOf(server, 'comptoir', PASSWORDS.COMPTOIR_DATABASE_PASSWORD)
    const config = loadConfig({ DATABASE_URL: owner.href, SECRET_KEY: 'k'.repeat(48) }, { folder: tmpdir() })
    assert.ok((await migrate({ ...config, databaseUrl: owner.href })).length > 0, 'it can make every table')
    await asRole(owner, async (sql) => {
      const [role] = await sql`select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`
      assert.deepEqual(role, { rolsuper: false, rolcreaterole: false, rolcreatedb: false })
      const statements = await sql`select from pg_stat_statements where query like 'select from pg_roles limit%'`
      assert.ok(statements.length > 0, 'it reads the statistics of others too')
    })

    const monitor = addressOf(server, 'monitor', PASSWORDS.MONITOR_DATABASE_PASSWORD)
    await asRole(monitor, async (sql) => {
      assert.ok((await sql`select from pg_stat_activity`).length > 0)
      assert.ok((await sql`select from pg_stat_statements`).length > 0)
      await assert.rejects(sql`select from users`, /permission denied/)
      await assert.rejects(sql`create table mine ()`, /permission denied/)
    })
  })
})
