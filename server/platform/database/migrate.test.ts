import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { emptyDatabase, TEST_DATABASE_CONFIG } from '../../../test/harness/database.ts'
import { dumpSchema } from './dump-schema.ts'
import { MigrationError, migrate, readMigrations } from './migrate.ts'

function folderWith(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-migrations-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const first = { '0001_one.sql': 'create table one (id bigint generated always as identity primary key);' }
const second = { '0002_two.sql': "create table two (name text not null default 'é' check (name <> ''));" }

test('files are applied in order, once, and new ones later', async (t) => {
  const { sql, url } = await emptyDatabase(t)
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: url }
  assert.deepEqual(await migrate(config, { folder: folderWith(t, first) }), ['0001_one.sql'])
  const both = folderWith(t, { ...first, ...second })
  assert.deepEqual(await migrate(config, { folder: both }), ['0002_two.sql'])
  assert.deepEqual(await migrate(config, { folder: both }), [])
  assert.equal((await sql`insert into two default values returning name`)[0]?.name, 'é')
})

test('instances that start together apply each file once', async (t) => {
  const { url } = await emptyDatabase(t)
  const folder = folderWith(t, { ...first, ...second })
  const runs = await Promise.all(
    [1, 2, 3, 4].map(() => migrate({ ...TEST_DATABASE_CONFIG, databaseUrl: url }, { folder })),
  )
  assert.deepEqual(runs.flat().sort(), ['0001_one.sql', '0002_two.sql'])
})

test('a file that fails changes nothing, and its name and line are told', async (t) => {
  const { sql, url } = await emptyDatabase(t)
  const folder = folderWith(t, { ...first, '0002_bad.sql': 'create table two (id int);\n\nselect nowhere;\n' })
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: url }
  await assert.rejects(migrate(config, { folder }), (error: Error) => {
    assert.ok(error instanceof MigrationError)
    assert.match(error.message, /0002_bad\.sql failed: .*nowhere.*\(line 3\)/)
    return true
  })
  const [row] = await sql`select to_regclass('one') is not null as one, to_regclass('two') is not null as two`
  assert.deepEqual({ ...row }, { one: true, two: false })
})

test('a file that changed after it was applied is an error that names it; line ends do not matter', async (t) => {
  const { url } = await emptyDatabase(t)
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: url }
  const text = 'create table one (\n  id int\n);\n'
  await migrate(config, { folder: folderWith(t, { '0001_one.sql': text }) })
  assert.deepEqual(
    await migrate(config, { folder: folderWith(t, { '0001_one.sql': text.replaceAll('\n', '\r\n') }) }),
    [],
  )
  const changed = folderWith(t, { '0001_one.sql': `${text}-- later` })
  await assert.rejects(migrate(config, { folder: changed }), /0001_one\.sql has changed since it was applied/)
})

test('a database from a newer version is refused', async (t) => {
  const { url } = await emptyDatabase(t)
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: url }
  await migrate(config, { folder: folderWith(t, { ...first, ...second }) })
  await assert.rejects(
    migrate(config, { folder: folderWith(t, first) }),
    /0002_two\.sql, which this version .* does not know/,
  )
})

test('a gap, a double or a strange name among the files is refused', async (t) => {
  await assert.rejects(readMigrations(folderWith(t, { ...first, '0003_three.sql': '' })), /must be named 0002_/)
  await assert.rejects(readMigrations(folderWith(t, { ...first, '0001_other.sql': '' })), /out of order/)
  await assert.rejects(readMigrations(folderWith(t, { 'one.sql': '' })), /must be named 0001_/)
})

test('the dump of a schema does not depend on the order of its making', async (t) => {
  const one = await emptyDatabase(t)
  const other = await emptyDatabase(t)
  const parts = [
    "create table shop (id bigint primary key, name text not null default 'x', total numeric(12,3) check (total >= 0))",
    'create table till (id int generated always as identity, shop_id bigint not null references shop)',
  ]
  const index = 'create index till_by_shop on till (shop_id) where shop_id > 0'
  const code = `create function zero() returns int language sql return 0;
    create function touch() returns trigger language plpgsql as 'begin return new; end'`
  const trigger = 'create trigger touched before update on shop for each row execute function touch()'
  await one.sql.unsafe([...parts, code, index, trigger].join(';\n'))
  await other.sql.unsafe([code, parts[0], trigger, parts[1], index].join(';\n'))
  const text = await dumpSchema(one.sql)
  assert.equal(await dumpSchema(other.sql), text)
  assert.match(text, /create table shop \(\n {2}id bigint not null,\n {2}name text default 'x'::text not null,/)
  assert.match(text, / {2}constraint till_shop_id_fkey FOREIGN KEY \(shop_id\) REFERENCES shop\(id\)/)
  assert.match(text, /CREATE INDEX till_by_shop ON till/)
  assert.match(text, /CREATE TRIGGER touched BEFORE UPDATE ON shop/)
})

test('while somebody uses a table, its change makes way for those who come after, and is made in the end', async (t) => {
  const { sql, url } = await emptyDatabase(t)
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: url }
  await migrate(config, { folder: folderWith(t, first) })
  const changed = folderWith(t, { ...first, '0002_more.sql': 'alter table one add column name text;' })
  const waits = () =>
    sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  const migrated = await sql.begin(async (tx) => {
    await tx`select * from one`
    const migrating = migrate(config, { folder: changed, locking: { timeoutMs: 100, pauseMs: 20 } })
    while ((await waits()).length === 0) await new Promise(setImmediate)
    // It would wait behind the change for as long as this transaction lasts, if the change did not give up its place.
    await sql`select * from one`
    return { migrating }
  })
  assert.deepEqual(await migrated.migrating, ['0002_more.sql'])
})

test('a change that never gets its turn is an error, and changes nothing', async (t) => {
  const { sql, url } = await emptyDatabase(t)
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: url }
  await migrate(config, { folder: folderWith(t, first) })
  const changed = folderWith(t, { ...first, '0002_more.sql': 'alter table one add column name text;' })
  await sql.begin(async (tx) => {
    await tx`select * from one`
    const locking = { timeoutMs: 20, pauseMs: 1, patienceMs: 50 }
    await assert.rejects(migrate(config, { folder: changed, locking }), /0002_more\.sql failed: .*lock timeout/)
  })
  const rows = await sql`select name from schema_migrations`
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['0001_one.sql'],
  )
})
