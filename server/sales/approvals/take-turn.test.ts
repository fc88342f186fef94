import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { givePin, PIN, WRONG_PIN } from '../../../test/harness/pins.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, { tills: 2 })
const other = await makeShop(sql)
const here = { storeIds: [shop.store.id] }
const manager = as('manager', here)
const camille = await makeUser(sql, { name: 'Camille', roles: ['cashier'], ...here })
await givePin(sql, camille.id)

async function openDrawer(registerId = shop.tillIds[0]): Promise<string> {
  const id = newId()
  const opened = await manager.post(`/api/v1/registers/${registerId}/sessions`, { id, opening_float: '100.00' })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  return id
}
const session = await openDrawer()
const turn = (body: object, client = manager, id = session) =>
  client.post(`/api/v1/register-sessions/${id}/cashier`, body)

test('a cashier takes their turn by PIN, and the till learns what they may do', async () => {
  const answer = await turn({ cashier_id: camille.id, pin: PIN })
  assert.deepEqual([answer.status, answer.headers['cache-control']], [200, 'no-store'])
  assert.deepEqual(answer.body.data, {
    id: camille.id,
    name: 'Camille',
    discount_limit: '10',
    permissions: [
      'sales.create',
      'sales.return',
      'sales.discount',
      'sessions.open',
      'sessions.close',
      'customers.view',
      'customers.create',
    ],
  })
  const sold = await manager.post(
    '/api/v1/sales',
    saleOf(shop, { register_id: shop.tillIds[0], session_id: session, cashier_id: camille.id }),
  )
  assert.deepEqual([sold.status, sold.body.data.cashier_id], [201, camille.id])
})

test('the turn is written to the audit log', async () => {
  const { id: managerId } = await manager.person
  const path = `/api/v1/audit-log?entity_type=register-session&entity_id=${session}`
  const [entry] = (await as('owner').get(path)).body.data
  assert.deepEqual(
    [entry.operation, entry.user.id, entry.after.cashier_id, entry.after.cashier_name],
    ['takeTurn', managerId, camille.id, 'Camille'],
  )
})

test('whose PIN it is not, and who does not sell here, take no turn', async () => {
  const stranger = await makeUser(sql, { roles: ['cashier'], storeIds: [other.store.id] })
  const clerk = await makeUser(sql, { roles: ['stock_clerk'], ...here })
  for (const { id } of [stranger, clerk]) await givePin(sql, id)
  for (const body of [
    { cashier_id: camille.id, pin: WRONG_PIN },
    { cashier_id: stranger.id, pin: PIN },
  ]) {
    const answer = await turn(body)
    assert.deepEqual([answer.status, answer.body.code], [422, 'bad_pin'])
  }
  const sellsNothing = await turn({ cashier_id: clerk.id, pin: PIN })
  assert.deepEqual(
    [sellsNothing.status, sellsNothing.body.errors],
    [403, { cashier_id: ['Cette personne ne peut pas vendre.'] }],
  )
  assert.equal((await sql`select from cashier_turns where cashier_id = ${clerk.id}`).length, 0)
})

test('a turn is taken at an open drawer of one’s store', async () => {
  const body = { cashier_id: camille.id, pin: PIN }
  assert.equal((await turn(body, as('manager', { storeIds: [other.store.id] }))).status, 404)
  assert.equal((await turn(body, manager, newId())).status, 404)
  assert.equal((await turn(body, as('analyst', here))).status, 403)
  const closed = await openDrawer(shop.tillIds[1])
  await manager.post(`/api/v1/register-sessions/${closed}/close`, { counted: { cash: '100.00' } })
  assert.equal((await turn(body, manager, closed)).body.code, 'session_already_closed')
  const day = await manager.post('/api/v1/sales', saleOf(shop))
  assert.equal((await turn(body, manager, day.body.data.session_id)).body.code, 'session_has_no_drawer')
})

test('no request was a fault of ours', () => assert.deepEqual(log.faults, []))
