import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createApplication } from '../../server/app.ts'
import { Breakers } from '../../server/platform/breaker/breakers.ts'
import { PageCache } from '../../server/platform/cache/page-cache.ts'
import { createSharedCacheProbe } from '../../server/platform/cache/shared-cache.ts'
import { connect } from '../../server/platform/database/connect.ts'
import { registerHealth } from '../../server/platform/health/register-health.ts'
import { createMetrics } from '../../server/platform/metrics/create-metrics.ts'
import { RequestRate } from '../../server/platform/metrics/request-rate.ts'
import { testApplication } from '../harness/app.ts'
import { createClient } from '../harness/client.ts'
import { TEST_DATABASE_CONFIG } from '../harness/database.ts'
import { eventually } from '../harness/eventually.ts'
import { makeStore } from '../harness/factories.ts'
import { startTestRedis } from '../harness/redis.ts'
import { createTestLog } from '../harness/test-log.ts'
import { startSmallServer } from './small-server.ts'

/** No server listens there. */
const NOWHERE = 'postgres://127.0.0.1:1/none'
const { guest, as, sql, config } = await testApplication({ after })
await makeStore(sql)
const owner = as('owner')
const metrics = async () => (await guest.get('/metrics')).body as string
/** The value of one series: a name, and what its labels hold. */
async function value(name: string, ...labels: string[]): Promise<number> {
  const lines = (await metrics())
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  const line = lines.find((candidate) => labels.every((label) => candidate.includes(label)))
  return Number(line?.split(' ').at(-1) ?? Number.NaN)
}

test('metrics are plain, for everyone, under the names of the contract', async () => {
  await guest.get('/api/v1/nowhere')
  const { status, headers, body } = await guest.get('/metrics')
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /^text\/plain/)
  const names = [
    'http_requests_total',
    'http_request_duration_seconds_bucket',
    'current_requests_per_second',
    'cache_hit_ratio',
    'database_pool_connections_max',
    'database_up',
    'database_connections',
    'sales_recorded_total',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_seconds',
  ]
  for (const name of names) assert.match(body, new RegExp(`^${name}\\{?`, 'm'), name)
  const series = (body as string).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  for (const line of series) assert.match(line, /instance_id="test"/)
})

test('requests are counted by the pattern of their route', async () => {
  const labels = ['method="GET"', 'endpoint="/api/v1/products/:id"', 'status="404"']
  await owner.get('/api/v1/products/424242')
  const before = await value('http_requests_total', ...labels)
  await owner.get('/api/v1/products/424243')
  assert.equal(await value('http_requests_total', ...labels), before + 1)
  const text = await metrics()
  assert.doesNotMatch(text, /424242/)
  await guest.get('/api/v1/whatever/somebody/tries')
  assert.match(await metrics(), /endpoint="unmatched",status="404"/)
  assert.doesNotMatch(await metrics(), /whatever/)
})

