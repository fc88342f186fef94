import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { AppError } from '../errors.ts'
import {
  decodeCursor,
  encodeCursor,
  type ListInput,
  pageMeta,
  parseFields,
  parseIds,
  parseInclude,
  parseSort,
  pickFields,
  readList,
  type SortColumns,
} from './list.ts'
import { allOf, containsPattern, searchWords, selectPage } from './select-page.ts'

const { sql } = await testDatabase({ after })
await sql`create table things (id bigint primary key, name text not null, weight numeric not null, seen_at timestamptz not null)`
await sql`
  insert into things
  select n, (array['Élan', 'elan', 'Zèbre', 'abeille'])[1 + n % 4], n % 3, '2026-01-01Z'::timestamptz + n * interval '1 microsecond'
  from generate_series(1, 60) n`

const sorts = {
  id: { sql: 't.id', type: 'bigint' },
  name: { sql: 't.name collate "fr-x-icu"', type: 'text' },
  weight: { sql: 't.weight', type: 'numeric' },
  seen_at: { sql: 't.seen_at', type: 'timestamptz' },
} as const satisfies SortColumns

type Thing = { id: number; name: string }
const list = (query: ListInput, condition = sql`true`) =>
  selectPage<Thing>(sql, readList(query, { sorts, defaultSort: 'id', fields: [] }), {
    sorts,
    from: sql`things t`,
    where: condition,
    columns: sql`t.id, t.name`,
    joins: sql`join things t on t.id = k.id`,
  })
const refusal = (status: number, field: string) => (error: unknown) =>
  error instanceof AppError && error.status === status && Object.keys(error.fields)[0] === field

describe('the parts of a list’s query', () => {
  it('reads an order, and refuses an unknown field by the name of sort', () => {
    assert.deepEqual(parseSort('name,-id,name', ['id', 'name']), [
      { field: 'name', descending: false },
      { field: 'id', descending: true },
    ])
    for (const bad of ['nom', '-', '__proto__', 'name;drop', '--id'])
      assert.throws(() => parseSort(bad, ['id', 'name']), refusal(422, 'sort'), bad)
  })

  it('reads up to 100 ids', () => {
    assert.deepEqual(parseIds('3, 1,3,'), [3, 1])
    assert.equal(parseIds(undefined), null)
    assert.deepEqual(parseIds(''), [])
    const tooMany = Array.from({ length: 101 }, (_, index) => index + 1).join(',')
    for (const bad of ['a', '1.5', '-1', '0', '99999999999999999999', '1e3', tooMany])
      assert.throws(() => parseIds(bad), refusal(422, 'ids'), bad)
  })

  it('keeps the fields asked for, and id', () => {
    const fields = parseFields('name', ['id', 'name', 'price'])
    assert.deepEqual(pickFields({ id: 1, name: 'a', price: '2' }, fields), { id: 1, name: 'a' })
    assert.deepEqual(pickFields({ id: 1, name: 'a' }, null), { id: 1, name: 'a' })
    assert.deepEqual(parseFields('id', ['name']), new Set(['id']))
    assert.throws(() => parseFields('password', ['id']), refusal(422, 'fields'))
  })

  it('reads relations to include', () => {
    assert.deepEqual([...parseInclude('a, b,a', ['a', 'b', 'c'])], ['a', 'b'])
    assert.throws(() => parseInclude('d', ['a']), refusal(422, 'include'))
  })

  it('tells pages', () => {
    assert.deepEqual(pageMeta(0, 1, 15), { current_page: 1, last_page: 1, per_page: 15, total: 0 })
    assert.deepEqual(pageMeta(150, 2, 15), { current_page: 2, last_page: 10, per_page: 15, total: 150 })
    assert.deepEqual(pageMeta(151, 2, 15), { current_page: 2, last_page: 11, per_page: 15, total: 151 })
  })

  it('refuses a cursor that is not its own', () => {
    assert.deepEqual(decodeCursor(encodeCursor('name,id', ['é', '7']), 'name,id', 2), ['é', '7'])
    const bads = [
      'x',
      '%%%',
      encodeCursor('id', ['1', '2']),
      encodeCursor('-id', ['1']),
      encodeCursor('id', ['a']),
      encodeCursor('id', ['1; drop']),
      encodeCursor('id', ['99999999999999999999']),
      Buffer.from('["id",1]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[[[').toString('base64url'),
    ]
    for (const cursor of bads)
      assert.throws(
        () => readList({ cursor }, { sorts, defaultSort: 'id', fields: [] }),
        refusal(400, 'cursor'),
        cursor,
      )
    const days = ['2026-02-31 10:00:00+00', '2026-13-01 10:00:00+00', '0000-01-01 10:00:00+00', 'infinity']
    for (const day of days) {
      const cursor = encodeCursor('seen_at,id', [day, '1'])
      assert.throws(
        () => readList({ cursor, sort: 'seen_at' }, { sorts, defaultSort: 'id', fields: [] }),
        refusal(400, 'cursor'),
        day,
      )
    }
  })
})

describe('a page by number', () => {
  it('comes with the count of all matches, also beyond the end', async () => {
    const first = await list({ per_page: 25, sort: '-id' })
    assert.deepEqual(first.meta, { current_page: 1, last_page: 3, per_page: 25, total: 60 })
    assert.deepEqual([first.rows[0]?.id, first.rows[24]?.id], [60, 36])
    const beyond = await list({ page: 1_000_000_000, per_page: 25 })
    assert.deepEqual(beyond, { rows: [], meta: { current_page: 1_000_000_000, last_page: 3, per_page: 25, total: 60 } })
    const none = await list({}, sql`false`)
    assert.deepEqual(none, { rows: [], meta: { current_page: 1, last_page: 1, per_page: 15, total: 0 } })
  })

  it('sorts names as French does', async () => {
    const { rows } = await list({ sort: 'name', per_page: 100 })
    assert.deepEqual([...new Set(rows.map((row) => row.name))], ['abeille', 'elan', 'Élan', 'Zèbre'])
  })
})

describe('a walk by cursor', () => {
  for (const sort of [
    'id',
    '-id',
    'name',
    '-name',
    'weight,-name',
    '-weight,seen_at',
    'seen_at',
    '-seen_at,weight,name',
  ]) {
    it(`meets every row once in the order ${sort}`, async () => {
      const whole = await list({ sort, per_page: 100 })
      const met: number[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const step: Awaited<ReturnType<typeof list>> = await list({ sort, per_page: 7, cursor })
        met.push(...step.rows.map((row) => row.id))
        cursor = 'next_cursor' in step.meta ? step.meta.next_cursor : null
      }
      assert.deepEqual(
        met,
        whole.rows.map((row) => row.id),
      )
    })
  }
})

describe('a search', () => {
  it('ignores accents and case, and takes wildcards to the letter', async () => {
    const search = async (q: string) => {
      const matches = searchWords(q).map((word) => sql`search_text(t.name) like ${containsPattern(sql, word)}`)
      return (await list({ per_page: 100 }, allOf(sql, matches))).rows.length
    }
    assert.equal(await search('ELÀN'), 30)
    assert.equal(await search('z bre'), 15)
    for (const none of ['%', '_', '\\', '%%', 'él_n', '％', '\\%']) assert.equal(await search(none), 0, none)
  })
})
