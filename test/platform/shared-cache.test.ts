import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApplication } from '../../server/app.ts'
import { testApplication } from '../harness/app.ts'
import { type Client, createClient } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { makeStore } from '../harness/factories.ts'
import { httpClient } from '../harness/http-client.ts'
import { startTestRedis } from '../harness/redis.ts'

const ROUNDS = process.env.COMPTOIR_LONG === '1' ? 10_000 : 1_000
/** What another instance has written may stay unseen for this long. */
const UNSEEN_MS = 1_000

/** Two instances of an installation that share a Redis; null: there is none here. */
async function startPair(t: TestContext) {
  const redis = await startTestRedis(t)
  if (redis === null) {
    t.skip('there is no redis-server on this machine')
    return null
  }
  const first = await testApplication(t, { config: { redisUrl: redis.url, instanceId: 'first' } })
  const { sql, log, config, service, serviceToken } = first
  const app = await createApplication({ config, sql, log, instanceId: 'second' })
  t.after(() => app.close())
  const second = createClient(app, () => ({ authorization: `Bearer ${serviceToken}` }))
  for (const client of [service, second]) {
    await eventually(async () => (await client.get('/api/v1/cache/stats')).body.data.shared.enabled, Boolean)
  }
  return { redis, sql, log, serviceToken, apps: [first.app, app], clients: [service, second] } as const
}

async function value(client: Client, name: string, ...labels: string[]): Promise<number> {
  const lines = ((await client.get('/metrics')).body as string)
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
  return Number(
    lines
      .find((line) => labels.every((label) => line.includes(label)))
      ?.split(' ')
      .at(-1),
  )
}
const found = (client: Client, level: string) =>
  value(client, 'cache_operations_total', `level="${level}"`, 'operation="get"', 'result="hit"')

test('an instance serves what another computed, and each says what it found where', async (t) => {
  const pair = await startPair(t)
  if (pair === null) return
  const [first, second] = pair.clients
  await makeStore(pair.sql)
  const computed = await first.get('/api/v1/stores')
  assert.equal(computed.status, 200)
  const served = await eventually(
    async () => {
      const answer = await second.get('/api/v1/stores')
      return { answer, hits: await found(second, 'l2') }
    },
    // Once it has the page itself, it asks no more.
    () => true,
  )
  assert.deepEqual(served.answer.body, computed.body)
  for (const name of ['etag', 'content-type', 'cache-control', 'vary', 'content-security-policy', 'content-length']) {
    assert.equal(served.answer.headers[name], computed.headers[name], name)
  }
  assert.equal(served.answer.headers['x-instance-id'], 'second')
  const { data } = (await second.get('/api/v1/cache/stats')).body
  assert.ok(data.shared.enabled && data.shared.keys >= 1 && data.shared.memory_used > 0)
  assert.ok((await value(second, 'cache_keys')) >= 1 && (await value(second, 'cache_memory_bytes')) > 0)
  const cleared = (await first.del('/api/v1/cache/clear')).body.data
  assert.ok(cleared.cleared_keys >= 1 && cleared.cleared_shared_keys >= 1)
})