test('durations fall into the buckets of the contract', async () => {
  const text = await metrics()
  const bounds = [...text.matchAll(/http_request_duration_seconds_bucket\{le="([^"]+)"[^}]*endpoint="\/metrics"/g)]
  assert.deepEqual(
    bounds.map(([, bound]) => bound),
    ['0.01', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'],
  )
})

test('requests per second are those of the last ten seconds', () => {
  let now = 0
  const rate = new RequestRate(() => now)
  for (let second = 0; second < 20; second += 1) {
    now = second * 1000
    for (let request = 0; request < 30; request += 1) rate.count()
  }
  assert.equal(rate.perSecond(), 30)
  now = 24_500
  assert.equal(rate.perSecond(), 15)
  now = 60_000
  assert.equal(rate.perSecond(), 0)
})

test('a scrape answers when the database does not', async () => {
  const nowhere = connect(TEST_DATABASE_CONFIG, { url: NOWHERE, max: 1 })
  const text = await createMetrics({
    instanceId: 'a',
    sql: nowhere,
    cache: new PageCache(nowhere),
    breakers: new Breakers(createTestLog()),
  }).text()
  assert.match(text, /database_up\{instance_id="a"\} 0/)
  await nowhere.end({ timeout: 0 })
})

test('health lists its parts and says whether the process can serve', async () => {
  const { status, body, headers } = await guest.get('/health')
  assert.equal(status, 200)
  assert.equal(body.status, 'ok')
  assert.equal(body.instance_id, 'test')
  assert.match(body.version, /^\d+\.\d+\.\d+/)
  assert.equal(body.parts.database.status, 'up')
  assert.equal(body.parts.cache.status, 'up')
  assert.equal(body.parts.redis.status, 'off')
  assert.equal(body.parts.worker.status, 'unknown')
  assert.equal(headers['cache-control'], 'no-store')
  assert.equal((await guest.get('/health/live')).status, 200)
  const ready = await guest.get('/health/ready')
  assert.equal(ready.status, 200)
  assert.equal(ready.body.status, 'ready')
})

test('without its database a process lives, but cannot serve', async () => {
  const unreachable = connect(TEST_DATABASE_CONFIG, { url: NOWHERE, max: 2 })
  const lonely = await createApplication({ config, sql: unreachable, log: createTestLog(), instanceId: 'lonely' })
  const caller = createClient(lonely, () => ({}))
  const { status, body, headers } = await caller.get('/health')
  assert.equal(status, 503)
  assert.equal(body.status, 'down')
  assert.equal(body.parts.database.status, 'down')
  assert.equal(headers['retry-after'], '1')
  assert.equal((await caller.get('/health/ready')).status, 503)
  assert.equal((await caller.get('/health/live')).status, 200)
  const read = await caller.post('/api/v1/login', { email: 'a@example.org', password: 'x' })
  assert.equal(read.status, 503)
  assert.equal(read.body.code, 'not_ready')
  assert.ok(read.headers['retry-after'])
  await lonely.close()
  await unreachable.end({ timeout: 0 })
})

test('a process that leaves is not ready any more, and still lives', async (t) => {
  let isDraining = false
  const { guest: caller } = await startSmallServer(t, [], {
    prepare: (app, { sql: its, cache }) =>
      registerHealth(app, {
        version: '1.2.3',
        instanceId: 'leaving',
        sql: its,
        cache,
        sharedCache: createSharedCacheProbe(null),
        isDraining: () => isDraining,
      }),
  })
  assert.equal((await caller.get('/health/ready')).status, 200)
  isDraining = true
  const { status, body, headers } = await caller.get('/health/ready')
  assert.equal(status, 503)
  assert.equal(body.status, 'draining')
  assert.equal(headers['retry-after'], '1')
  assert.equal((await caller.get('/health')).status, 200)
  assert.equal((await caller.get('/health/live')).status, 200)
})

test('the cache tells its figures and is emptied everywhere', async () => {
  await owner.get('/api/v1/stores')
  await owner.get('/api/v1/stores')
  const { status, body } = await owner.get('/api/v1/cache/stats')
  assert.equal(status, 200)
  const { data } = body
  assert.equal(data.enabled, true)
  assert.ok(data.hits >= 1 && data.misses >= 1 && data.keys >= 1 && data.memory_used > 0)
  assert.equal(data.hit_ratio, data.hits / (data.hits + data.misses))
  assert.equal(data.instance_id, 'test')
  assert.equal(data.shared.enabled, false)
  assert.match(data.shared.error, /REDIS_URL/)
  assert.ok((await value('cache_operations_total', 'operation="get"', 'result="hit"')) >= 1)
  const ratio = await value('cache_hit_ratio')
  assert.ok(ratio > 0 && ratio <= 1)

  const versions = () =>
    sql<{ name: string; version: number }[]>`select name, version from cache_namespaces order by name`
  const before = await versions()
  const cleared = await owner.del('/api/v1/cache/clear')
  assert.equal(cleared.status, 200)
  assert.ok(cleared.body.data.cleared_keys >= 1)
  assert.equal((await owner.get('/api/v1/cache/stats')).body.data.keys, 0)
  const raised = await versions()
  assert.ok(raised.length >= before.length && raised.length >= 2)
  for (const { name, version } of before) assert.ok((raised.find((row) => row.name === name)?.version ?? 0) > version)
})

test('a Redis that is there is described, and one that went away is said to be down', async (t) => {
  const redis = await startTestRedis(t)
  if (redis === null) return t.skip('there is no redis-server on this machine')
  const { as: withRedis, guest: caller } = await testApplication(t, { config: { redisUrl: redis.url } })
  const boss = withRedis('owner')
  const readShared = async () => (await boss.get('/api/v1/cache/stats')).body.data.shared
  // It is reached for in the background: nothing waits for it.
  const shared = await eventually(readShared, ({ enabled }) => enabled)
  assert.equal(shared.enabled, true)
  assert.ok(shared.memory_used > 0 && shared.connected_clients >= 1)
  assert.equal((await caller.get('/health')).body.parts.redis.status, 'up')
  assert.match((await caller.get('/metrics')).body, /^circuit_breaker_state\{name="redis",instance_id="test"\} 0$/m)
  await redis.stop()
  const gone = await eventually(readShared, ({ enabled }) => !enabled)
  assert.equal(gone.enabled, false)
  assert.equal(typeof gone.error, 'string')
  const isOpen = /^circuit_breaker_state\{name="redis",instance_id="test"\} [12]$/m
  assert.match(await eventually(async () => (await caller.get('/metrics')).body, isOpen.test.bind(isOpen)), isOpen)
})
