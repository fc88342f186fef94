import assert from 'node:assert/strict'
import { connect as connectSocket, createServer } from 'node:net'
import { after, test } from 'node:test'
import { emptyDatabase, TEST_DATABASE_CONFIG, testDatabase } from '../../../test/harness/database.ts'
import { DatabaseError, withTransaction } from './connect.ts'
import { DatabaseRefused, openDatabase } from './open-database.ts'

const { sql, url } = await testDatabase({ after })

test('values arrive in the one form that every room expects', async () => {
  const [row] = await sql`
    select 9007199254740991::bigint as id, 12.500::numeric as quantity, date '2026-11-20' as day,
           timestamptz '2026-11-20 09:03:11.123456-05' as at, timestamptz '2026-11-20 14:03:11Z' as whole,
           array[1, 2]::bigint[] as ids, '{"a": 1}'::jsonb as details, null::bigint as nothing`
  assert.deepEqual(
    { ...row },
    {
      id: 9007199254740991,
      quantity: '12.500',
      day: '2026-11-20',
      at: '2026-11-20T14:03:11.123Z',
      whole: '2026-11-20T14:03:11.000Z',
      ids: [1, 2],
      details: { a: 1 },
      nothing: null,
    },
  )
})

test('a bigint that a number cannot hold is refused, not rounded', async () => {
  await assert.rejects(async () => await sql`select 9007199254740992::bigint as id`, RangeError)
})

test('values are accepted in the forms that programs hold them', async () => {
  const [row] = await sql`
    select ${5n}::bigint as big, ${7}::bigint as small, ${'2026-11-20T14:03:11.5Z'}::timestamptz as text,
           ${new Date('2026-11-20T14:03:11.5Z')}::timestamptz as at, ${'1.005'}::numeric as amount,
           ${'2026-02-28'}::date as day`
  assert.deepEqual(
    { ...row },
    {
      big: 5,
      small: 7,
      text: '2026-11-20T14:03:11.500Z',
      at: '2026-11-20T14:03:11.500Z',
      amount: '1.005',
      day: '2026-02-28',
    },
  )
})

test('timestamps that have no ISO form stay as PostgreSQL writes them', async () => {
  const [row] = await sql`select 'infinity'::timestamptz as never, timestamptz '0044-03-15 12:00:00Z BC' as ides`
  assert.deepEqual({ ...row }, { never: 'infinity', ides: '0044-03-15 12:00:00+00 BC' })
})

test('a deadlock is resolved by doing the work again', async () => {
  await sql`create table counter (id int primary key, value int not null)`
  await sql`insert into counter values (1, 0), (2, 0)`
  const meeting = Promise.withResolvers<void>()
  const passing = Promise.withResolvers<void>()
  let arrived = 0
  const visit = (first: number, second: number) =>
    withTransaction(sql, { lockTimeoutMs: 10_000 }, async (tx) => {
      // Whoever gave way comes back when the other has passed. PostgreSQL gives a row to whoever asks first once it is
      // left: on a busy machine that need not be who waited for it, and the two would meet a second time.
      if (arrived === 2) await passing.promise
      await tx`update counter set value = value + 1 where id = ${first}`
      arrived += 1
      if (arrived === 2) meeting.resolve()
      await meeting.promise
      await tx`update counter set value = value + 1 where id = ${second}`
    })
  await Promise.all([visit(1, 2), visit(2, 1)].map((visited) => visited.then(passing.resolve)))
  assert.deepEqual(
    (await sql`select value from counter order by id`).map((row) => row.value),
    [2, 2],
  )
  assert.equal(arrived, 3)
})

test('a serialization failure is resolved by doing the work again', async () => {
  await sql`create table tally (value int not null)`
  await sql`insert into tally values (0)`
  const increment = () =>
    withTransaction(sql, { isolation: 'serializable' }, async (tx) => {
      const [row] = await tx<{ value: number }[]>`select value from tally`
      await tx`update tally set value = ${(row?.value ?? 0) + 1}`
    })
  await Promise.all([increment(), increment(), increment()])
  const [row] = await sql`select value from tally`
  assert.equal(row?.value, 3)
})

