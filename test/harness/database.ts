import { connect, type Sql } from '../../server/platform/database/connect.ts'
import { startTestServer, type TestServer } from './cluster.ts'

/** A database of its own for one test or one file: migrated, empty, dropped afterwards. */
export type TestDatabase = { sql: Sql; url: string }

/** What registers a clean-up: a test's context, or `{ after }` of node:test for a whole file. */
export type Cleaner = { after(work: () => Promise<void>): void }

let server: Promise<TestServer> | undefined
let databaseCount = 0

/**
 * Gives a database cloned from the migrated template. `npm test` provides the server; a file that is run by itself
 * starts one, in a temporary folder, shared by all its tests.
 *
 * @param cleaner the test's context `t`, or `{ after }` from node:test when the whole file shares the database.
 * @param options.max connections of the pool, 10 unless given.
 */
export async function testDatabase(cleaner: Cleaner, options: { max?: number } = {}): Promise<TestDatabase> {
  server ??= startTestServer()
  const { adminUrl, template } = await server
  databaseCount += 1
  const name = `test_${process.pid}_${databaseCount}`
  await runAsAdmin(adminUrl, (admin) => admin`create database ${admin(name)} template ${admin(template)}`)
  const url = withDatabaseName(adminUrl, name)
  const sql = connect(TEST_DATABASE_CONFIG, { url, max: options.max ?? 10, applicationName: name })
  cleaner.after(async () => {
    await sql.end({ timeout: 1 })
    await runAsAdmin(adminUrl, (admin) => admin`drop database if exists ${admin(name)} with (force)`)
  })
  return { sql, url }
}

/** Gives an empty database, without the migrations, for the tests of the migrations themselves. */
export async function emptyDatabase(cleaner: Cleaner, encoding = 'UTF8'): Promise<TestDatabase> {
  server ??= startTestServer()
  const { adminUrl } = await server
  databaseCount += 1
  const name = `empty_${process.pid}_${databaseCount}`
  await runAsAdmin(adminUrl, (admin) =>
    admin.unsafe(`create database ${name} template template0 encoding '${encoding}' locale_provider libc locale 'C'`),
  )
  const url = withDatabaseName(adminUrl, name)
  const sql = connect(TEST_DATABASE_CONFIG, { url, max: 4, sessionSettings: false })
  cleaner.after(async () => {
    await sql.end({ timeout: 1 })
    await runAsAdmin(adminUrl, (admin) => admin`drop database if exists ${admin(name)} with (force)`)
  })
  return { sql, url }
}

/** What the pools of tests need of a configuration, beside their address. */
export const TEST_DATABASE_CONFIG = {
  databaseUrl: undefined,
  databasePrepare: undefined,
  statementTimeoutMs: 30_000,
  poolSize: 10,
  maxOverflow: 0,
} as const

async function runAsAdmin(url: string, work: (admin: Sql) => PromiseLike<unknown>): Promise<void> {
  const admin = connect({ ...TEST_DATABASE_CONFIG, statementTimeoutMs: 0 }, { url, max: 1 })
  try {
    await work(admin)
  } finally {
    await admin.end({ timeout: 1 })
  }
}

function withDatabaseName(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
