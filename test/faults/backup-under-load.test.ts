// A backup made while the shop works, restored elsewhere: all of one moment is there, and nothing else; the shop goes on.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import type { Sql } from '../../server/platform/database/connect.ts'
import { dumpSchema } from '../../server/platform/database/dump-schema.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { API_TOKEN, type ApiProcess, apiProcess } from '../harness/api-process.ts'
import { readRows, unpack } from '../harness/backups.ts'
import { emptyDatabase, testDatabase } from '../harness/database.ts'
import { makeUser } from '../harness/factories.ts'
import { filesBelow, temporaryFolder } from '../harness/folder.ts'
import { multipartBody, multipartHeaders } from '../harness/multipart.ts'
import { makePicture, pictureFile } from '../harness/pictures.ts'
import { until } from '../harness/processes.ts'
import { makeShop, newId, type Shop, saleOf } from '../harness/sales.ts'
import { workerProcess } from '../harness/worker-process.ts'

const VERIFY_JOURNAL = resolve(import.meta.dirname, '../../bin/verify-journal.mjs')
const PASSWORD = 'quatre mots tirés au hasard'
const CLIENTS = 6

const pick = <Item>(items: readonly Item[]): Item => items[randomInt(items.length)] as Item

async function ask(api: ApiProcess, method: string, path: string, body: object | Buffer, token = API_TOKEN) {
  const headers = Buffer.isBuffer(body) ? multipartHeaders : { 'content-type': 'application/json' }
  const response = await fetch(`${api.address}/api/v1${path}`, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
  })
  const text = await response.text()
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text).data
}

/** When each sale was asked for and answered, and to whom receipts were promised. */
type Load = {
  readonly sales: { id: string; askedAt: number; answeredAt: number }[]
  readonly mails: string[]
  done: number
}

async function client(api: ApiProcess, shop: Shop, load: Load, isOver: () => boolean): Promise<void> {
  const own: string[] = []
  const sell = async () => {
    const sale = saleOf(shop, { lines: [{ variant_id: pick(shop.articles).variantId, quantity: '2' }] })
    const askedAt = performance.now()
    await ask(api, 'POST', '/sales', sale)
    load.sales.push({ id: sale.id, askedAt, answeredAt: performance.now() })
    own.push(sale.id)
  }
  const takeBack = async () => {
    const id = own.pop()
    if (id === undefined) return sell()
    await ask(api, 'POST', `/sales/${id}/returns`, {
      id: newId(),
      lines: [{ sale_line: 1, quantity: '1' }],
      refunds: [{ method: 'cash', amount: '10.00' }],
    })
  }
  const mail = async () => {
    const id = own.at(-1)
    if (id === undefined) return sell()
    const to = `${randomUUID()}@exemple.test`
    await ask(api, 'POST', `/sales/${id}/email`, { to })
    load.mails.push(to)
  }
  const adjust = async () => {
    const path = `/product-variants/${pick(shop.articles).variantId}/stock`
    await ask(api, 'PUT', path, { store_id: shop.store.id, delta: 3, reason: 'Trouvé' })
  }
  const upload = async () => {
    const parts = [pictureFile(await makePicture('jpeg', { width: 300, height: 200 }))]
    await ask(api, 'POST', `/products/${pick(shop.articles).productId}/gallery`, multipartBody(parts))
  }
  const works = [sell, sell, sell, sell, takeBack, takeBack, mail, adjust, adjust, upload]
  while (!isOver()) {
    await pick(works)()
    load.done += 1
  }
}

async function shopAtWork(t: TestContext) {
  const { sql, url } = await testDatabase(t)
  await prepareInstallation(sql)
  const shop = await makeShop(sql, {
    tills: 2,
    articles: Array(5).fill({ price: '10.00', taxClass: 'exempt' }),
    stock: 10_000,
  })
  await makeUser(sql, { email: 'alix@exemple.test', password: PASSWORD, roles: ['owner'] })
  const api = await apiProcess(t, url)
  await api.start()
  return { sql, shop, api }
}

const AFTER_A_RESTORATION = ['cache_namespaces', 'event_feed', 'feed_state']

