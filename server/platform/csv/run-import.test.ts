import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { importPath, readText, temporaryFile, temporaryFolder } from '../../../test/harness/imports.ts'
import type { Tx } from '../database/connect.ts'
import { text } from '../text.ts'
import { gatherGroups, hasScatteredGroups } from './gather-groups.ts'
import type { CsvFile } from './inspect-file.ts'
import { inspectFile } from './inspect-file.ts'
import type { ImportField, Mapping } from './mapping.ts'
import type { BatchReport } from './problems.ts'
import type { CsvRecord } from './read-records.ts'
import type { ImportPlan, ImportSettings } from './run-import.ts'

const { sql } = await testDatabase({ after })
await sql`create table imported (file text, group_name text, value integer check (value <> 13), unique (file, value))`
await sql`
  create function refuse_fourteen() returns trigger language plpgsql as $$ begin
    if new.value = 14 then raise check_violation using message = 'fourteen'; end if; return null; end $$`
await sql`
  create constraint trigger late after insert on imported deferrable initially deferred
  for each row execute function refuse_fourteen()`

const FIELDS: readonly ImportField[] = [
  { name: 'group', label: text('Groupe', 'Group') },
  { name: 'value', label: text('Valeur', 'Value') },
]

type Behaviour = {
  before?: (tx: Tx, records: CsvRecord[], report: BatchReport) => Promise<void>
  records?: ImportPlan['records']
}

/** A plan that inserts each record once; three groups to a batch. */
const planOf =
  (name: string, behaviour: Behaviour = {}) =>
  (file: CsvFile, mapping: Mapping): ImportPlan => ({
    kind: 'test',
    file,
    mapping,
    options: { name },
    groupOf: (record) => mapping.value(record, 'group'),
    groupsPerBatch: 3,
    recordsPerBatch: 100,
    ...(behaviour.records && { records: behaviour.records }),
    writeBatch: async (tx, records, report) => {
      await behaviour.before?.(tx, records, report)
      for (const record of records) {
        const value = mapping.value(record, 'value')
        if (!/^\d+$/.test(value)) {
          report.refuse(record.line, text('Pas un nombre', 'Not a number'), { field: 'value', value })
          continue
        }
        const made = await tx`
        insert into imported values (${name}, ${mapping.value(record, 'group')}, ${Number(value)}) on conflict do nothing`
        report.count(made.count === 1 ? 'created' : 'unchanged')
      }
    },
  })

const run = (path: string, name: string, behaviour: Behaviour = {}, settings: Partial<ImportSettings> = {}) =>
  importPath(sql, path, { fields: FIELDS, settings, prepare: planOf(name, behaviour) })

const valuesOf = async (name: string) =>
  (await sql<{ value: number }[]>`select value from imported where file = ${name} order by value`).map(
    ({ value }) => value,
  )

/** `group,value` with two records to a group. */
const rows = (count: number): string =>
  `group,value\n${Array.from({ length: count }, (_, index) => `${Math.floor(index / 2)},${index + 100}\n`).join('')}`