test('a lock is waited for no longer than asked, and the failure says so', async () => {
  await sql`create table held (id int primary key)`
  await sql`insert into held values (1)`
  const release = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holder = withTransaction(sql, {}, async (tx) => {
    await tx`select id from held for update`
    locked.resolve()
    await release.promise
  })
  await locked.promise
  const waiting = withTransaction(sql, { lockTimeoutMs: 30 }, (tx) => tx`select id from held for update`)
  await assert.rejects(waiting, (error) => error instanceof DatabaseError && error.code === '55P03')
  let attempts = 0
  const patient = withTransaction(sql, { lockTimeoutMs: 30, retryLockTimeout: true }, async (tx) => {
    attempts += 1
    if (attempts === 2) {
      release.resolve()
      await holder
    }
    return tx`select id from held for update`
  })
  assert.equal((await patient).length, 1)
  assert.equal(attempts, 2)
})

test('a read-only transaction refuses to write, and a long statement is cancelled', async () => {
  const writing = withTransaction(sql, { readOnly: true }, (tx) => tx`create table never (id int)`)
  await assert.rejects(writing, (error) => error instanceof DatabaseError && error.code === '25006')
  const sleeping = withTransaction(sql, { statementTimeoutMs: 20 }, (tx) => tx`select pg_sleep(60)`)
  await assert.rejects(sleeping, (error) => error instanceof DatabaseError && error.code === '57014')
})

test('an array is answered as the work returned it', async () => {
  assert.deepEqual(await withTransaction(sql, {}, async () => [1, 2]), [1, 2])
})

test('openDatabase answers a pool for a UTF-8 server and refuses another', async (t) => {
  const opened = await openDatabase(TEST_DATABASE_CONFIG, { url })
  assert.equal((await opened`select 1 as one`)[0]?.one, 1)
  await opened.end()
  const latin = await emptyDatabase(t, 'LATIN1')
  await assert.rejects(openDatabase(TEST_DATABASE_CONFIG, { url: latin.url }), DatabaseRefused)
  const nowhere = url.replace(/[^/]+$/, 'nowhere')
  await assert.rejects(openDatabase(TEST_DATABASE_CONFIG, { url: nowhere }), /3D000.*DATABASE_URL/)
})

/**
 * Stands before the server as a pooler does: it announces process numbers of its own. The announcement is the message
 * `K`, twelve bytes of length, then the number.
 */
async function startPooler(target: URL, cleaner: { after(work: () => void): void }): Promise<string> {
  const server = createServer((client) => {
    const upstream = connectSocket(Number(target.port), target.hostname)
    upstream.once('error', () => client.destroy())
    client.once('error', () => upstream.destroy())
    client.pipe(upstream)
    upstream.on('data', (bytes: Buffer) => {
      const announcement = bytes.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]))
      if (announcement >= 0) bytes.writeInt32BE(4_000_000, announcement + 5)
      client.write(bytes)
    })
    upstream.once('end', () => client.end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  cleaner.after(() => server.close())
  const address = server.address()
  const pooled = new URL(target)
  pooled.port = String(address !== null && typeof address === 'object' ? address.port : 0)
  return pooled.href
}

test('behind a pooler nothing is prepared, and timeouts are left to the transactions', async (t) => {
  const pooled = await startPooler(new URL(url), t)
  const look = async (address: string, databasePrepare?: boolean) => {
    const config = { ...TEST_DATABASE_CONFIG, databaseUrl: address, databasePrepare }
    const pool = await openDatabase(config, { max: 1 })
    for (let round = 0; round < 3; round += 1) await pool`select ${round}::int as round`
    const [row] = await pool`
      select (select count(*)::int from pg_prepared_statements where statement like '%as round') as prepared,
             current_setting('statement_timeout') as timeout`
    await pool.end()
    return { ...row }
  }
  assert.deepEqual(await look(url), { prepared: 1, timeout: '30s' })
  assert.deepEqual(await look(pooled), { prepared: 0, timeout: '0' })
  assert.deepEqual(await look(pooled, true), { prepared: 1, timeout: '0' })
})
