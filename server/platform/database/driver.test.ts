import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect as connectTo, createServer } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { TEST_DATABASE_CONFIG, testDatabase } from '../../../test/harness/database.ts'
import { connect } from './connect.ts'
import { openTransaction } from './open-transaction.ts'

const { sql } = await testDatabase({ after }, { max: 4 })
/** Elsewhere, so that whoever ends connections keeps its own. */
const elsewhere = await testDatabase({ after }, { max: 1 })
const [{ name }] = await sql<[{ name: string }]>`select current_database() as name`

const ROUNDS = 40
const CLIENTS = 8

type Outcomes = { right: number; refused: number; wrong: number }

/** Asks from many clients at once while every connection at work is ended, again and again; every question is answered. */
async function askUnderLoss(ask: (value: number) => Promise<number | undefined>): Promise<Outcomes> {
  const outcomes = { right: 0, refused: 0, wrong: 0 }
  let isOver = false
  let asked = 0
  const client = async () => {
    while (!isOver) {
      asked += 1
      const value = asked
      try {
        outcomes[(await ask(value)) === value ? 'right' : 'wrong'] += 1
      } catch {
        outcomes.refused += 1
        await sleep(1)
      }
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  for (let round = 0; round < ROUNDS; round += 1) {
    await elsewhere.sql`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and state <> 'idle'`
    await sleep(20)
  }
  isOver = true
  await clients
  return outcomes
}

const read = async (value: number) => {
  const [row] = await sql<{ value: number }[]>`select ${value}::int as value, pg_sleep(0.002)`
  return row?.value
}

const transact = async (value: number) => {
  const { tx, commit, rollback } = openTransaction(sql)
  try {
    const [row] = await tx<{ value: number }[]>`select ${value}::int as value, pg_sleep(0.002)`
    await commit([tx`select ${value}::int`, tx`select 1`])
    return row?.value
  } catch (error) {
    await rollback()
    throw error
  }
}

for (const [what, ask] of Object.entries({
  reads: read,
  transactions: transact,
  both: (value: number) => (value % 2 === 0 ? read(value) : transact(value)),
})) {
  test(`connections are ended under ${what}: each is answered, none with the answer of another`, async (t) => {
    const outcomes = await askUnderLoss(ask)
    t.diagnostic(JSON.stringify(outcomes))
    assert.equal(outcomes.wrong, 0)
    assert.ok(outcomes.right > 0 && outcomes.refused > 0)
  })
}

test('afterwards every connection is of use', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => read(index)))
  assert.deepEqual(
    answers,
    answers.map((_, index) => index),
  )
})

test('a connection that is lost while it asks for the types of arrays ends no process, and another is opened', async (t) => {
  const { url } = elsewhere
  let cuts = 0
  const proxy = createServer((client) => {
    const upstream = connectTo(Number(new URL(url).port), '127.0.0.1')
    const end = () => {
      client.resetAndDestroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end)
    upstream.on('data', (bytes) => client.write(bytes))
    client.on('data', (bytes) => {
      const isCut = cuts < 2 && bytes.includes('typarray')
      if (isCut) cuts += 1
      if (isCut) end()
      else upstream.write(bytes)
    })
  }).listen(0, '127.0.0.1')
  t.after(() => proxy.close())
  await once(proxy, 'listening')
  const address = new URL(url)
  address.port = String((proxy.address() as AddressInfo).port)
  const through = connect(TEST_DATABASE_CONFIG, { url: address.href, max: 1 })
  t.after(() => through.end({ timeout: 1 }))
  const ask = async () => (await through<{ list: string[] }[]>`select ${['a', 'b']}::text[] as list`)[0]?.list
  const answers = [await ask().catch(() => null), await ask().catch(() => null), await ask()]
  assert.deepEqual([cuts, answers.at(-1)], [2, ['a', 'b']])
})