test('a backup made while the shop works is one moment of it, and the shop goes on elsewhere', async (t) => {
  const { sql, shop, api } = await shopAtWork(t)
  const load: Load = { sales: [], mails: [], done: 0 }
  let isOver = false
  const clients = Array.from({ length: CLIENTS }, () => client(api, shop, load, () => isOver))
  await until(() => load.done >= 80)
  const folder = temporaryFolder(t)
  const startedAt = performance.now()
  const made = await api.run('backup', '--out', folder, '--lang', 'en')
  const endedAt = performance.now()
  const during = load.sales.filter(({ answeredAt }) => answeredAt > startedAt && answeredAt < endedAt).length
  const atEnd = load.done
  await until(() => load.done >= atEnd + 30)
  isOver = true
  await Promise.all(clients)
  assert.equal(made.status, 0, made.output)
  assert.ok(during > 0, 'tills sold meanwhile')
  const [name = ''] = readdirSync(folder)
  const path = join(folder, name)
  assert.match(made.output, new RegExp(`Backup made: ${path}\\n.*not encrypted\\nSHA-256 [0-9a-f]{64}`))
  assert.equal(statSync(path).mode & 0o777, 0o600)

  const other = await emptyDatabase(t)
  const elsewhere = await apiProcess(t, other.url)
  const restored = await elsewhere.run('restore', path, '--lang', 'en')
  assert.equal(restored.status, 0, restored.output)
  assert.match(restored.output, /Everything agrees/)
  assert.doesNotMatch(restored.output, /SECRET_KEY/)

  await t.test('every row of every table is there', async () => {
    const unpacked = await unpack(path)
    const rows = await readRows(other.sql, unpacked)
    assert.ok(unpacked.manifest.tables.length > 70)
    for (const { name: table } of unpacked.manifest.tables) {
      if (!AFTER_A_RESTORATION.includes(table)) assert.deepEqual(rows.get(table), unpacked.rows.get(table), table)
    }
    assert.equal(await dumpSchema(other.sql), await dumpSchema(sql))
  })

  await t.test('what was answered before is there, what was asked after is not', async () => {
    const kept = new Set((await other.sql`select id from sales`).map(({ id }) => id))
    const before = load.sales.filter(({ answeredAt }) => answeredAt < startedAt)
    const after = load.sales.filter(({ askedAt }) => askedAt > endedAt)
    assert.ok(before.length > 0 && after.length > 0)
    assert.deepEqual(
      before.filter(({ id }) => !kept.has(id)),
      [],
    )
    assert.deepEqual(
      after.filter(({ id }) => kept.has(id)),
      [],
    )
  })

  await t.test('every stored file is there, byte by byte', async () => {
    const [from, to] = [join(api.folder, 'files'), join(elsewhere.folder, 'files')]
    const names = filesBelow(to).map((file) => relative(to, file))
    const keys = (await other.sql<{ key: string }[]>`select key from files`).map(({ key }) => key)
    assert.ok(keys.length > 0)
    for (const key of keys)
      assert.ok(
        names.some((file) => file.includes(join(key, 'original.webp'))),
        key,
      )
    for (const file of names) assert.ok(readFileSync(join(to, file)).equals(readFileSync(join(from, file))), file)
  })

  await t.test('a backup of what was restored holds the same', async () => {
    const second = join(temporaryFolder(t), 'second.tar')
    assert.equal((await elsewhere.run('backup', '--out', second)).status, 0)
    const digests = async (file: string) =>
      (await unpack(file)).manifest.tables
        .filter(({ name: table }) => !AFTER_A_RESTORATION.includes(table))
        .map(({ name: table, rows, digest }) => ({ table, rows, digest }))
    assert.deepEqual(await digests(second), await digests(path))
  })

  await t.test('people sign in, sell, print, and prove the journal', async () => {
    await elsewhere.start()
    await goOn(elsewhere, other.sql, shop)
    const [promised] = await other.sql<[{ count: number }]>`
      select count(*)::int as count from pgboss.job where name = 'send-receipt'`
    assert.ok(promised.count > 0)
    const worker = workerProcess(t, { url: other.url, dataFolder: elsewhere.folder })
    worker.start()
    const mails = join(elsewhere.folder, 'mail')
    await until(() => existsSync(mails) && readdirSync(mails).length >= promised.count)
    await worker.stop()
    const verified = await elsewhere.run('verify', '--lang', 'en')
    assert.equal(verified.status, 0, verified.output)
  })
  await elsewhere.kill()
})

async function goOn(api: ApiProcess, sql: Sql, shop: Shop): Promise<void> {
  const { token } = await ask(api, 'POST', '/login', { email: 'alix@exemple.test', password: PASSWORD })
  const [last] = await sql<[{ id: string; number: number; series: number }]>`
    select id, number, series from sales where store_id = ${shop.store.id} and kind = 'sale' order by number desc limit 1`
  const sold = await ask(api, 'POST', '/sales', saleOf(shop), token)
  assert.ok(sold.number > last.number, 'numbers go on')
  for (const id of [last.id, sold.id]) {
    const receipt = await fetch(`${api.address}/api/v1/sales/${id}/receipt?format=text`, {
      headers: { authorization: `Bearer ${token}` },
    })
    assert.equal(receipt.status, 200)
  }
  const journal = await fetch(`${api.address}/api/v1/journal/export?store_id=${shop.store.id}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const file = join(api.folder, 'journal.ndjson')
  writeFileSync(file, Buffer.from(await journal.arrayBuffer()))
  const { stdout } = await promisify(execFile)(process.execPath, [VERIFY_JOURNAL, file], {
    env: { LANG: 'en_CA.UTF-8' },
  })
  assert.ok(stdout.length > 0)
}
