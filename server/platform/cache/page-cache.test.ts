import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Redis } from 'ioredis'
import { testDatabase } from '../../../test/harness/database.ts'
import { eventually } from '../../../test/harness/eventually.ts'
import { memoryLog } from '../../../test/harness/memory-log.ts'
import { startTestRedis } from '../../../test/harness/redis.ts'
import { Breakers } from '../breaker/breakers.ts'
import { type Sql, withTransaction } from '../database/connect.ts'
import { openRedis, type SharedRedis } from '../redis/open-redis.ts'
import { raiseVersions } from './namespace-versions.ts'
import { type MadeAnswer, PageCache } from './page-cache.ts'
import { SharedPages } from './shared-pages.ts'

const THINGS = ['things'] as const
const SECRET = 'secret-key-of-the-tests-0123456789abcdef'
const answer = (body: string, seconds = 60): MadeAnswer => ({ body, contentType: 'text/plain', seconds })
const never = async (): Promise<MadeAnswer> => {
  throw new Error('it was made again')
}

/** Instances over one database and one Redis, with a client that looks into it; null: there is no Redis here. */
async function startInstances(
  t: TestContext,
  { secrets = [SECRET, SECRET], patienceMs }: { secrets?: readonly string[]; patienceMs?: number } = {},
) {
  const server = await startTestRedis(t)
  if (server === null) {
    t.skip('there is no redis-server on this machine')
    return null
  }
  const { sql } = await testDatabase(t)
  const breakers = new Breakers(memoryLog().log)
  const instances = secrets.map((secret) => {
    const redis = openRedis({ config: { redisUrl: server.url, instanceId: 'a' }, breakers }) as SharedRedis
    t.after(() => redis.close())
    return { redis, cache: new PageCache(sql, { shared: new SharedPages(redis, secret, { patienceMs }) }) }
  })
  for (const { redis } of instances) await eventually(async () => redis.isReady, Boolean)
  const client = new Redis(server.url)
  client.on('error', () => {})
  t.after(() => client.disconnect())
  const pages = async () => (await client.keys('comptoir:page:*')).filter((name) => !name.endsWith(':claim'))
  const [{ redis }] = instances as [(typeof instances)[0]]
  return { server, redis, sql, client, pages, caches: instances.map(({ cache }) => cache) as [PageCache, PageCache] }
}

const count = (cache: PageCache, level: string, operation: string, result: string) =>
  cache.operations().find((row) => row.level === level && row.operation === operation && row.result === result)?.count

async function write(sql: Sql, cache: PageCache): Promise<void> {
  cache.adoptVersions(await withTransaction(sql, {}, (tx) => raiseVersions(tx, THINGS)))
}

test('fifty who ask for a page at once have it made once', async (t) => {
  const { sql } = await testDatabase(t)
  const cache = new PageCache(sql)
  const key = await cache.key(THINGS, 'page')
  let made = 0
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const make = async () => {
    made += 1
    await gate
    return answer('fresh')
  }
  const waiting = Array.from({ length: 50 }, () => cache.load(key, make))
  open()
  for (const page of await Promise.all(waiting)) assert.equal(page.body, 'fresh')
  assert.equal(made, 1)
  assert.equal((await cache.load(key, never)).body, 'fresh')
})

test('a page that could not be made is refused to all who wait, and made by the next', async (t) => {
  const { sql } = await testDatabase(t)
  const cache = new PageCache(sql)
  const key = await cache.key(THINGS, 'page')
  const refusals = await Promise.allSettled(Array.from({ length: 5 }, () => cache.load(key, never)))
  assert.ok(refusals.every(({ status }) => status === 'rejected'))
  assert.equal((await cache.load(key, async () => answer('fresh'))).body, 'fresh')
})

test('what may not be kept is not', async (t) => {
  const { sql } = await testDatabase(t)
  const cache = new PageCache(sql)
  const key = await cache.key(THINGS, 'page')
  await cache.load(key, async () => answer('gone', 0))
  assert.equal(cache.get(key), undefined)
})