test('no page is older than a write: at once where it was made, within a second elsewhere', async (t) => {
  const pair = await startPair(t)
  if (pair === null) return
  const { apps, serviceToken, sql, log } = pair
  const { id } = await makeStore(sql)
  // By the network: kept pages leave before Fastify is asked.
  const addresses = await Promise.all(apps.map((app) => app.listen({ port: 0, host: '127.0.0.1' })))
  const clients = addresses.map((address) => httpClient(address, { authorization: `Bearer ${serviceToken}` }))
  const path = `/api/v1/stores/${id}`
  const written: { readonly version: number; readonly at: number; readonly by: number }[] = []
  const stale: string[] = []
  let version = 0
  let turn = 0
  const read = async (by: number) => {
    const startedAt = performance.now()
    const due = written
      .filter((write) => write.by === by || write.at < startedAt - UNSEEN_MS)
      .reduce((most, write) => Math.max(most, write.version), 0)
    const { status, body } = await (clients[by] as Client).get(path)
    assert.equal(status, 200)
    const seen = Number(/\d+$/.exec(body.data.name)?.[0] ?? 0)
    if (seen < due) stale.push(`instance ${by} showed ${seen} after ${due}`)
  }
  const write = async (by: number) => {
    version += 1
    const mine = version
    const { status } = await (clients[by] as Client).patch(path, { name: `Magasin ${mine}` })
    assert.equal(status, 200)
    written.push({ version: mine, at: performance.now(), by })
  }
  await write(0)
  const goesOn = () => turn < ROUNDS || version < ROUNDS / 40
  // One writes at a time, so that the last version is the last written; all read meanwhile.
  let random = 1
  const next = () => {
    random = (random * 48_271) % 2_147_483_647
    return random
  }
  const readers = Array.from({ length: 4 }, async (_, reader) => {
    while (goesOn()) {
      turn += 1
      await read((next() + reader) % 2)
      if (next() % 20 === 0) await sleep(1)
    }
  })
  const writer = (async () => {
    while (goesOn()) {
      await write(next() % 2)
      await sleep(next() % 40)
    }
  })()
  await Promise.all([...readers, writer])
  assert.deepEqual(stale, [])
  assert.ok(version >= ROUNDS / 40)
  assert.deepEqual(log.faults, [])
  const [first, second] = pair.clients
  const [own, others] = [await found(first, 'l1'), (await found(first, 'l2')) + (await found(second, 'l2'))]
  assert.ok(own > 0 && others > 0, `found ${own} here and ${others} at the other`)
})

test('Redis may be killed, hang and come back: nobody notices but the metrics', async (t) => {
  const pair = await startPair(t)
  if (pair === null) return
  const { redis, clients, sql, log } = pair
  const { id } = await makeStore(sql)
  let version = 0
  const changeAndRead = async () => {
    for (const [by, client] of clients.entries()) {
      version += 1
      const name = `Magasin ${version}`
      assert.equal((await client.patch(`/api/v1/stores/${id}`, { name })).status, 200)
      const answers = await Promise.all(Array.from({ length: 10 }, () => client.get(`/api/v1/stores/${id}`)))
      for (const { status, body } of answers) assert.ok(status === 200 && body.data.name === name, `instance ${by}`)
    }
  }
  const isShared = async () => (await clients[0].get('/api/v1/cache/stats')).body.data.shared.enabled as boolean
  const breaker = () => value(clients[0], 'circuit_breaker_state', 'name="redis"')
  await changeAndRead()
  await redis.kill()
  await changeAndRead()
  assert.equal(await eventually(isShared, (is) => !is), false)
  assert.notEqual(await breaker(), 0)
  await redis.start()
  await eventually(isShared, Boolean)
  await changeAndRead()
  redis.pause()
  await changeAndRead()
  await changeAndRead()
  assert.equal(await eventually(isShared, (is) => !is), false)
  redis.resume()
  await eventually(isShared, Boolean)
  assert.equal(await breaker(), 0)
  const before = await value(clients[0], 'cache_operations_total', 'level="l2"', 'operation="set"')
  await changeAndRead()
  await eventually(
    () => value(clients[0], 'cache_operations_total', 'level="l2"', 'operation="set"'),
    (sets) => sets > before,
  )
  assert.deepEqual(log.faults, [])
})

test('a time of zero keeps nothing of its kind', async (t) => {
  const { service, sql } = await testApplication(t, {
    config: { cacheSeconds: { productsList: 0, productDetail: 600, stores: 0, summaries: 120 } },
  })
  await makeStore(sql)
  for (let times = 0; times < 3; times += 1) {
    const answer = await service.get('/api/v1/stores')
    assert.equal(answer.status, 200)
    assert.ok(answer.headers.etag, 'it can still be told whether it has changed')
  }
  assert.equal((await service.get('/api/v1/cache/stats')).body.data.keys, 0)
})
