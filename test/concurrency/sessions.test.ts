import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { makeShop, newId, type Shop, saleOf } from '../harness/sales.ts'

const { sql, as, log } = await testApplication({ after }, { max: 10 })

const CLIENTS = 32
const assertSound = async () =>
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )

/** Calls `work` from so many clients at once, each one call after another, until the calls are used up. */
async function fromClients(calls: number, work: (call: number) => Promise<void>): Promise<void> {
  let next = 0
  const client = async () => {
    while (next < calls) {
      const call = next
      next += 1
      await work(call)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
}

const managerOf = (shop: Shop) => as('manager', { storeIds: [shop.store.id] })

test('of 32 clients that open one register at once exactly one does, round after round', async () => {
  const shop = await makeShop(sql, { tills: 1 })
  const manager = managerOf(shop)
  for (let round = 1; round <= 10; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: CLIENTS }, () =>
        manager.post(`/api/v1/registers/${shop.tillIds[0]}/sessions`, { id: newId(), opening_float: '1' }),
      ),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(CLIENTS - 1).fill(409)])
    const { body } = answers.find(({ status }) => status === 201) ?? assert.fail()
    const closings = await Promise.all(
      Array.from({ length: CLIENTS }, () =>
        manager.post(`/api/v1/register-sessions/${body.data.id}/close`, { counted: { cash: '1' } }),
      ),
    )
    assert.deepEqual(closings.map(({ status }) => status).sort(), [200, ...Array(CLIENTS - 1).fill(409)])
    assert.equal(closings.find(({ status }) => status === 200)?.body.data.session.z_number, round)
  }
  await assertSound()
})

test('one opening that 32 clients send at once is one session', async () => {
  const shop = await makeShop(sql, { tills: 1 })
  const manager = managerOf(shop)
  const input = { id: newId(), opening_float: '5.00' }
  const answers = await Promise.all(
    Array.from({ length: CLIENTS }, () => manager.post(`/api/v1/registers/${shop.tillIds[0]}/sessions`, input)),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(CLIENTS - 1).fill(200), 201])
  const { body } = await manager.get(`/api/v1/register-sessions?register_id=${shop.tillIds[0]}`)
  assert.equal(body.meta.total, 1)
  await assertSound()
})

test('a sale made at the instant of closing is in exactly one Z: in time or late, never both nor neither', async () => {
  const shop = await makeShop(sql, { tills: 2, stock: 100_000 })
  const manager = managerOf(shop)
  const inTime: number[] = []
  for (const registerId of [...shop.tillIds, ...shop.tillIds, ...shop.tillIds]) {
    const opened = await manager.post(`/api/v1/registers/${registerId}/sessions`, { opening_float: '100.00' })
    const id: string = opened.body.data.id
    const path = `/api/v1/register-sessions/${id}`
    const closeAt = 60 + Math.floor(Math.random() * 150)
    let flagged = 0
    let closing = { tickets: -1, expected: '' }
    await fromClients(320, async (call) => {
      if (call === closeAt) {
        const { status, body } = await manager.post(`${path}/close`, { counted: { cash: '0' } })
        assert.equal(status, 200, JSON.stringify(body))
        closing = { tickets: body.data.totals.tickets, expected: body.data.session.expected_cash }
        return
      }
      const sale = saleOf(shop, { register_id: registerId, session_id: id })
      const { status, body } = await manager.post('/api/v1/sales', sale)
      assert.equal(status, 201, JSON.stringify(body))
      if (body.data.flags.includes('session_closed')) flagged += 1
    })
    const z = (await manager.get(`${path}/z-report`)).body.data
    assert.deepEqual([z.totals.tickets, z.session.expected_cash], [closing.tickets, closing.expected])
    assert.equal(z.totals.tickets + z.late.totals.tickets, 319)
    assert.equal(z.late.totals.tickets, flagged)
    inTime.push(z.totals.tickets)
  }
  assert.ok(inTime.some((tickets) => tickets > 0 && tickets < 319))
  await assertSound()
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
