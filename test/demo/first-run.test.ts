import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeDemo } from '../../server/demo/index.ts'
import { testApplication } from '../harness/app.ts'
import { makeUser } from '../harness/factories.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'
import { createTestLog } from '../harness/test-log.ts'

const silent = { secretKey: TEST_SECRET_KEY, log: createTestLog() }

test('an installation says whether it waits for its first person', async (t) => {
  const { sql, guest } = await testApplication(t)
  assert.deepEqual((await guest.get('/api/v1/setup')).body.data, { needs_owner: true })
  await makeUser(sql)
  assert.deepEqual((await guest.get('/api/v1/setup')).body.data, { needs_owner: false })
})

test('the owner takes the demo chain, which stands beside them, and stays made whatever comes after it', async (t) => {
  const { sql, as, config } = await testApplication(t)
  const owner = as('owner')
  assert.deepEqual((await owner.get('/api/v1/setup/demo')).body.data, { state: 'possible' })
  const [first, second] = [await owner.post('/api/v1/setup/demo'), await owner.post('/api/v1/setup/demo')]
  assert.deepEqual([first.status, first.body.data, second.body.data], [202, { state: 'waiting' }, { state: 'waiting' }])
  const jobs = await sql`select from pgboss.job where name = 'make-demo'`
  assert.equal(jobs.length, 1)

  // What makes it dies between its transaction and the next statement, and it is tried again.
  const dying = new Proxy(sql, {
    apply(target, self, given: Parameters<typeof sql>) {
      if (String(given[0]).startsWith('analyze sales, sale_lines, sale_payments, sale_taxes'))
        throw new Error('It died.')
      return Reflect.apply(target, self, given)
    },
  })
  const options = { ...silent, log: createTestLog(), signInPath: `${config.dataFolder}/demo-sign-in.txt` }
  await takeDemo(dying, options)
  assert.match(String(options.log.faults), /It died/)
  await takeDemo(sql, options)
  assert.deepEqual((await owner.get('/api/v1/setup/demo')).body.data, { state: 'made' })
  const stores = await owner.get('/api/v1/stores?sort=id')
  assert.equal(stores.body.data[0].id, 1)
  assert.equal((await owner.get('/api/v1/me')).status, 200)
  assert.equal((await owner.post('/api/v1/setup/demo')).body.code, 'not_empty')
})

test('the demo is refused where there is a store, and says so when one comes while it waits', async (t) => {
  const { sql, as, config } = await testApplication(t)
  const owner = as('owner')
  await owner.post('/api/v1/setup/demo')
  await owner.post('/api/v1/stores', { name: 'Laval', time_zone: 'America/Toronto', currency: 'CAD', tax_zone: 'QC' })
  await takeDemo(sql, { ...silent, signInPath: `${config.dataFolder}/demo-sign-in.txt` })
  assert.deepEqual((await owner.get('/api/v1/setup/demo')).body.data, { state: 'failed' })
  assert.equal((await owner.post('/api/v1/setup/demo')).body.code, 'not_empty')
})

test('the state of the system is told to whoever keeps it running', async (t) => {
  const { as } = await testApplication(t)
  const { status, body } = await as('owner').get('/api/v1/system')
  assert.equal(status, 200)
  assert.equal(body.data.parts.database.status, 'up')
  assert.match(body.data.database.version, /^\d+/)
  assert.ok(body.data.queues.some(({ queue }: { queue: string }) => queue === 'make-demo'))
  assert.equal((await as('cashier').get('/api/v1/system')).status, 403)
})