describe('an import', () => {
  test('commits batch by batch, never parting a group, and counts', async (t) => {
    const sizes: number[] = []
    const progress: number[] = []
    const before = async (_tx: Tx, records: CsvRecord[]) => void sizes.push(records.length)
    const outcome = await run(
      temporaryFile(t, rows(20)),
      'batches',
      { before },
      { onProgress: ({ records }) => progress.push(records) },
    )
    assert.deepEqual(sizes, [6, 6, 6, 2])
    assert.deepEqual(progress, [6, 12, 18, 20])
    assert.deepEqual({ records: outcome.records, counts: outcome.counts }, { records: 20, counts: { created: 20 } })
    assert.equal((await valuesOf('batches')).length, 20)
  })

  test('begins again from the first record once it has finished, and then changes nothing', async (t) => {
    const path = temporaryFile(t, rows(8))
    await run(path, 'again')
    const outcome = await run(path, 'again')
    assert.deepEqual(
      { counts: outcome.counts, takenUpAt: outcome.takenUpAt },
      { counts: { unchanged: 8 }, takenUpAt: 0 },
    )
  })

  test('lists bad records by line, wrong field counts among them, in the file too', async (t) => {
    const path = temporaryFile(t, 'group,value\na,"1\n"\nb,x\nc\nd,4,,\ne,5,f,6\n')
    const errorFile = join(temporaryFolder(t), 'errors.csv')
    const outcome = await run(path, 'bad', {}, { errorFile })
    assert.deepEqual(outcome.listed, [
      '2 refused value',
      '4 refused value',
      '5 warning -',
      '5 refused value',
      '7 warning -',
    ])
    assert.deepEqual(outcome.counts, { refused: 3, warnings: 2, created: 2 })
    const lines = (await readText(errorFile)).split('\r\n')
    assert.equal(lines[2], '4,refusée,value,x,Pas un nombre')
    assert.match(lines[5] ?? '', /^7,avertissement,,,"4 champs au lieu de 2/)
  })

  test('that fails takes up after its last commit, and lists nothing twice', async (t) => {
    const path = temporaryFile(t, rows(20).replace(',101\n', ',un\n').replace(',115\n', ',quinze\n'))
    const errorFile = join(temporaryFolder(t), 'errors.csv')
    let calls = 0
    const before = async () => {
      calls += 1
      if (calls === 3) throw new Error('the power went out')
    }
    await assert.rejects(run(path, 'failing', { before }, { errorFile }), /the power went out/)
    assert.equal((await valuesOf('failing')).length, 11)
    const outcome = await run(path, 'failing', { before }, { errorFile })
    assert.equal(outcome.takenUpAt, 12)
    assert.deepEqual(outcome.listed, ['17 refused value'])
    assert.deepEqual(outcome.counts, { created: 18, refused: 2 })
    assert.equal((await valuesOf('failing')).length, 18)
    assert.equal((await readText(errorFile)).match(/refusée/g)?.length, 2)
  })

  test('that is interrupted stops after its batch; --restart begins anew', async (t) => {
    const path = temporaryFile(t, rows(20))
    const asked = new AbortController()
    const stopped = await run(path, 'stopped', {}, { signal: asked.signal, onProgress: () => asked.abort() })
    assert.deepEqual({ stopped: stopped.isInterrupted, records: stopped.records }, { stopped: true, records: 6 })
    const outcome = await run(path, 'stopped', {}, { restart: true })
    assert.deepEqual(
      { counts: outcome.counts, takenUpAt: outcome.takenUpAt },
      { counts: { unchanged: 6, created: 14 }, takenUpAt: 0 },
    )
  })

  test('is another one when its options differ', async (t) => {
    const path = temporaryFile(t, rows(4))
    await run(path, 'options-a')
    assert.deepEqual((await run(path, 'options-b')).counts, { created: 4 })
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::integer as count from import_runs where source_name = ${path} and finished_at is not null`
    assert.equal(count, 2)
  })

  test('does a batch again when somebody takes a code meanwhile', async (t) => {
    const path = temporaryFile(t, 'group,value\na,500\n')
    let calls = 0
    const before = async (tx: Tx, _records: CsvRecord[], report: BatchReport) => {
      calls += 1
      report.count('calls')
      if (calls < 3) await tx`insert into imported values ('taken', 'x', 1), ('taken', 'y', 1)`
    }
    assert.deepEqual((await run(path, 'taken', { before })).counts, { calls: 1, created: 1 })
    assert.equal(calls, 3)
  })

  test('leaves out the group that the database refuses, says so of each of its records, and goes on', async (t) => {
    const path = temporaryFile(t, rows(20).replace(',109\n', ',13\n'))
    const errorFile = join(temporaryFolder(t), 'errors.csv')
    const progress: number[] = []
    const outcome = await run(path, 'refused', {}, { errorFile, onProgress: ({ records }) => progress.push(records) })
    assert.deepEqual(outcome.listed, ['10 refused -', '11 refused -'])
    assert.deepEqual(outcome.counts, { created: 18, refused: 2 })
    assert.deepEqual(progress, [6, 12, 18, 20])
    const left = new Set(await valuesOf('refused'))
    assert.ok(!left.has(108) && !left.has(13) && left.size === 18)
    assert.match(
      await readText(errorFile),
      /10,refusée,,,"L’enregistrement ne peut pas être conservé.*imported_value_check/,
    )
    const again = await run(path, 'refused')
    assert.deepEqual(again.counts, { unchanged: 18, refused: 2 })
  })

  test('does not take a fault of ours, or a lost connection, for a bad record', async (t) => {
    const before = async (tx: Tx) => void (await tx`select nothing from nowhere`)
    await assert.rejects(run(temporaryFile(t, rows(4)), 'fault', { before }), /nowhere/)
    assert.deepEqual(await valuesOf('fault'), [])
  })

  test('stops when another process imports the same file', async (t) => {
    const path = temporaryFile(t, rows(20))
    let calls = 0
    const before = async () => {
      calls += 1
      if (calls === 2) await run(path, 'twice')
    }
    await assert.rejects(run(path, 'twice', { before }), /Another process is importing/)
    assert.equal((await valuesOf('twice')).length, 20)
  })

  test('refuses a group without end', async (t) => {
    const path = temporaryFile(t, `group,value\n${'a,1\n'.repeat(30_001)}`)
    await assert.rejects(run(path, 'endless'), /Line 30002: more than 30000 records/)
  })

  test('of nothing but blanks is refused', async (t) => {
    await assert.rejects(run(temporaryFile(t, '\n \n'), 'blank'), /is empty/)
  })
})

describe('a dry run', () => {
  test('finds what the import would find, and writes nothing', async (t) => {
    const path = temporaryFile(t, rows(20).replace(',101\n', ',un\n'))
    const errorFile = join(temporaryFolder(t), 'errors.csv')
    const outcome = await run(path, 'dry', {}, { dryRun: true, errorFile })
    assert.deepEqual(outcome.counts, { created: 19, refused: 1 })
    assert.deepEqual(outcome.listed, ['3 refused value'])
    assert.ok(existsSync(errorFile))
    assert.deepEqual(await valuesOf('dry'), [])
    assert.equal((await sql`select 1 from import_runs where source_name = ${path}`).length, 0)
  })
  test('finds what the database would refuse, also at the end of the transaction', async (t) => {
    const path = temporaryFile(t, rows(20).replace(',109\n', ',13\n').replace(',115\n', ',14\n'))
    const outcome = await run(path, 'dry', {}, { dryRun: true })
    assert.deepEqual(outcome.listed, ['10 refused -', '11 refused -', '16 refused -', '17 refused -'])
    assert.deepEqual(outcome.counts, { created: 16, refused: 4 })
    assert.deepEqual((await run(path, 'dry')).counts, outcome.counts)
  })
})

describe('scattered groups', () => {
  const keyOf = (record: CsvRecord) => record.fields[0] ?? ''
  test('are noticed', async (t) => {
    assert.equal(
      await hasScatteredGroups(await inspectFile(temporaryFile(t, 'group,value\na,1\nb,2\na,3\n')), keyOf),
      true,
    )
    assert.equal(await hasScatteredGroups(await inspectFile(temporaryFile(t, rows(200_000))), keyOf), false)
  })
  test('stand where their first record does, with their lines, whatever the size of the file', async (t) => {
    const count = 6_000
    const body = Array.from({ length: count }, (_, index) => `g${index % 7},${index},"x\n"\n`).join('')
    const path = temporaryFile(t, `group,value,text\n${body}`)
    const file = await inspectFile(path)
    const records: CsvRecord[] = []
    for await (const chunk of gatherGroups(sql, keyOf)(file)) records.push(...chunk.records)
    assert.deepEqual(records[0], { line: 1, fields: ['group', 'value', 'text'] })
    const groups = records.slice(1).map(keyOf)
    assert.deepEqual(
      groups.filter((group, index) => group !== groups[index - 1]),
      ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6'],
    )
    assert.deepEqual(records[2], { line: 16, fields: ['g0', '7', 'x\n'] })
    assert.equal(records.length, count + 1)
  })
  test('are imported like any others, and taken up where they were left', async (t) => {
    const path = temporaryFile(
      t,
      `group,value\n${Array.from({ length: 20 }, (_, index) => `${index % 10},${index + 100}\n`).join('')}`,
    )
    const records = gatherGroups(sql, keyOf)
    let calls = 0
    const before = async () => {
      calls += 1
      if (calls === 2) throw new Error('the power went out')
    }
    await assert.rejects(run(path, 'scattered', { records, before }))
    assert.deepEqual(await valuesOf('scattered'), [100, 101, 102, 110, 111, 112])
    assert.deepEqual((await run(path, 'scattered', { records })).counts, { created: 20 })
  })
})
