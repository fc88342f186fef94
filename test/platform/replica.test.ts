// Reports read from a real streaming replica: as fresh as they say, and from the primary when it lags, fails or is none.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { createApplication } from '../../server/app.ts'
import { type Config, loadConfig } from '../../server/platform/config.ts'
import { connect } from '../../server/platform/database/connect.ts'
import { openReadings } from '../../server/platform/database/open-readings.ts'
import { type Client, createClient } from '../harness/client.ts'
import { TEST_DATABASE_CONFIG, testDatabase } from '../harness/database.ts'
import { eventually } from '../harness/eventually.ts'
import { makeToken, makeUser } from '../harness/factories.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { memoryLog } from '../harness/memory-log.ts'
import { type ReplicatedCluster, replicatedCluster } from '../harness/replicated-cluster.ts'
import { makeShop, type Shop, saleOf } from '../harness/sales.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'
import { createTestLog } from '../harness/test-log.ts'
import { readScrape } from '../metrics/scrape.ts'

const log = createTestLog()
const clean = { after: (work: () => Promise<void>) => void cleanings.push(work) }
const cleanings: (() => Promise<void>)[] = []
after(async () => {
  for (const work of cleanings.toReversed()) await work()
})

let cluster: ReplicatedCluster
let shop: Shop
let secret: string
/** Reads the replica however far behind it is; reads it while it is less than a second behind; has none. */
let patient: Client
let strict: Client
let alone: Client

before(async () => {
  cluster = await replicatedCluster(clean)
  const sql = connect({ ...TEST_DATABASE_CONFIG, databaseUrl: cluster.url })
  clean.after(() => sql.end({ timeout: 1 }))
  const { id } = await makeUser(sql, { roles: ['owner'] })
  ;({ secret } = await makeToken(sql, id))
  shop = await makeShop(sql, { articles: [{ price: '10.00' }] })
  const environment = {
    DATABASE_URL: cluster.url,
    DATABASE_REPLICA_URL: cluster.replicaUrl,
    COMPTOIR_DATA: temporaryFolder(clean),
    SECRET_KEY: TEST_SECRET_KEY,
  }
  const config = loadConfig(environment, { folder: environment.COMPTOIR_DATA })
  const start = async (more: Partial<Config>) => {
    const app = await createApplication({ config: { ...config, ...more }, sql, log, instanceId: 'test' })
    clean.after(() => app.close())
    return createClient(app, () => ({ authorization: `Bearer ${secret}` }))
  }
  patient = await start({ replicaMaxLagMs: 3_600_000 })
  strict = await start({ replicaMaxLagMs: 1_000 })
  alone = await start({ databaseReplicaUrl: undefined })
})

async function sell(): Promise<string> {
  const { status, body } = await alone.post('/api/v1/sales', {
    ...saleOf(shop, { payments: [{ method: 'card', amount: '11.50' }] }),
    id: randomUUID(),
  })
  assert.equal(status, 201, JSON.stringify(body))
  return body.data.recorded_at ?? new Date().toISOString()
}

async function report(client: Client, query = '') {
  const { status, body, headers, raw } = await client.get(`/api/v1/reports/kpis?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  const asOf = String(headers['x-data-as-of'])
  assert.match(asOf, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  return { tickets: body?.data?.tickets?.value, asOf, text: raw.toString() }
}

test('a replica that follows is read, and what was sold is there within a moment', async () => {
  await sell()
  const seen = await eventually(
    () => report(strict),
    ({ tickets }) => tickets === 1,
  )
  assert.equal(seen.tickets, 1)
  assert.ok(Date.now() - Date.parse(seen.asOf) < 2_000)
})

test('a replica that lags: read while the bound allows, and the answer says up to when; else the primary', async () => {
  await cluster.catchUp()
  await cluster.pause()
  const before = new Date().toISOString()
  await sell()
  const late = await report(patient)
  assert.equal(late.tickets, 1, 'the replica does not know yet')
  assert.ok(late.asOf <= new Date().toISOString())
  const fresh = await eventually(
    () => report(strict),
    ({ tickets }) => tickets === 2,
  )
  assert.equal(fresh.tickets, 2)
  assert.ok(fresh.asOf >= before)
  // Whatever is said to be there is there: the sale came after the moment that the late answer names.
  const later = await report(patient)
  assert.deepEqual([later.tickets, later.asOf < fresh.asOf], [1, true])
  await cluster.resume()
  assert.equal(
    (
      await eventually(
        () => report(patient),
        ({ tickets }) => tickets === 2,
      )
    ).tickets,
    2,
  )
})

test('files come from it too, whole, and say how fresh they are', async () => {
  await cluster.catchUp()
  const { text, asOf } = await report(patient, 'format=csv')
  assert.match(text, /\r\nTickets;CAD;2;/)
  assert.ok(Date.now() - Date.parse(asOf) < 60_000)
})

test('a refusal is a refusal, from wherever it comes', async () => {
  const { status, body } = await patient.get('/api/v1/reports/kpis?store_id=999999')
  assert.deepEqual([status, body.code], [404, 'not_found'])
})

test('an idle primary leaves its replica fresh', async () => {
  await cluster.catchUp()
  const seen = await eventually(
    () => report(strict),
    ({ asOf }) => Date.now() - Date.parse(asOf) < 1_000,
  )
  assert.ok(Date.now() - Date.parse(seen.asOf) < 2_000)
})

/** What `/metrics` says of the replica; NaN where it says nothing. */
async function lag(client: Client): Promise<number> {
  const { body } = await client.get('/metrics')
  return readScrape(String(body)).value('database_replica_lag_seconds', { instance_id: 'test' })
}

test('the metrics say how old is what the replica holds, and nothing of it where there is none', async () => {
  assert.ok(Number.isNaN(await lag(alone)))
  await cluster.catchUp()
  await cluster.pause()
  await sell()
  const behind = await eventually(
    () => lag(patient),
    (seconds) => seconds > 2,
    400,
  )
  assert.ok(behind > 2, `${behind} s`)
  await cluster.resume()
  await cluster.catchUp()
  const caughtUp = await eventually(
    () => lag(patient),
    (seconds) => seconds < 1,
  )
  assert.ok(caughtUp < 1, `${caughtUp} s`)
})

test('a server that is no replica is not read, which is said once', async (t) => {
  const { sql, url } = await testDatabase(t)
  const { log: kept, entries } = warnings()
  const readings = openReadings(sql, {
    config: { ...TEST_DATABASE_CONFIG, databaseReplicaUrl: url, replicaMaxLagMs: 10_000 },
    log: kept,
  })
  t.after(() => readings.close())
  for (const turn of [1, 2]) {
    const { result } = await readings.read(async (source) => source === sql)
    assert.ok(result, String(turn))
  }
  assert.deepEqual(entries, ['DATABASE_REPLICA_URL is not read: it is no replica.'])
})

test('a replica that has gone: the primary answers, at once and from then on', async () => {
  await cluster.stopReplica()
  for (const client of [patient, strict]) {
    assert.equal((await report(client)).tickets, 3)
    assert.equal((await report(client)).tickets, 3)
    assert.match((await report(client, 'format=csv')).text, /\r\nTickets;CAD;3;/)
  }
  assert.deepEqual(log.faults, [])
  const before = await lag(patient)
  const later = await eventually(
    () => lag(patient),
    (seconds) => seconds > before + 1,
  )
  assert.ok(later > before + 1, 'it grows while nothing is known of the replica')
})

function warnings() {
  const entries: string[] = []
  return { entries, log: { ...memoryLog().log, warning: (message: string) => void entries.push(message) } }
}
