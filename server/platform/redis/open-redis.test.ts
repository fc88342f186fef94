import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { eventually } from '../../../test/harness/eventually.ts'
import { temporaryFolder } from '../../../test/harness/folder.ts'
import { memoryLog } from '../../../test/harness/memory-log.ts'
import { startTestRedis, type TestRedis, type TestRedisOptions } from '../../../test/harness/redis.ts'
import { Breakers } from '../breaker/breakers.ts'
import { BreakerOpenError, BreakerTimeoutError } from '../breaker/create-breaker.ts'
import { chooseFreePort } from '../process/choose-free-port.ts'
import { openRedis, type SharedRedis } from './open-redis.ts'

const NO_REDIS = 'there is no redis-server on this machine'

/** A connection of its own to this address, with what it says. */
function open(t: TestContext, redisUrl: string) {
  const { log, lines } = memoryLog()
  const breakers = new Breakers(log)
  const redis = openRedis({ config: { redisUrl, instanceId: 'a' }, breakers }) as SharedRedis
  t.after(() => redis.close())
  const said = async () => {
    await log.flush()
    return (lines.c ?? '').split('\n').filter((line) => line !== '')
  }
  return { redis, breakers, said }
}

const untilReady = (redis: SharedRedis) => eventually(async () => redis.isReady, Boolean)
const untilAway = (redis: SharedRedis) =>
  eventually(
    async () => redis.isReady,
    (isReady) => !isReady,
  )
const roundTrip = (redis: SharedRedis) =>
  redis.run(async (its) => {
    await its.set('word', 'kept')
    return its.get('word')
  })

async function setting(t: TestContext, options?: TestRedisOptions) {
  const server = await startTestRedis(t, options)
  if (server === null) t.skip(NO_REDIS)
  return server as TestRedis
}

test('without an address there is none', () => {
  const breakers = new Breakers(memoryLog().log)
  assert.equal(openRedis({ config: { redisUrl: undefined, instanceId: 'a' }, breakers }), null)
  assert.deepEqual(breakers.states(), [])
})

test('a Redis that is killed is left alone at once, and found again by itself', async (t) => {
  const server = await setting(t)
  if (server === null) return
  const { redis, breakers, said } = open(t, server.url)
  await assert.rejects(roundTrip(redis), BreakerOpenError, 'nobody waits for the first connection')
  assert.ok(await untilReady(redis))
  assert.equal(await roundTrip(redis), 'kept')
  await server.kill()
  await untilAway(redis)
  await assert.rejects(roundTrip(redis), BreakerOpenError)
  assert.deepEqual(breakers.states(), [{ name: 'redis', state: 2 }])
  await server.start()
  assert.ok(await untilReady(redis))
  assert.equal(await roundTrip(redis), 'kept')
  assert.deepEqual(breakers.states(), [{ name: 'redis', state: 0 }])
  const lines = await said()
  assert.equal(lines.length, 2, lines.join('\n'))
  assert.match(lines[0] ?? '', /WARNING +redis does not answer/)
  assert.match(lines[1] ?? '', /INFO +redis answers again/)
})

test('a Redis that hangs makes three callers wait a moment, and nobody after them', async (t) => {
  const server = await setting(t)
  if (server === null) return
  const { redis, said } = open(t, server.url)
  await untilReady(redis)
  server.pause()
  const answers = await Promise.all([1, 2, 3].map(() => roundTrip(redis).catch((error) => error)))
  for (const answer of answers) assert.ok(answer instanceof BreakerTimeoutError, String(answer))
  assert.equal(redis.isReady, false)
  await assert.rejects(roundTrip(redis), BreakerOpenError)
  server.resume()
  assert.ok(await untilReady(redis))
  assert.equal(await roundTrip(redis), 'kept')
  assert.equal((await said()).length, 2)
})

test('a Redis that is away at the start is found when it comes', async (t) => {
  const server = await setting(t, { isAway: true })
  if (server === null) return
  const { redis, breakers, said } = open(t, server.url)
  await eventually(
    async () => breakers.states()[0]?.state,
    (state) => state === 2,
  )
  await assert.rejects(roundTrip(redis), BreakerOpenError)
  await server.start()
  assert.ok(await untilReady(redis))
  assert.match((await said())[0] ?? '', /ECONNREFUSED/)
})

test('a refusal of Redis is an answer, which leaves it in use', async (t) => {
  const server = await setting(t)
  if (server === null) return
  const { redis } = open(t, server.url)
  await untilReady(redis)
  for (let times = 0; times < 5; times += 1) {
    await assert.rejects(
      redis.run(async (its) => {
        await its.set('word', 'no number')
        return its.incr('word')
      }),
      /not an integer/,
    )
  }
  assert.equal(redis.isReady, true)
})

test('a password and a database of its own, and no password in the log', async (t) => {
  const server = await setting(t, { settings: ['--requirepass', 'open-sesame-42'] })
  if (server === null) return
  const { redis } = open(t, `redis://:open-sesame-42@127.0.0.1:${server.port}/3`)
  assert.ok(await untilReady(redis))
  assert.equal(await roundTrip(redis), 'kept')
  assert.match((await redis.run((its) => its.client('INFO'))) as string, / db=3 /)
  const wrong = open(t, `redis://:open-barley-43@127.0.0.1:${server.port}`)
  await eventually(wrong.said, (lines) => lines.length > 0)
  const lines = await wrong.said()
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', /WRONGPASS/)
  assert.doesNotMatch(lines.join(), /barley/)
  assert.equal(wrong.redis.isReady, false)
})

test('over TLS, with a certificate that is trusted and with none', async (t) => {
  const folder = temporaryFolder(t)
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate],
  ])
  if (made.status !== 0) return t.skip('there is no openssl on this machine')
  const port = await chooseFreePort()
  const files = ['--tls-cert-file', certificate, '--tls-key-file', key]
  const settings = ['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no', ...files]
  if ((await setting(t, { settings })) === null) return
  const url = `rediss://localhost:${port}`
  const stranger = open(t, url)
  await eventually(stranger.said, (lines) => lines.length > 0)
  assert.match((await stranger.said())[0] ?? '', /self-signed certificate/)
  assert.equal(stranger.redis.isReady, false)
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, readFileSync(certificate, 'utf8')])
  t.after(() => setDefaultCACertificates(trusted))
  const { redis } = open(t, url)
  assert.ok(await untilReady(redis))
  assert.equal(await roundTrip(redis), 'kept')
})

test('the configuration that is deployed is one that Redis takes', async (t) => {
  const file = resolve(import.meta.dirname, '../../../deploy/redis/redis.conf')
  const server = await setting(t, { file, settings: ['--dir', temporaryFolder(t)] })
  if (server === null) return
  const { redis } = open(t, server.url)
  await untilReady(redis)
  const names = ['maxmemory', 'maxmemory-policy', 'save', 'tcp-keepalive', 'timeout', 'appendonly']
  const pairs = (await redis.run((its) => its.config('GET', ...(names as [string])))) as string[]
  const values = Object.fromEntries(names.map((name) => [name, pairs[pairs.indexOf(name) + 1]]))
  assert.deepEqual(values, {
    maxmemory: String(256 * 1024 * 1024),
    'maxmemory-policy': 'allkeys-lru',
    save: '900 1 300 10 60 10000',
    'tcp-keepalive': '300',
    timeout: '300',
    appendonly: 'no',
  })
})
