import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { apiProcess } from '../../../test/harness/api-process.ts'
import { TEST_DATABASE_CONFIG, testDatabase } from '../../../test/harness/database.ts'
import { until } from '../../../test/harness/processes.ts'
import { type ConnectOptions, connect } from './connect.ts'
import { openConnections } from './open-connections.ts'

const database = await testDatabase({ after })

/** How many of its connections the server knows. */
async function countOpened(options: ConnectOptions): Promise<number> {
  const applicationName = `opened ${options.max} ${options.prepare}`
  const sql = connect({ ...TEST_DATABASE_CONFIG, databaseUrl: database.url }, { ...options, applicationName })
  try {
    await openConnections(sql)()
    const rows = await database.sql`select from pg_stat_activity where application_name = ${applicationName}`
    return rows.length
  } finally {
    await sql.end({ timeout: 1 })
  }
}

test('a pool whose connections were opened has all of them, however few they are', async () => {
  assert.equal(await countOpened({ max: 6 }), 6)
  assert.equal(await countOpened({ max: 1 }), 1)
  assert.equal(await countOpened({ max: 4, prepare: false, sessionSettings: false }), 4)
})

test('a server that is away keeps nobody from going on', async () => {
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' }
  const sql = connect(config, { max: 3 })
  await openConnections(sql)()
  await sql.end({ timeout: 1 })
})

test('one who lets nobody in and says nothing keeps nobody from going on', async (t) => {
  const server = createServer((socket) => socket.end())
  t.after(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const config = { ...TEST_DATABASE_CONFIG, databaseUrl: `postgres://nobody@127.0.0.1:${address.port}/nothing` }
  const sql = connect(config, { max: 3 })
  await openConnections(sql)()
  await sql.end({ timeout: 0 })
})

test('an instance that is ready has its connections', async (t) => {
  const api = await apiProcess(t, database.url, { INSTANCE_ID: 'new', POOL_SIZE: '3', MAX_OVERFLOW: '4' })
  await api.start()
  await until(async () => {
    const rows = await database.sql`
      select from pg_stat_activity where application_name = 'comptoir api new'`
    return rows.length >= 7
  })
})
