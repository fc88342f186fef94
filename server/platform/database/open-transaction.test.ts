import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TEST_DATABASE_CONFIG, testDatabase } from '../../../test/harness/database.ts'
import { chooseFreePort } from '../process/choose-free-port.ts'
import { connect, type Tx, withTransaction } from './connect.ts'
import { openTransaction } from './open-transaction.ts'
import { together } from './together.ts'

const { sql } = await testDatabase({ after }, { max: 3 })
await sql`create table notes (id int primary key)`

const backendOf = async (tx: Tx): Promise<number> => {
  const [row] = await tx<[{ pid: number }]>`select pg_backend_pid() as pid`
  return row.pid
}
const terminate = async (pid: number) => {
  await sql`select pg_terminate_backend(${pid}, 5000)`
}
const countNotes = async (): Promise<number> => (await sql`select from notes`).length
/** More at once than the pool has connections, so that each of them must be of use. */
const usePool = () => Promise.all(Array.from({ length: 9 }, () => sql`select pg_sleep(0.01)`))

test('the beginning, the statements and the commit travel together', async () => {
  const { tx, begun, commit } = openTransaction(sql)
  const writes = [1, 2].map((id) => tx`insert into notes values (${id})`)
  await together([begun, commit(writes)])
  assert.equal(await countNotes(), 2)
})

test('a failed statement fails the commit that travels with it, and leaves nothing', async () => {
  const { tx, commit, rollback } = openTransaction(sql)
  const writes = [3, 1, 4].map((id) => tx`insert into notes values (${id})`)
  await assert.rejects(commit(writes), { code: '23505' })
  await rollback()
  assert.equal(await countNotes(), 2)
  await usePool()
})

test('a statement that failed unheard fails the commit', async () => {
  const working = withTransaction(sql, {}, async (tx) => {
    tx`insert into notes values (1)`.execute()
  })
  await assert.rejects(working, { code: '23505' })
})

test('a statement that nobody waits for and that is never sent ends no process', async (t) => {
  const port = await chooseFreePort()
  const unreachable = connect(TEST_DATABASE_CONFIG, { url: `postgres://comptoir@127.0.0.1:${port}/comptoir`, max: 1 })
  t.after(() => unreachable.end({ timeout: 1 }))
  const working = withTransaction(unreachable, {}, (tx) => {
    tx`select 1`.execute()
    return tx`select 2`
  })
  await assert.rejects(working, { code: 'ECONNREFUSED' })
})

test('a transaction whose connection is lost at work is refused, and the pool keeps its connections', async () => {
  for (let round = 0; round < 6; round += 1) {
    const working = withTransaction(sql, { lockTimeoutMs: 1000 }, async (tx) => {
      const pid = await backendOf(tx)
      await tx`insert into notes values (5)`
      // The second waits its turn behind the first, whose parameter the server must describe.
      const statements = [tx`select pg_sleep(${60 + round})`, tx`select ${round}::int`, tx`select 1`]
      const [outcome] = await Promise.allSettled([together(statements), terminate(pid)])
      if (outcome.status === 'rejected') throw outcome.reason
    })
    await assert.rejects(working)
    await usePool()
  }
  assert.equal(await countNotes(), 2)
})

test('a transaction whose connection is lost while it does something else is refused at its next statement', async () => {
  for (let round = 0; round < 4; round += 1) {
    const working = withTransaction(sql, {}, async (tx) => {
      await tx`insert into notes values (6)`
      await terminate(await backendOf(tx))
      await usePool()
      await tx`insert into notes values (7)`
    })
    await assert.rejects(working)
    await usePool()
  }
  assert.equal(await countNotes(), 2)
})

test('a commit that fails gives the connection back as it is: what another does on it meanwhile is not undone', async () => {
  await sql`create table promises (id int primary key, kept int unique deferrable initially deferred)`
  await sql`insert into promises values (0, 0)`
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const isBroken = index % 3 === 0
      const working = withTransaction(sql, {}, async (tx) => {
        await tx`insert into promises values (${index + 1}, ${isBroken ? 0 : index + 1})`
        await tx`select pg_sleep(0.001)`
      })
      if (isBroken) await assert.rejects(working, { code: '23505' })
      else await working
    }),
  )
  assert.equal((await sql`select from promises`).length, 21)
  await usePool()
})
