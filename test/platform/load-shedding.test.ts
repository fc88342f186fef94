// Under too much load reports are turned away before other reads, those before writes, and sales last.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openTransaction } from '../../server/platform/database/open-transaction.ts'
import { type TestApplication, testApplication } from '../harness/app.ts'
import type { Answer } from '../harness/client.ts'
import { makeShop, saleOf } from '../harness/sales.ts'

const POOL = 3

const shedding = (t: TestContext): Promise<TestApplication> =>
  testApplication(t, { max: POOL, config: { shedsLoad: true } })

const REPORT = '/api/v1/reports/sales?date_from=2026-11-01&date_to=2026-11-07'

/** Keeps the event loop busy, with a pause of a few milliseconds between two long tasks, until told to stop. */
function blockLoop(blockMs: number): { stop(): void } {
  let isOver = false
  const again = () => {
    if (isOver) return
    const until = performance.now() + blockMs
    while (performance.now() < until);
    setTimeout(again, 1)
  }
  again()
  return {
    stop() {
      isOver = true
    },
  }
}

/** Asks until it is answered so; half a minute is more than anything here takes. */
async function untilStatus(status: number, send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const answer = await send()
    if (answer.status === status) return answer
    assert.ok(tries < 600, `still ${answer.status}`)
    await sleep(50)
  }
}

async function shed(application: TestApplication): Promise<Record<string, number>> {
  const { body } = await application.guest.get('/metrics')
  const found = String(body).matchAll(/^requests_shed_total\{kind="(\w+)",instance_id="test"\} (\d+)$/gm)
  return Object.fromEntries([...found].map(([, kind, count]) => [kind, Number(count)]))
}

test('while the event loop is kept busy reports get 503, and sales succeed', async (t) => {
  const application = await shedding(t)
  const { service, guest, sql } = application
  const shop = await makeShop(sql)
  assert.equal((await service.get(REPORT)).status, 200)
  const busy = blockLoop(450)
  t.after(busy.stop)
  const refused = await untilStatus(503, () => service.get(REPORT))
  assert.equal(refused.body.code, 'overloaded')
  assert.equal(refused.body.error, 'Trop de demandes en ce moment ; réessayez dans un instant')
  assert.ok(Number(refused.headers['retry-after']) >= 1)
  const english = await untilStatus(503, () => service.get(REPORT, { 'accept-language': 'en' }))
  assert.equal(english.body.error, 'Too much is asked for at the moment; try again shortly')
  assert.equal((await service.post('/api/v1/sales', saleOf(shop))).status, 201)
  assert.equal((await guest.get('/health')).status, 200)
  assert.match(String((await guest.get('/metrics')).body), /^load_pressure\{instance_id="test"\} 0\.[2-9]/m)
  busy.stop()
  await untilStatus(200, () => service.get(REPORT))
  const { reports = 0, sales } = await shed(application)
  assert.ok(reports >= 2)
  assert.equal(sales, 0)
})

test('while the pool is exhausted reports get 503, and sales succeed once there is a connection', async (t) => {
  const application = await shedding(t)
  const { service, guest, sql } = application
  const shop = await makeShop(sql)
  assert.equal((await service.get(REPORT)).status, 200)
  const held = Array.from({ length: POOL }, () => openTransaction(sql))
  await Promise.all(held.map(({ begun }) => begun))
  // Neither waits for the connection that it cannot have.
  await untilStatus(503, () => Promise.race([service.get(REPORT), sleep(100).then(() => NO_ANSWER)]))
  assert.equal((await guest.get('/health/live')).status, 200)
  const sale = service.post('/api/v1/sales', saleOf(shop))
  await Promise.all(held.map(({ rollback }) => rollback()))
  assert.equal((await sale).status, 201)
  await untilStatus(200, () => service.get(REPORT))
  assert.equal((await shed(application)).sales, 0)
})

const NO_ANSWER: Answer = { status: 0, body: null, headers: {}, raw: Buffer.alloc(0) }

test('a page that is kept is served while its making is turned away', async (t) => {
  const application = await shedding(t)
  const { service } = application
  await makeShop(application.sql)
  const kept = '/api/v1/products?page=1'
  assert.equal((await service.get(kept)).status, 200)
  const busy = blockLoop(1_200)
  t.after(busy.stop)
  let page = 1
  await untilStatus(503, () => {
    // Another page each time, which nobody has asked for.
    page += 1
    return service.get(`/api/v1/products?page=${page}`)
  })
  assert.equal((await service.get(kept)).status, 200)
  busy.stop()
})

test('reports wait for each other, and more than so many are refused', async (t) => {
  const application = await testApplication(t, { max: POOL })
  const { service, sql } = application
  await makeShop(sql)
  const lock = openTransaction(sql)
  await lock.tx`lock table sales in access exclusive mode`
  const answers = Array.from({ length: 65 }, () => service.get(REPORT))
  const first = await Promise.race(answers)
  assert.equal(first.status, 503)
  assert.equal(first.body.code, 'overloaded')
  // One connection is locked, a third of three waits for it, one is left.
  assert.equal((await service.get('/api/v1/stores')).status, 200)
  await lock.rollback()
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  assert.deepEqual(
    [statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 503).length],
    [61, 4],
  )
})
