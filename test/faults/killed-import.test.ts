// An import that its worker did not survive: another takes it up, and nothing is done twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sql } from '../../server/platform/database/connect.ts'
import { testApplication } from '../harness/app.ts'
import { type ImportFields, testImporter } from '../harness/importer.ts'
import { until } from '../harness/processes.ts'
import { workerProcess } from '../harness/worker-process.ts'

const PRODUCTS = 4_000
const MEBIBYTE = 1024 * 1024

/** Every hundredth record is refused; each product has a category of a few and a SKU of its own. */
const file = (prefix: string): string => {
  const records = Array.from({ length: PRODUCTS }, (_, index) => {
    const price = index % 100 === 99 ? 'cher' : `${index % 50}.99`
    return `${prefix}-${index},Article ${index},Rayon ${index % 7},${price},${prefix}-SKU-${index},${'texte '.repeat(20)}`
  })
  return ['external_id,name,category,price,sku,description', ...records, ''].join('\n')
}

const untilCommitted = (sql: Sql, id: number, records: number) =>
  until(async () => {
    const [run] = await sql<{ done: number }[]>`
      select records_done as done from import_runs where source_name = 'liste.csv' order by id desc limit 1`
    const [row] = await sql<{ state: string }[]>`select state from imports where id = ${id}`
    return (run?.done ?? 0) >= records || row?.state === 'done'
  })

test('imports whose worker is killed, or asked to stop, go on where they were', async (t) => {
  const application = await testApplication(t)
  const { sql, config, as, log } = application
  const { send } = testImporter(t, application)
  const owner = as('owner')
  const worker = workerProcess(t, { url: config.databaseUrl ?? '', dataFolder: config.dataFolder })
  const post = async (content: string, fields: ImportFields = {}): Promise<number> => {
    const { status, body } = await send(owner, content, fields)
    assert.equal(status, 202, JSON.stringify(body))
    return body.data.id
  }
  const read = async (id: number) => (await owner.get(`/api/v1/imports/${id}`)).body.data
  const untilOver = async (id: number) => {
    await until(async () => !['queued', 'running'].includes((await read(id)).state))
    return read(id)
  }

  const first = await post(file('A'))
  worker.start()
  await untilCommitted(sql, first, 900)
  await worker.kill()
  assert.equal((await read(first)).state, 'running')
  worker.start()
  const done = await untilOver(first)
  assert.equal(done.state, 'done', JSON.stringify(done))
  const refused = PRODUCTS / 100
  assert.equal(done.progress.records, PRODUCTS)
  assert.deepEqual(done.counts, {
    categories_created: 7,
    products_created: PRODUCTS - refused,
    variants_created: PRODUCTS - refused,
    refused,
  })
  const csv = String((await owner.get(done.links.errors)).body)
  const lines = csv
    .split('\r\n')
    .slice(1, -1)
    .map((line) => Number(line.split(',')[0]))
  assert.deepEqual(
    lines,
    Array.from({ length: refused }, (_, index) => (index + 1) * 100 + 1),
  )
  assert.equal((await sql`select from products`).length, PRODUCTS - refused)

  // Asked to stop, it ends after the batch at hand; the next worker need not wait.
  const second = await post(file('B'))
  await untilCommitted(sql, second, 900)
  assert.equal(await worker.stop(), 0)
  worker.start()
  const next = await untilOver(second)
  assert.equal(next.counts.products_created, PRODUCTS - refused, JSON.stringify(next))

  // An undo in the middle of which the worker dies.
  assert.equal((await owner.post(`/api/v1/imports/${first}/undo`)).status, 202)
  await until(async () => {
    const [work] = await sql<{ undone_keys: number }[]>`select undone_keys from import_work where import_id = ${first}`
    return (work?.undone_keys ?? 0) > 0
  })
  await worker.kill()
  worker.start()
  await until(async () => (await read(first)).state === 'undone')
  const undone = await read(first)
  assert.equal(undone.undo.counts.products_removed, PRODUCTS - refused)
  assert.equal((await sql`select from products where deleted_at is null`).length, PRODUCTS - refused)
  const peak = worker.peakBytes()
  t.diagnostic(`${PRODUCTS} products; worker at most ${peak === null ? '?' : Math.round(peak / MEBIBYTE)} MiB`)
  assert.deepEqual(log.faults, [])
})