test('what one instance made the other finds, byte for byte', async (t) => {
  const parts = await startInstances(t)
  if (parts === null) return
  const { caches, pages } = parts
  const [first, second] = caches
  const key = await first.key(THINGS, 'page')
  assert.equal(await second.key(THINGS, 'page'), key)
  const body = 'Crème brûlée, 1 234,50 €, 🍮'
  const made = await first.load(key, async () => answer(body))
  await eventually(pages, (names) => names.length === 1)
  const found = await second.load(key, never)
  assert.deepEqual(found, made)
  assert.equal(Buffer.from(found.body, 'latin1').toString(), body)
  assert.equal(count(second, 'l2', 'get', 'hit'), 1)
  assert.equal(count(second, 'l1', 'set', 'ok'), 1)
  assert.ok(second.hitRatio() === 1 && first.hitRatio() === 0)
})

test('a page that was kept just before it is claimed is not made again', async (t) => {
  const parts = await startInstances(t)
  if (parts === null) return
  const { redis, sql, client } = parts
  const [first] = parts.caches
  const key = await first.key(THINGS, 'page')
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  let asked = 0
  const slow: SharedRedis = {
    isReady: true,
    async run(work) {
      asked += 1
      if (asked === 2) await gate
      return redis.run(work)
    },
    close() {},
  }
  const late = new PageCache(sql, { shared: new SharedPages(slow, SECRET) }).load(key, never)
  await eventually(async () => asked === 2, Boolean)
  await first.load(key, async () => answer('fresh'))
  await eventually(async () => (await client.keys('comptoir:page:*')).length === 1, Boolean)
  open()
  assert.equal((await late).body, 'fresh')
  // Its claim is given back.
  await eventually(async () => (await client.keys('*:claim')).length === 0, Boolean)
})

test('fifty who ask two instances have it made once', async (t) => {
  const parts = await startInstances(t, { patienceMs: 60_000 })
  if (parts === null) return
  const [first, second] = parts.caches
  const key = await first.key(THINGS, 'page')
  let made = 0
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const make = async () => {
    made += 1
    await gate
    return answer('fresh')
  }
  const waiting = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? first : second).load(key, make))
  await eventually(async () => made, Boolean)
  open()
  for (const page of await Promise.all(waiting)) assert.equal(page.body, 'fresh')
  assert.equal(made, 1)
})

test('who died over a page holds nobody up for long', async (t) => {
  const parts = await startInstances(t)
  if (parts === null) return
  const { caches, client, pages } = parts
  const [first, second] = caches
  const key = await first.key(THINGS, 'page')
  await first.load(key, async () => answer('fresh'))
  const [name] = await eventually(pages, (names) => names.length === 1)
  await client.del(name as string)
  await client.set(`${name}:claim`, 'somebody who is no more')
  assert.equal((await second.load(key, async () => answer('made anyway'))).body, 'made anyway')
})

