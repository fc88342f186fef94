// Scrapes answer whatever became of the database, cost one reading at a time, and can be kept from strangers.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { Breakers } from '../../server/platform/breaker/breakers.ts'
import { PageCache } from '../../server/platform/cache/page-cache.ts'
import { connect } from '../../server/platform/database/connect.ts'
import { openTransaction } from '../../server/platform/database/open-transaction.ts'
import { createMetrics, createProcessMetrics } from '../../server/platform/metrics/create-metrics.ts'
import { serveMetrics } from '../../server/platform/metrics/serve-metrics.ts'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { testApplication } from '../harness/app.ts'
import { TEST_DATABASE_CONFIG, testDatabase } from '../harness/database.ts'
import { eventually } from '../harness/eventually.ts'
import { createTestLog } from '../harness/test-log.ts'
import { readScrape } from './scrape.ts'

const breakers = new Breakers({ info() {}, warning() {} })
const TOKEN = 'a-token-for-the-scrapes'

/** Takes connections and never says a word, as a database whose disk hangs. */
async function startMuteServer(t: TestContext) {
  const sockets: Socket[] = []
  const server = createServer((socket) => sockets.push(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { url: `postgres://nobody@127.0.0.1:${port}/none`, sockets }
}

test('a database that hangs delays no scrape for long, and scrapes do not queue up for it', async (t) => {
  const mute = await startMuteServer(t)
  const sql = connect(TEST_DATABASE_CONFIG, { url: mute.url, max: 5 })
  const metrics = createMetrics({ instanceId: 'a', sql, cache: new PageCache(sql), breakers })
  for (let scrape = 0; scrape < 3; scrape += 1) {
    const [one, other] = await Promise.all([metrics.text(), metrics.text()])
    assert.equal(readScrape(one).value('database_up'), 0)
    assert.equal(one, other)
  }
  // One for what is known of the database, one for its last backup.
  assert.equal(mute.sockets.length, 2)
  for (const socket of mute.sockets) socket.destroy()
  await sql.end({ timeout: 0 })
})

test('statements that find no free connection are counted while they wait', async (t) => {
  const { url } = await testDatabase(t)
  const sql = connect(TEST_DATABASE_CONFIG, { url, max: 1 })
  t.after(() => sql.end({ timeout: 1 }))
  const metrics = createMetrics({ instanceId: 'a', sql, cache: new PageCache(sql), breakers })
  const waiting = async () => readScrape(await metrics.text()).value('database_pool_waiting')
  const transaction = openTransaction(sql)
  await transaction.begun
  const questions = [1, 2, 3].map((number) => sql`select ${number}::int as number`.then(([row]) => row?.number))
  // The scrape itself asks two questions, which wait their turn behind them, however often it is repeated.
  assert.equal(await eventually(waiting, (count) => count === 5), 5)
  await transaction.commit()
  assert.deepEqual(await Promise.all(questions), [1, 2, 3])
  assert.equal(await eventually(waiting, (count) => count === 0), 0)
})

test('so are those that were sent behind a statement that takes long', async (t) => {
  const { sql: other, url } = await testDatabase(t)
  const sql = connect(TEST_DATABASE_CONFIG, { url, max: 1 })
  t.after(() => sql.end({ timeout: 1 }))
  const metrics = createMetrics({ instanceId: 'a', sql, cache: new PageCache(sql), breakers })
  const waiting = async () => readScrape(await metrics.text()).value('database_pool_waiting')
  const transaction = openTransaction(other)
  await transaction.begun
  await transaction.tx`lock table stores in access exclusive mode`
  const slow = sql`select from stores`.execute()
  const questions = [1, 2, 3].map((number) => sql`select ${number}::int as number`.then(([row]) => row?.number))
  assert.equal(await eventually(waiting, (count) => count === 5), 5)
  await transaction.commit()
  await slow
  assert.deepEqual(await Promise.all(questions), [1, 2, 3])
  assert.equal(await eventually(waiting, (count) => count === 0), 0)
})

test('METRICS_TOKEN keeps strangers from the figures', async (t) => {
  const config = { metrics: { port: undefined, host: '127.0.0.1', token: TOKEN } }
  const { guest } = await testApplication(t, { config })
  const refused = await guest.get('/metrics')
  assert.equal(refused.status, 401)
  assert.equal(refused.body.code, 'unauthenticated')
  assert.equal((await guest.get('/metrics', { authorization: `Bearer ${TOKEN}x` })).status, 401)
  const { status, body } = await guest.get('/metrics', { authorization: `Bearer ${TOKEN}` })
  assert.equal(status, 200)
  assert.match(String(body), /^http_requests_total/m)
})

test('a port of its own shows the metrics of one process and nothing else', async (t) => {
  const port = await chooseFreePort()
  const log = createTestLog()
  const metrics = createProcessMetrics('one')
  const config = { port, host: '127.0.0.1', token: TOKEN }
  const served = await serveMetrics(metrics, config, log)
  t.after(async () => served?.close())
  const ask = (path: string, authorization = `Bearer ${TOKEN}`) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization } })
  const answer = await ask('/metrics')
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers.get('content-type')), /^text\/plain; version=0\.0\.4/)
  assert.match(await answer.text(), /process_cpu_seconds_total\{instance_id="one"\}/)
  assert.equal((await ask('/metrics', 'Bearer no')).status, 401)
  assert.equal((await ask('/api/v1/stores')).status, 404)
})

test('a port that is taken costs the process its figures there, and nothing else', async (t) => {
  const port = await chooseFreePort()
  const config = { port, host: '127.0.0.1', token: undefined }
  const first = await serveMetrics(createProcessMetrics('one'), config, createTestLog())
  t.after(async () => first?.close())
  const faults: unknown[] = []
  const second = await serveMetrics(createProcessMetrics('two'), config, { error: (error) => faults.push(error) })
  assert.equal(second, null)
  assert.match(String(faults), /EADDRINUSE/)
})
