import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { makeUser } from '../harness/factories.ts'
import { givePin, PIN, WRONG_PIN } from '../harness/pins.ts'
import { makeShop, saleOf } from '../harness/sales.ts'

const { sql, as, log } = await testApplication({ after }, { max: 10 })

const CLIENTS = 32
const shop = await makeShop(sql, { articles: [{ price: '100.00' }], tills: 1 })
const here = { storeIds: [shop.store.id] }
const cashier = as('cashier', here)
const discounted = (approvals: string[]) =>
  saleOf(shop, {
    lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1', discount: { type: 'percent', value: '25' } }],
    approvals,
  })
const asking = (approverId: number, pin: string) => ({
  store_id: shop.store.id,
  approver_id: approverId,
  pin,
  action: 'discount',
  reason: 'Emballage abîmé',
  details: { from: '100.00', percent: '25' },
})
const statusesOf = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()
const atOnce = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: CLIENTS }, work))

async function managerWithPin() {
  const manager = await makeUser(sql, { roles: ['manager'], ...here })
  await givePin(sql, manager.id)
  return manager
}

test('of 32 clients that use one approval at once exactly one sells, round after round', async () => {
  const manager = await managerWithPin()
  for (let round = 1; round <= 10; round += 1) {
    const given = await cashier.post('/api/v1/approvals', asking(manager.id, PIN))
    assert.equal(given.status, 201)
    const { id } = given.body.data
    const answers = await atOnce(() => cashier.post('/api/v1/sales', discounted([id])))
    assert.deepEqual(statusesOf(answers), [201, ...Array(CLIENTS - 1).fill(409)])
    const [used] = await sql<[{ ticket_id: string }]>`select ticket_id from approvals where id = ${id}`
    const sold = answers.find(({ status }) => status === 201)
    assert.equal(used.ticket_id, sold?.body.data.id)
  }
})

test('32 clients that name several approvals in any order never wait in a circle', async () => {
  const manager = await managerWithPin()
  const ids: string[] = []
  for (let count = 0; count < 4; count += 1) {
    ids.push((await cashier.post('/api/v1/approvals', asking(manager.id, PIN))).body.data.id)
  }
  const answers = await atOnce(() => cashier.post('/api/v1/sales', discounted(ids.toSorted(() => Math.random() - 0.5))))
  assert.deepEqual(statusesOf(answers), [201, ...Array(CLIENTS - 1).fill(409)])
})

test('of 32 wrong PINs at once exactly five are judged, and then the right one waits too', async () => {
  const manager = await managerWithPin()
  const answers = await atOnce(() => cashier.post('/api/v1/approvals', asking(manager.id, WRONG_PIN)))
  assert.deepEqual(statusesOf(answers), [...Array(5).fill(422), ...Array(CLIENTS - 5).fill(429)])
  const locked = await cashier.post('/api/v1/approvals', asking(manager.id, PIN))
  assert.deepEqual([locked.status, locked.body.code], [429, 'too_many_attempts'])
  assert.ok(Number(locked.headers['retry-after']) > 0)
  const [session] = await sql<[{ id: string }]>`
    insert into register_sessions (store_id, id, register_id, business_day, currency, opened_at)
    values (${shop.store.id}, gen_random_uuid(), ${shop.tillIds[0] ?? 0}, '2026-11-20', 'CAD', now()) returning id`
  const turn = await cashier.post(`/api/v1/register-sessions/${session.id}/cashier`, {
    cashier_id: manager.id,
    pin: PIN,
  })
  assert.equal(turn.status, 429)
  await sql`update login_attempts set window_start = window_start - interval '15 minutes'`
  assert.equal((await cashier.post('/api/v1/approvals', asking(manager.id, PIN))).status, 201)
})

test('one guesser may not go from person to person', async () => {
  const statuses: number[] = []
  for (let count = 0; count < 7; count += 1) {
    const manager = await managerWithPin()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      statuses.push((await as('manager', here).post('/api/v1/approvals', asking(manager.id, WRONG_PIN))).status)
    }
  }
  assert.deepEqual(statusesOf(statuses.map((status) => ({ status }))), [...Array(30).fill(422), ...Array(5).fill(429)])
})

test('all of it adds up, and nothing was a fault of ours', async () => {
  const found = await verifyInstallation(sql)
  assert.deepEqual(
    found.filter(({ faults }) => faults > 0).map(({ name }) => name),
    [],
  )
  assert.deepEqual(log.faults, [])
})
