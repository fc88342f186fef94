import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { PAGED_MAX } from './list-audit-log.ts'

// One connection, so that its statistics are those of every request.
const { sql, as } = await testApplication({ after }, { max: 1 })
const store = await makeStore(sql)
const owner = as('owner')
const manager = as('manager', { storeIds: [store.id] })
await Promise.all([owner.person, manager.person])

/** More than is looked through for a frequent kind, so that a rare one has to be found otherwise. */
const ENTRIES = 80_000
await sql`
  insert into audit_log (actor_key, operation, action, entity_type, entity_id, part)
  values ('system', 'rareOperation', 'delete', 'rare-entity', 'one-of-its-kind', 'rare_part')`
await sql`
  insert into audit_log (actor_key, operation, action, entity_type, entity_id, part)
  select 'system', 'import', case when n % 3 = 0 then 'create' else 'update' end,
    case when n % 2 = 0 then 'product' else 'product-variant' end, (n % 500)::text, case when n % 5 = 0 then 'product_images' end
  from generate_series(1, ${ENTRIES}::int) n`
await sql`vacuum analyze audit_log`

const read = async (query: string, client = owner) => {
  const { status, body } = await client.get(`/api/v1/audit-log?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

test('numbered pages end where counting does, and a walk goes on', async () => {
  const { meta } = await read('per_page=100')
  assert.deepEqual([meta.total, meta.last_page], [PAGED_MAX, PAGED_MAX / 100])
  const last = await read(`per_page=100&page=${PAGED_MAX / 100}`)
  assert.equal(last.data.length, 100)
  assert.deepEqual((await read(`per_page=100&page=${PAGED_MAX / 100 + 1}`)).data, [])
  const { data } = await read(
    `cursor=${Buffer.from(JSON.stringify(['-id', String(last.data[99].id)])).toString('base64url')}`,
  )
  assert.equal(data[0].id, last.data[99].id - 1)
  assert.equal((await read('sort=id&per_page=1')).meta.total, PAGED_MAX)
})

test('what is rare is found behind all that came since, and what is frequent is counted as far as its pages go', async () => {
  for (const query of [
    'q=RARE',
    'q=rare+part',
    'operation=rareOperation',
    'entity_type=rare-entity',
    'action=delete',
    'entity_id=one-of-its-kind',
  ]) {
    const found = await read(query)
    assert.deepEqual([found.meta.total, found.data[0].operation], [1, 'rareOperation'], query)
    assert.equal((await read(`${query}&cursor=`)).data.length, 1, query)
  }
  assert.equal((await read('q=nowhere')).meta.total, 0)
  assert.equal((await read('q=produ+image')).meta.total, PAGED_MAX)
  const once = await read('entity_id=7&entity_type=product-variant')
  assert.equal(once.meta.total, ENTRIES / 500)
  for (const query of ['q=product', 'action=create&entity_type=product', 'operation=import&q=variant']) {
    const ids: number[] = []
    for (let cursor: string | null = ''; cursor !== null && ids.length < 60; ) {
      const page: { data: { id: number }[]; meta: { next_cursor: string | null } } = await read(
        `${query}&cursor=${cursor}&per_page=20`,
      )
      ids.push(...page.data.map(({ id }) => id))
      cursor = page.meta.next_cursor
    }
    const pages = await Promise.all([1, 2, 3].map((page) => read(`${query}&page=${page}&per_page=20`)))
    assert.deepEqual(
      ids,
      pages.flatMap(({ data }) => data.map(({ id }: { id: number }) => id)),
      query,
    )
  }
})

test('no question reads the log from end to end', async () => {
  const scans = async () => {
    await sql`select pg_stat_force_next_flush()`
    await sql`select 1`
    const [row] = await sql<[{ scans: number }]>`
      select seq_scan::int as scans from pg_stat_user_tables where relname = 'audit_log'`
    return row.scans
  }
  const before = await scans()
  for (const client of [owner, manager]) {
    for (const query of [
      '',
      'page=500',
      'cursor=',
      'q=rare',
      'q=product',
      'entity_id=7',
      'entity_type=rare-entity',
      'action=delete',
      'operation=import',
      'user_id=1',
      'request_id=x',
      `store_id=${store.id}`,
    ])
      await read(query, client)
  }
  assert.equal(await scans(), before)
  await sql`select count(*) from audit_log where before is not null`
  assert.equal(await scans(), before + 1, 'a scan would be seen')
})
