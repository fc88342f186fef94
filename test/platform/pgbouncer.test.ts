// The whole of it through a real PgBouncer in transaction mode: nothing may count on finding the same connection again.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import postgres from 'postgres'
import type { Sql } from '../../server/platform/database/connect.ts'
import { openDatabase } from '../../server/platform/database/open-database.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { API_TOKEN, type ApiProcess, apiProcess } from '../harness/api-process.ts'
import { TEST_DATABASE_CONFIG, testDatabase } from '../harness/database.ts'
import { eventually } from '../harness/eventually.ts'
import { makeToken, makeUser } from '../harness/factories.ts'
import { readLive } from '../harness/live.ts'
import { hasPooler, startPooler } from '../harness/pooler.ts'
import { until } from '../harness/processes.ts'
import { makeShop, onHandOf, type Shop, saleOf } from '../harness/sales.ts'
import { workerProcess } from '../harness/worker-process.ts'

/** Far fewer than the instances open, so that each transaction finds another one. */
const SERVER_CONNECTIONS = 4
const STOCK = 1_000

describe('through PgBouncer', { skip: hasPooler() ? false : 'pgbouncer is not installed on this machine' }, () => {
  const cleanings: (() => Promise<void>)[] = []
  const cleaner = { after: (work: () => Promise<void>) => void cleanings.push(work) }
  let sql: Sql
  let shop: Shop
  let apis: readonly [ApiProcess, ApiProcess]
  let pooled: string
  let token: string

  before(async () => {
    const database = await testDatabase(cleaner)
    sql = database.sql
    await prepareInstallation(sql)
    shop = await makeShop(sql, { tills: 2, articles: [{ price: '10.00' }], stock: STOCK })
    token = (await makeToken(sql, (await makeUser(sql, { roles: ['owner'] })).id)).secret
    const pooler = await startPooler(cleaner, database.url, (text) =>
      text
        .replace(/default_pool_size = \d+/, `default_pool_size = ${SERVER_CONNECTIONS}`)
        .replace(/reserve_pool_size = \d+/, 'reserve_pool_size = 0'),
    )
    pooled = pooler.url
    // Whom a busy machine turns away is another test’s matter.
    const variables = { DATABASE_DIRECT_URL: database.url, LOAD_SHEDDING: 'false' }
    apis = [await apiProcess(cleaner, pooled, variables), await apiProcess(cleaner, pooled, variables)]
    await Promise.all(apis.map((api) => api.start()))
    const { folder: dataFolder } = apis[0]
    workerProcess(cleaner, { url: pooled, dataFolder, variables }).start()
  })
  after(async () => {
    for (const clean of cleanings.toReversed()) await clean()
  })

  async function ask(api: ApiProcess, method: string, path: string, body?: object, headers: object = {}) {
    const answer = await fetch(`${api.address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const { data, code } = JSON.parse(await answer.text())
    return { status: answer.status, data, code, isReplay: answer.headers.get('idempotent-replayed') === 'true' }
  }
  const sales = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      saleOf(shop, { register_id: shop.tillIds[index % 2], payments: [{ method: 'cash', amount: '20.00' }] }),
    )
  let sold = 0

  test('sales sent to both instances at once, and again, are recorded once', async () => {
    const sent = sales(60)
    const first = await Promise.all(
      sent.map((sale, index) => ask(apis[index % 2] as ApiProcess, 'POST', '/sales', sale)),
    )
    assert.ok(first.every(({ status }) => status === 201))
    const again = await Promise.all(
      sent.map((sale, index) => ask(apis[(index + 1) % 2] as ApiProcess, 'POST', '/sales', sale)),
    )
    assert.ok(again.every(({ status, isReplay }) => status === 200 && isReplay))
    assert.deepEqual(
      again.map(({ data }) => data),
      first.map(({ data }) => data),
    )
    sold += sent.length
    assert.equal(await onHandOf(sql, shop.store.id, Number(shop.articles[0]?.variantId)), `${STOCK - sold}.000`)
  })

  test('a batch is recorded whole', async () => {
    const records = sales(200).map((sale) => ({ kind: 'sale', ...sale }))
    const { status, data } = await ask(apis[0], 'POST', '/sales/batch', { records })
    assert.equal(status, 200)
    assert.ok(data.every((answer: { status: number }) => answer.status < 300))
    sold += records.length
  })

  test('a write with a key happens once, whoever is asked, also at the same time', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const created = await Promise.all(
      [0, 1, 0, 1].map((index) => ask(apis[index] as ApiProcess, 'POST', '/customers', { name: 'Marie' }, headers)),
    )
    assert.deepEqual(new Set(created.map(({ data }) => data.id)).size, 1)
    assert.equal(created.filter(({ isReplay }) => !isReplay).length, 1)
    const reused = await ask(apis[1], 'POST', '/customers', { name: 'Other' }, headers)
    assert.deepEqual([reused.status, reused.code], [409, 'idempotency_key_reused'])
  })

  test('what one instance sells is heard on the other', async () => {
    const reader = await readLive({ address: apis[1].address, token, query: '?types=sale.completed' })
    const heard = sales(3)
    for (const sale of heard) assert.equal((await ask(apis[0], 'POST', '/sales', sale)).status, 201)
    sold += heard.length
    const events = await reader.heard(3)
    assert.deepEqual(
      events.map(({ data }) => data.data.id),
      heard.map(({ id }) => id),
    )
    reader.leave()
  })

  test('reports say what was sold, while it is sold', async () => {
    const [{ data }] = await Promise.all([
      ask(apis[1], 'GET', '/reports/kpis'),
      ...sales(8).map((sale) => ask(apis[0], 'POST', '/sales', sale)),
    ])
    sold += 8
    assert.ok(data.tickets.value <= sold)
    assert.equal((await ask(apis[1], 'GET', '/reports/kpis')).data.tickets.value, sold)
    assert.equal((await ask(apis[0], 'GET', '/reports/sales?group_by=store')).data.totals.tickets, sold)
  })

  test('a change on one instance is seen on the other, cached as it may be', async () => {
    const path = `/products/${shop.articles[0]?.productId}`
    assert.equal((await ask(apis[1], 'GET', path)).status, 200)
    assert.equal((await ask(apis[0], 'PATCH', path, { name: 'Renommé' })).status, 200)
    const seen = await eventually(
      () => ask(apis[1], 'GET', path),
      ({ data }) => data.name === 'Renommé',
    )
    assert.equal(seen.data.name, 'Renommé')
  })

  test('jobs are left through it, and done around it', async () => {
    const [sale] = sales(1)
    await ask(apis[0], 'POST', '/sales', sale)
    sold += 1
    const { status } = await ask(apis[1], 'POST', `/sales/${sale?.id}/email`, { to: 'marie@exemple.test' })
    assert.ok(status < 300, String(status))
    const folder = join(apis[0].folder, 'mail')
    const mails = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    await until(() => {
      try {
        return mails().some((text) => text.includes('marie@exemple.test'))
      } catch {
        return false
      }
    })
  })

  test('what is asked at once over one connection is answered, each question', async () => {
    const pool = await openDatabase({ ...TEST_DATABASE_CONFIG, databaseUrl: pooled }, { max: 1 })
    cleaner.after(() => pool.end({ timeout: 1 }))
    for (let round = 0; round < 50; round += 1) {
      const numbers = Array.from({ length: 20 }, (_, index) => index)
      const answers = await Promise.all(
        numbers.map((number) => (number % 2 === 0 ? pool`select 0 as number` : pool`select ${number}::int as number`)),
      )
      assert.deepEqual(
        answers.map(([row]) => row?.number),
        numbers.map((number) => (number % 2 === 0 ? 0 : number)),
      )
    }
  })

  test('connections are shared, and nothing of anybody stays on them', async () => {
    const pooler = postgres(pooled, { max: 1, prepare: false, onnotice: () => {} })
    const seen = new Map<number, { statement_timeout: string; prepared: number; actor: string }>()
    for (let turn = 0; turn < 40; turn += 1) {
      const [row] = await pooler`
        select pg_backend_pid() as pid, current_setting('statement_timeout') as statement_timeout,
               coalesce(current_setting('comptoir.actor', true), '') as actor,
               (select count(*)::int from pg_prepared_statements) as prepared`
      if (row !== undefined) seen.set(row.pid, row as never)
    }
    await pooler.end()
    for (const { statement_timeout, prepared, actor } of seen.values()) {
      assert.deepEqual({ statement_timeout, prepared, actor }, { statement_timeout: '0', prepared: 0, actor: '' })
    }
    const [counts] = await sql<{ pooled: number; advisory: number }[]>`
      select (select count(*)::int from pg_stat_activity
              where datname = current_database() and application_name like 'comptoir api%') as pooled,
             (select count(*)::int from pg_locks where locktype = 'advisory' and objsubid = 1
              and pid in (select pid from pg_stat_activity
                          where datname = current_database() and state = 'idle')) as advisory`
    assert.ok(Number(counts?.pooled) <= SERVER_CONNECTIONS, `${counts?.pooled} connections`)
    assert.equal(counts?.advisory, 0)
    const { status, output } = await apis[0].run('verify', '--lang', 'en')
    assert.equal(status, 0, output)
  })
})