test('what is damaged, mixed up or forged in Redis is no page', async (t) => {
  const parts = await startInstances(t)
  if (parts === null) return
  const { caches, client, pages, sql } = parts
  const [first] = caches
  const keys = await Promise.all(['one', 'other'].map((rest) => first.key(THINGS, rest)))
  for (const key of keys) await first.load(key, async () => answer(`page of ${key}`))
  const [one, other] = (await eventually(pages, (names) => names.length === 2)) as [string, string]
  const [good, foreign] = (await Promise.all([client.getBuffer(one), client.getBuffer(other)])) as [Buffer, Buffer]
  const flipped = Buffer.from(good)
  flipped.writeUInt8(flipped.readUInt8(flipped.length - 3) ^ 1, flipped.length - 3)
  const damages = [
    Buffer.alloc(0),
    good.subarray(0, 10),
    good.subarray(0, 32),
    good.subarray(0, good.length - 1),
    Buffer.concat([good, Buffer.from('!')]),
    flipped,
    foreign,
    Buffer.from('{"etag":"x","body":"poison"}'),
    Buffer.alloc(5_000, 0xc1),
  ]
  for (const damage of damages) {
    await client.set(one, damage)
    await client.set(other, damage)
    // A new instance, which has nothing of its own; of two names one is always wrong for what another page left.
    const redis = openRedis({
      config: { redisUrl: parts.server.url, instanceId: 'b' },
      breakers: new Breakers(memoryLog().log),
    })
    const cache = new PageCache(sql, { shared: new SharedPages(redis as SharedRedis, SECRET) })
    await eventually(async () => redis?.isReady, Boolean)
    let made = 0
    for (const key of keys) {
      const page = await cache.load(key, async () => {
        made += 1
        return answer(`page of ${key}`)
      })
      assert.equal(page.body, `page of ${key}`)
    }
    assert.ok(made >= 1)
    redis?.close()
  }
  await client.del(one)
  await client.lpush(one, 'a list')
  assert.ok(await first.load(`${keys[0]}x`, async () => answer('fine')))
})

test('an instance with another secret sees nothing', async (t) => {
  const parts = await startInstances(t, { secrets: [SECRET, `${SECRET}-of-another`] })
  if (parts === null) return
  const [first, stranger] = parts.caches
  const key = await first.key(THINGS, 'page')
  await first.load(key, async () => answer('ours'))
  await eventually(parts.pages, (names) => names.length === 1)
  assert.equal((await stranger.load(key, async () => answer('theirs'))).body, 'theirs')
})

test('a page that was read before a write is found by nobody after it', async (t) => {
  const parts = await startInstances(t)
  if (parts === null) return
  const { caches, sql, pages } = parts
  const [first, second] = caches
  const before = await first.key(THINGS, 'page')
  await first.load(before, async () => {
    await write(sql, first)
    return answer('what it was')
  })
  await eventually(pages, (names) => names.length === 1)
  const after = await first.key(THINGS, 'page')
  assert.notEqual(after, before)
  assert.equal((await first.load(after, async () => answer('what it is'))).body, 'what it is')
  const seen = await eventually(
    async () => second.key(THINGS, 'page'),
    (key) => key === after,
  )
  assert.equal((await second.load(seen, never)).body, 'what it is')
})

test('a version is never taken up again, whatever state a database is put back to', async (t) => {
  const { sql } = await testDatabase(t)
  const versionOf = async () =>
    (await sql<{ version: number }[]>`select version from cache_namespaces where name = 'things'`)[0]?.version ?? 0
  const cache = new PageCache(sql)
  await write(sql, cache)
  const old = await versionOf()
  await write(sql, cache)
  const lost = await versionOf()
  await sql`update cache_namespaces set version = ${old} where name = 'things'`
  await write(sql, cache)
  assert.ok((await versionOf()) > lost)
})

test('clearing takes the pages out of Redis and leaves the rest', async (t) => {
  const parts = await startInstances(t)
  if (parts === null) return
  const { caches, client, pages, server } = parts
  const [first] = caches
  await client.set('limit:somebody', '3')
  for (let page = 0; page < 1_200; page += 1) {
    await first.load(await first.key(THINGS, `page ${page}`), async () => answer(String(page)))
  }
  await eventually(pages, (names) => names.length === 1_200)
  const redis = openRedis({
    config: { redisUrl: server.url, instanceId: 'c' },
    breakers: new Breakers(memoryLog().log),
  })
  t.after(() => redis?.close())
  await eventually(async () => redis?.isReady, Boolean)
  const shared = new SharedPages(redis as SharedRedis, SECRET)
  assert.ok(((await shared.clear()) ?? 0) >= 1_200)
  assert.deepEqual(await client.keys('*'), ['limit:somebody'])
  await server.kill()
  await eventually(
    async () => redis?.isReady,
    (isReady) => isReady === false,
  )
  assert.equal(await shared.clear(), null)
})
