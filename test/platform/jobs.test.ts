import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { purgeAccessLeftovers } from '../../server/identity/purge-access-leftovers.ts'
import { Breakers } from '../../server/platform/breaker/breakers.ts'
import { createJobs } from '../../server/platform/jobs/create-jobs.ts'
import { createJobQueue, prepareQueues } from '../../server/platform/jobs/job-queue.ts'
import { purgeIdempotencyKeys } from '../../server/platform/jobs/purge-idempotency-keys.ts'
import { readQueueCounts, readWorkerAge } from '../../server/platform/jobs/queue-counts.ts'
import { startWorker } from '../../server/worker.ts'
import { backupConfig } from '../harness/backups.ts'
import { emptyDatabase, TEST_DATABASE_CONFIG, testDatabase } from '../harness/database.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { memoryLog } from '../harness/memory-log.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'

const { sql, url } = await testDatabase({ after })
const MAIL_CONFIG = { smtpUrl: undefined, mailFrom: 'comptoir@localhost', dataFolder: '/nonexistent' }

test('a job is done once its transaction commits, and not when it does not', async (t) => {
  const { log } = memoryLog()
  const jobs = createJobs({ url, log })
  const done: { n: number }[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  jobs.define<{ n: number }>('remember', async (data) => {
    done.push(data)
    resolve()
  })
  await jobs.start()
  t.after(() => jobs.stop())

  await assert.rejects(
    sql.begin(async (tx) => {
      await jobs.enqueue(tx, 'remember', { n: 1 })
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  await sql.begin((tx) => jobs.enqueue(tx, 'remember', { n: 2 }))
  await promise
  assert.deepEqual(done, [{ n: 2 }])
})

test('a job that fails is tried again, and the log says why', async (t) => {
  const { log, errors } = memoryLog()
  const jobs = createJobs({ url, log })
  t.after(() => jobs.stop())
  const failed = once(errors, 'line')
  jobs.define('stumble', async () => {
    throw new Error('the first try fails')
  })
  await jobs.start()
  await sql.begin((tx) => jobs.enqueue(tx, 'stumble', {}))
  const [line] = await failed
  assert.match(String(line), /the first try fails/)
})

test('a job is left for a worker that has yet to start, and not when its transaction fails', async (t) => {
  const { sql: fresh, url: address } = await testDatabase(t)
  await prepareQueues(fresh, ['deliver'])
  await prepareQueues(fresh, ['deliver'])
  const queue = createJobQueue(fresh)
  await fresh.begin((tx) => queue.enqueue(tx, 'deliver', { n: 1 }))
  await assert.rejects(
    fresh.begin(async (tx) => {
      await queue.enqueue(tx, 'deliver', { n: 2 })
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  await assert.rejects(
    fresh.begin((tx) => queue.enqueue(tx, 'nobody', {})),
    /nobody/,
  )
  await queue.close()
  const jobs = createJobs({ url: address, log: memoryLog().log })
  const done: { n: number }[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  jobs.define<{ n: number }>('deliver', async (data) => {
    done.push(data)
    resolve()
  })
  await jobs.start()
  t.after(() => jobs.stop())
  await promise
  assert.deepEqual(done, [{ n: 1 }])
})

test('a queue whose list could not be read at first leaves jobs as soon as it can', async (t) => {
  const { sql: fresh } = await testDatabase(t)
  await prepareQueues(fresh, ['deliver'])
  let isAway = true
  const unsafe: typeof fresh.unsafe = (text, ...rest) =>
    fresh.unsafe(isAway && /from pgboss\.queue/i.test(text) ? 'select 1 / 0' : text, ...rest)
  const failing = new Proxy(fresh, {
    get: (target, name, receiver) => (name === 'unsafe' ? unsafe : Reflect.get(target, name, receiver)),
  })
  const queue = createJobQueue(failing)
  t.after(() => queue.close())
  const leave = (n: number) => fresh.begin((tx) => queue.enqueue(tx, 'deliver', { n }))
  await assert.rejects(leave(1), { code: '22012' })
  isAway = false
  await leave(2)
  assert.deepEqual([...(await fresh`select data from pgboss.job where name = 'deliver'`)], [{ data: { n: 2 } }])
})

test('an unknown job is refused, so that nothing waits for ever', async (t) => {
  const jobs = createJobs({ url, log: memoryLog().log })
  await jobs.start()
  t.after(() => jobs.stop())
  await assert.rejects(
    sql.begin((tx) => jobs.enqueue(tx, 'nobody', {})),
    /nobody/,
  )
})

test('a name is defined once', () => {
  const jobs = createJobs({ url, log: memoryLog().log })
  jobs.define('twice', async () => {})
  assert.throws(() => jobs.define('twice', async () => {}), /defined twice/)
})

test('the worker starts with its schedules, shows that it lives, and stops', async (t) => {
  const { log } = memoryLog()
  const folder = temporaryFolder(t)
  const config = {
    ...MAIL_CONFIG,
    ...TEST_DATABASE_CONFIG,
    databaseUrl: url,
    databaseDirectUrl: undefined,
    databaseReplicaUrl: undefined,
    replicaMaxLagMs: 10_000,
    apiToken: undefined,
    objectStorage: undefined,
    backup: backupConfig(folder, { schedule: '17 2 * * *' }),
    dataFolder: folder,
    secretKey: TEST_SECRET_KEY,
  }
  const worker = await startWorker({ config, sql, log, breakers: new Breakers(log) })
  t.after(() => worker.stop())
  const schedules = await sql<{ name: string; cron: string }[]>`select name, cron from pgboss.schedule order by name`
  assert.deepEqual(
    schedules.map((row) => row.name),
    [
      'close-day-sessions',
      'close-journal-periods',
      'collect-export-files',
      'collect-files',
      'collect-import-files',
      'expire-reservations',
      'make-backup',
      'open-unsold-alerts',
      'purge-access-leftovers',
      'purge-events',
      'purge-feed-changes',
      'purge-idempotency-keys',
      'purge-training-tickets',
      'roll-up-reports',
    ],
  )
  await sql`update pgboss.version set cron_on = now() - interval '5 seconds'`
  const age = await readWorkerAge(sql)
  assert.ok(age !== null && age >= 5)
  const queues = new Set((await readQueueCounts(sql)).map((row) => row.queue))
  assert.ok(queues.has('purge-idempotency-keys'))
})

test('a database that no worker has seen says so', async (t) => {
  const { sql: fresh } = await emptyDatabase(t)
  assert.equal(await readWorkerAge(fresh), null)
  assert.deepEqual(await readQueueCounts(fresh), [])
})

test('outcomes of writes are forgotten after thirty days, not before', async () => {
  await sql`
    insert into idempotency_keys (actor_key, operation, key, body_hash, status, response, created_at)
    select 'user:1', 'createProduct', 'key-' || n, '\\x00', 201, '{}', now() - make_interval(days => n)
    from generate_series(1, 60) as n`
  assert.equal(await purgeIdempotencyKeys(sql), 31)
  const [left] = await sql<{ count: number }[]>`select count(*) from idempotency_keys`
  assert.equal(left?.count, 29)
})

test('sessions, tokens and login counts go when they are long over', async () => {
  const [user] = await sql<{ id: number }[]>`insert into users (name, email) values ('A', 'a@example.org') returning id`
  const id = user?.id ?? 0
  const days = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString()
  await sql`insert into sessions (user_id, secret_hash, expires_at, revoked_at) values
    (${id}, '\\x01', ${days(31)}, null), (${id}, '\\x02', ${days(-1)}, ${days(31)}), (${id}, '\\x03', ${days(-1)}, null)`
  await sql`insert into tokens (user_id, name, secret_hash, expires_at, revoked_at) values
    (${id}, 'old', '\\x01', ${days(91)}, null), (${id}, 'recent', '\\x02', ${days(31)}, null), (${id}, 'endless', '\\x03', null, null)`
  await sql`insert into login_attempts (subject, window_start, failures) values ('a', ${days(2)}, 3), ('b', ${days(0)}, 1)`
  assert.equal(await purgeAccessLeftovers(sql), 4)
  const purged = await sql<{ operation: string; entity_type: string }[]>`
    select operation, entity_type from audit_log where action = 'delete' order by id`
  assert.deepEqual(
    purged.map(({ operation, entity_type }) => `${operation} ${entity_type}`),
    ['session', 'session', 'token'].map((type) => `purge-access-leftovers ${type}`),
  )
  const names = await sql<{ name: string }[]>`select name from tokens order by name`
  assert.deepEqual(
    names.map((row) => row.name),
    ['endless', 'recent'],
  )
})
