// The database of every release, as it was then, becomes today's: with all that it held, and the shop goes on.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { OWN_TABLES, renewCopies } from '../../server/backup-map.ts'
import { createStorage } from '../../server/files/index.ts'
import { JOB_NAMES } from '../../server/job-names.ts'
import { checkBackup } from '../../server/platform/backup/check-backup.ts'
import { restoreBackup } from '../../server/platform/backup/restore-backup.ts'
import { dumpSchema } from '../../server/platform/database/dump-schema.ts'
import { readMigrations } from '../../server/platform/database/migrate.ts'
import { prepareQueues } from '../../server/platform/jobs/job-queue.ts'
import { apiProcess } from '../harness/api-process.ts'
import { readRows, unpack } from '../harness/backups.ts'
import { emptyDatabase } from '../harness/database.ts'
import { filesBelow } from '../harness/folder.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'
import { readFacts } from './facts.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const VERIFY_JOURNAL = join(ROOT, 'bin/verify-journal.mjs')
const releases = globSync('test/fixtures/release-*', { cwd: ROOT }).sort()
const schema = readFileSync(join(ROOT, 'schema.sql'), 'utf8')

test('there is a release to come from', () => assert.ok(releases.length > 0))

for (const release of releases) {
  const path = join(ROOT, release, 'chain.tar')
  const { facts, owner } = JSON.parse(readFileSync(join(ROOT, release, 'facts.json'), 'utf8'))

  test(`${release}: a database of then is migrated where it stands`, async (t) => {
    const { sql, url } = await emptyDatabase(t)
    const api = await apiProcess(t, url, { SECRET_KEY: TEST_SECRET_KEY })
    const manifest = await checkBackup(path, undefined)
    const then = (await readMigrations()).slice(0, manifest.migrations.length)
    await prepareQueues(sql, JOB_NAMES)
    await restoreBackup(sql, {
      path,
      key: undefined,
      manifest,
      migrations: then,
      files: createStorage({ dataFolder: api.folder, objectStorage: undefined }, { error: assert.fail }),
      passing: join(api.folder, 'tmp'),
      ownTables: OWN_TABLES,
      queues: JOB_NAMES,
      renew: renewCopies,
    })
    assert.deepEqual(
      await readRows(sql, { manifest }).then((rows) => rows.get('sales')?.length),
      manifest.tables.find(({ name }) => name === 'sales')?.rows,
    )
    const stale = await api.run('verify', '--lang', 'en')
    if (then.length < (await readMigrations()).length) assert.match(stale.output, /not up to the program/)
    const migrated = await api.run('migrate', '--lang', 'en')
    assert.equal(migrated.status, 0, migrated.output)
    assert.equal(await dumpSchema(sql), schema)
    assert.deepEqual(await readFacts(sql), facts)
    const verified = await api.run('verify', '--lang', 'en')
    assert.equal(verified.status, 0, verified.output)
  })

  test(`${release}: its backup is restored by today’s program, and people go on`, async (t) => {
    const { sql, url } = await emptyDatabase(t)
    const api = await apiProcess(t, url, { SECRET_KEY: TEST_SECRET_KEY })
    const restored = await api.run('restore', path, '--lang', 'en')
    assert.equal(restored.status, 0, restored.output)
    assert.doesNotMatch(restored.output, /SECRET_KEY/)
    assert.equal(await dumpSchema(sql), schema)
    assert.deepEqual(await readFacts(sql), facts)
    const { files } = await unpack(path)
    assert.ok(files.size > 0)
    const kept = filesBelow(join(api.folder, 'files'))
    assert.equal(kept.length, files.size)
    for (const [name, content] of files) assert.ok(readFileSync(join(api.folder, 'files', name)).equals(content), name)

    await api.start()
    const ask = async (address: string, headers: Record<string, string>, body?: object) => {
      const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
      const response = await fetch(`${api.address}/api/v1${address}`, init)
      const text = await response.text()
      assert.ok(response.ok, `${address}: ${response.status} ${text}`)
      return text
    }
    const json = { 'content-type': 'application/json' }
    const { token } = JSON.parse(await ask('/login', json, owner)).data
    const headers = { ...json, authorization: `Bearer ${token}` }
    const [ticket] = await sql<[{ id: string; store_id: number }]>`
      select id, store_id from sales where kind = 'sale' order by store_id, number limit 1`
    assert.ok((await ask(`/sales/${ticket.id}/receipt?format=text`, headers)).length > 100)
    const [line] = await sql<[{ variant_id: number }]>`
      select variant_id from stock_levels where store_id = ${ticket.store_id} and on_hand > 1 order by 1 limit 1`
    await ask('/sales', headers, {
      store_id: ticket.store_id,
      id: crypto.randomUUID(),
      lines: [{ variant_id: line.variant_id, quantity: '1' }],
      payments: [{ method: 'cash', amount: '5000' }],
    })
    const journal = join(api.folder, 'journal.ndjson')
    writeFileSync(journal, await ask(`/journal/export?store_id=${ticket.store_id}`, headers))
    await promisify(execFile)(process.execPath, [VERIFY_JOURNAL, journal], { env: { LANG: 'en_CA.UTF-8' } })
    const verified = await api.run('verify', '--lang', 'en')
    assert.equal(verified.status, 0, verified.output)
  })
}
