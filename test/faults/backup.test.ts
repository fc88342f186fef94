// Backups and restorations that are killed, damaged, misnamed or begun in the wrong place: nothing is half done, and each is said.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Sql } from '../../server/platform/database/connect.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { apiProcess } from '../harness/api-process.ts'
import { emptyDatabase, testDatabase } from '../harness/database.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { makeManyLines } from '../harness/many-lines.ts'
import { until } from '../harness/processes.ts'
import { makeShop } from '../harness/sales.ts'

/** A chain large enough to be killed in the middle of, and its backup. */
async function largeChain(t: TestContext) {
  const { sql, url } = await testDatabase(t)
  await prepareInstallation(sql)
  await makeManyLines(sql, 60_000, 20_000)
  const api = await apiProcess(t, url)
  return { sql, api, folder: temporaryFolder(t) }
}

const tablesOf = async (sql: Sql): Promise<number> => {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
  return row.count
}

test('killed in the middle, a backup looks like none, and a restoration is begun again', async (t) => {
  const { api, folder } = await largeChain(t)
  const path = join(folder, 'chain.tar')
  const killed = api.launch('backup', '--out', path)
  await until(() => existsSync(`${path}.partial`) && statSync(`${path}.partial`).size > 0)
  killed.child.kill('SIGKILL')
  await killed.result
  assert.deepEqual(readdirSync(folder), ['chain.tar.partial'])
  const other = await emptyDatabase(t)
  const elsewhere = await apiProcess(t, other.url)
  const partial = await elsewhere.run('restore', `${path}.partial`, '--lang', 'en')
  assert.equal(partial.status, 1, partial.output)
  assert.match(partial.output, /The backup is not complete: its end is missing/)

  const again = join(folder, 'again.tar')
  assert.equal((await api.run('backup', '--out', again)).status, 0)
  for (const moment of [/^copy sale_lines/, /^CREATE INDEX|^alter table .* add constraint/]) {
    const restoring = elsewhere.launch('restore', again)
    await until(async () => {
      const rows = await other.sql<{ query: string }[]>`
        select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
      return restoring.child.exitCode !== null || rows.some(({ query }) => moment.test(query))
    })
    restoring.child.kill('SIGKILL')
    assert.equal((await restoring.result).status, null, `${moment} was seen`)
    // The server notices that its client is gone, and undoes all of it.
    await until(async () => (await tablesOf(other.sql)) === 0)
  }
  const restored = await elsewhere.run('restore', again, '--lang', 'en')
  const [lines] = await other.sql<[{ count: number }]>`select count(*)::int as count from sale_lines`
  assert.equal(lines.count, 60_000, restored.output)
})

test('what is damaged, cut, foreign or not opened is refused, and nothing is changed', async (t) => {
  const { sql, url } = await testDatabase(t)
  await prepareInstallation(sql)
  const shop = await makeShop(sql)
  const key = 'une phrase de plusieurs mots'
  const api = await apiProcess(t, url, { BACKUP_KEY: key })
  const open = await apiProcess(t, url)
  const folder = temporaryFolder(t)
  const [plain, sealed] = [join(folder, 'plain.tar'), join(folder, 'sealed.tar.age')]
  assert.equal((await open.run('backup', '--out', plain)).status, 0)
  const unkeyed = await open.run('backup', '--out', sealed, '--encrypt', '--lang', 'en')
  assert.equal(unkeyed.status, 1)
  assert.match(unkeyed.output, /--encrypt wants a key, by BACKUP_KEY/)
  assert.equal((await api.run('backup', '--out', sealed, '--encrypt')).status, 0)

  const other = await emptyDatabase(t)
  const elsewhere = await apiProcess(t, other.url)
  const refuse = async (path: string, why: RegExp, by = elsewhere) => {
    const { status, output } = await by.run('restore', path, '--lang', 'en')
    assert.equal(status, 1, output)
    assert.match(output, why)
    assert.doesNotMatch(output, / at .*\.ts/)
    assert.equal(await tablesOf(other.sql), 0)
    assert.deepEqual(readdirSync(by.folder), [])
  }
  const whole = readFileSync(plain)
  const damaged = (place: number): string => {
    assert.ok(place >= 0 && place < whole.length)
    const bytes = Buffer.from(whole)
    bytes[place] = (bytes[place] ?? 0) ^ (1 << randomInt(8))
    const path = join(folder, `damaged-${place}.tar`)
    writeFileSync(path, bytes)
    return path
  }
  const manifestAt = whole.lastIndexOf('"format": 1')
  for (const place of [20, 700, whole.indexOf('tables/stores'), manifestAt, randomInt(whole.length)]) {
    await refuse(damaged(place), /The backup is damaged \(|not a backup of Comptoir/)
  }
  for (const length of [0, 600, randomInt(whole.length), whole.length - 1]) {
    const path = join(folder, `cut-${length}.tar`)
    writeFileSync(path, whole.subarray(0, length))
    await refuse(path, /not complete: its end is missing/)
  }
  await refuse(sealed, /is encrypted: give its key by BACKUP_KEY/)
  const stranger = await apiProcess(t, other.url, { BACKUP_KEY: `${key} et d’autres` })
  await refuse(sealed, /key does not open this backup/, stranger)

  // The database that it came from has something, and keeps it.
  const taken = await api.run('restore', sealed, '--lang', 'en')
  assert.equal(taken.status, 1)
  assert.match(taken.output, /The database is not empty.*stores \(1\)/)
  const [store] = await sql<[{ id: number }]>`select id from stores`
  assert.equal(store.id, shop.store.id)
})

test('an installation that was only prepared takes a backup, but not while Comptoir works with it', async (t) => {
  const { sql, url } = await testDatabase(t)
  await prepareInstallation(sql)
  const shop = await makeShop(sql)
  const api = await apiProcess(t, url)
  const path = join(temporaryFolder(t), 'shop.tar')
  assert.equal((await api.run('backup', '--out', path)).status, 0)
  const other = await emptyDatabase(t)
  const elsewhere = await apiProcess(t, other.url, { SECRET_KEY: 'another-secret-key-of-the-tests-0123456789' })
  await elsewhere.start()
  const busy = await elsewhere.run('restore', path, '--lang', 'en')
  assert.equal(busy.status, 1)
  assert.match(busy.output, /Comptoir works with this database: comptoir api/)
  await elsewhere.kill()
  await until(async () => {
    const rows = await other.sql`select from pg_stat_activity where starts_with(application_name, 'comptoir ')`
    return rows.length === 0
  })
  const restored = await elsewhere.run('restore', path, '--lang', 'en')
  assert.equal(restored.status, 0, restored.output)
  assert.match(restored.output, /Warning: SECRET_KEY is not the one/)
  const stores = await other.sql`select id from stores`
  assert.deepEqual(
    stores.map(({ id }) => id),
    [shop.store.id],
  )
})
