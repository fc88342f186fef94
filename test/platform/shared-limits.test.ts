// Limits that instances share through Redis, and what becomes of them without it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApplication } from '../../server/app.ts'
import type { Config } from '../../server/platform/config.ts'
import { testApplication } from '../harness/app.ts'
import { createClient } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { startTestRedis } from '../harness/redis.ts'
import { createTestLog } from '../harness/test-log.ts'

const QUOTA = 20
const LIMITS = { perUser: QUOTA, costlyPerUser: 0, perAddress: 0, signInPerAddress: 0 }

test('instances share their limits through Redis, and each keeps its own while Redis is away', async (t) => {
  const redis = await startTestRedis(t)
  if (redis === null) return t.skip('there is no redis-server on this machine')
  const change: Partial<Config> = { rateLimits: LIMITS, redisUrl: redis.url }
  const first = await testApplication(t, { config: change })
  const other = await createApplication({
    config: first.config,
    sql: first.sql,
    log: createTestLog(),
    instanceId: 'other',
  })
  t.after(() => other.close())
  const owner = first.as('owner')
  const { secret } = await owner.token
  const elsewhere = createClient(other, () => ({ authorization: `Bearer ${secret}` }))
  const remaining = (answer: { headers: Readonly<Record<string, unknown>> }) =>
    Number(/;r=(\d+);/.exec(String(answer.headers.ratelimit))?.[1])

  for (let time = 0; time < QUOTA / 2; time += 1) assert.equal((await owner.get('/api/v1/me')).status, 200)
  // The other instance learns of them with what it has counted itself.
  const learnt = await eventually(
    () => elsewhere.get('/api/v1/me'),
    (answer) => answer.status === 429 || remaining(answer) < QUOTA / 2 - 1,
  )
  assert.ok(learnt.status === 429 || remaining(learnt) < QUOTA / 2 - 1)
  await eventually(
    () => elsewhere.get('/api/v1/me'),
    ({ status }) => status === 429,
  )
  // Together they have had no more than the limit, but for what passed within half a second.
  const refused = await eventually(
    () => owner.get('/api/v1/me'),
    ({ status }) => status === 429,
  )
  assert.equal(refused.body.code, 'rate_limited')

  await redis.stop()
  const analyst = first.as('analyst')
  const statuses: number[] = []
  for (let time = 0; time < QUOTA + 1; time += 1) statuses.push((await analyst.get('/api/v1/me')).status)
  assert.deepEqual(statuses, [...Array(QUOTA).fill(200), 429])
})
