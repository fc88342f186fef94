// Writes the database of a release as a backup, which every later version must be able to take over (test/upgrade):
// node bin/run.mjs scripts/make-release-fixture.ts VERSION [--migrations COUNT]
// Run it once, with the program of that release; what it has written is never made again.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { LEFT_OUT } from '../server/backup-map.ts'
import { makeDemo } from '../server/demo/index.ts'
import { createStorage } from '../server/files/index.ts'
import { JOB_NAMES } from '../server/job-names.ts'
import { writeBackup } from '../server/platform/backup/write-backup.ts'
import { connect, type Sql } from '../server/platform/database/connect.ts'
import { migrateWithin, readMigrations } from '../server/platform/database/migrate.ts'
import { readEventEpoch } from '../server/platform/events/event-epoch.ts'
import { prepareQueues } from '../server/platform/jobs/job-queue.ts'
import { prepareInstallation } from '../server/prepare-installation.ts'
import { rollUpReports } from '../server/reporting/index.ts'
import { closeDaySessions, closeJournalPeriods, JournalSigner } from '../server/sales/index.ts'
import { startTestServer } from '../test/harness/cluster.ts'
import { TEST_DATABASE_CONFIG } from '../test/harness/database.ts'
import { TEST_SECRET_KEY } from '../test/harness/secret-key.ts'
import { readFacts } from '../test/upgrade/facts.ts'

/** The chain is always of these days, so that nothing in the fixture depends on when it is made. */
const NOW = new Date('2026-11-20T23:00:00Z')
const DAYS = 2
const ROOT = resolve(import.meta.dirname, '..')
const log = { error: (error: unknown) => console.error(error) }

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { migrations: { type: 'string' } },
})
const [version] = positionals
if (version === undefined) throw new Error('Which version?')
const folder = join(ROOT, 'test', 'fixtures', `release-${version}`)
const server = await startTestServer()
const url = new URL(server.adminUrl)
url.pathname = '/release'
const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} })
await admin.unsafe(`create database release template template0 encoding 'UTF8'`)
await admin.end()
const sql = connect(TEST_DATABASE_CONFIG, { url: url.href, max: 4 })
try {
  const migrations = await readMigrations()
  const count = Number(values.migrations ?? migrations.length)
  await sql.begin((tx) => migrateWithin(tx, migrations.slice(0, count)))
  await prepareInstallation(sql)
  await prepareQueues(sql, JOB_NAMES)
  await writeFixture(sql, version)
} finally {
  await sql.end({ timeout: 1 })
  await server.stop()
}
process.exit(0)

async function writeFixture(source: Sql, release: string): Promise<void> {
  let owner: { email: string; password: string } | undefined
  await makeDemo(source, {
    days: DAYS,
    now: NOW,
    secretKey: TEST_SECRET_KEY,
    keepSignIns: (people) => {
      owner = people.find((person) => person.role === 'owner')
    },
  })
  const signer = new JournalSigner(source, TEST_SECRET_KEY)
  await closeDaySessions(source, signer)
  await closeJournalPeriods(source, signer, NOW)
  await rollUpReports(source, { now: NOW })
  mkdirSync(folder, { recursive: true })
  const passing = mkdtempSync(join(tmpdir(), 'comptoir-release-'))
  const storage = createStorage({ dataFolder: passing, objectStorage: undefined }, log)
  const file = join(passing, 'liste.csv')
  writeFileSync(file, 'nom;prix\nCafé équitable;12,99\n')
  await storage.put('imports/release.csv', file, 'text/csv')
  const path = join(folder, 'chain.tar')
  rmSync(path, { force: true })
  await writeBackup(source, {
    path,
    key: undefined,
    version: release,
    secretKey: TEST_SECRET_KEY,
    files: storage,
    leftOut: LEFT_OUT,
    readEpoch: readEventEpoch,
  })
  rmSync(passing, { recursive: true, force: true })
  const facts = { owner: { email: owner?.email, password: owner?.password }, facts: await readFacts(source) }
  writeFileSync(join(folder, 'facts.json'), `${JSON.stringify(facts, null, 2)}\n`)
}
