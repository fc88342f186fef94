import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'
import { JournalSigner } from '../journal/journal-signer.ts'
import { closeDaySessions } from './close-day-sessions.ts'

const { sql, as, config } = await testApplication({ after })
const signer = new JournalSigner(sql, config.secretKey)
const owner = as('owner')

const DAY_MS = 86_400_000
const sell = async (shop: Shop, overrides: Record<string, unknown> = {}) => {
  const { status, body } = await owner.post('/api/v1/sales', saleOf(shop, overrides))
  assert.equal(status, 201, JSON.stringify(body))
  return body.data
}
const daysAgo = (days: number) => ({ occurred_at: new Date(Date.now() - days * DAY_MS).toISOString() })

async function sessionsOf(shop: Shop) {
  const { body } = await owner.get(`/api/v1/register-sessions?store_id=${shop.store.id}&sort=business_day`)
  return body.data as {
    id: string
    status: string
    z_number: number | null
    business_day: string
    register_id: number
  }[]
}

test('days that are over are closed in their order, each with a Z; today’s stays open', async () => {
  const shop = await makeShop(sql, { tills: 1 })
  await sell(shop, daysAgo(1))
  await sell(shop, daysAgo(3))
  await sell(shop, daysAgo(2))
  await sell(shop)
  await sell(shop, { register_id: shop.tillIds[0], ...daysAgo(1) })
  assert.ok((await sessionsOf(shop)).every(({ status }) => status === 'open'))
  assert.equal(await closeDaySessions(sql, signer), 4)
  const sessions = await sessionsOf(shop)
  const here = sessions.filter((session) => session.register_id === shop.virtualRegisterId)
  assert.deepEqual(
    here.map(({ z_number, status }) => [z_number, status]),
    [
      [1, 'closed'],
      [2, 'closed'],
      [3, 'closed'],
      [null, 'open'],
    ],
  )
  const till = sessions.filter((session) => session.register_id === shop.tillIds[0])
  assert.deepEqual(
    till.map(({ z_number }) => z_number),
    [1],
  )
  assert.equal(await closeDaySessions(sql, signer), 0)

  const late = await sell(shop, daysAgo(1))
  assert.deepEqual(late.flags, ['session_closed'])
  assert.equal(late.session_id, here[2]?.id)
  const z = (await owner.get(`/api/v1/register-sessions/${late.session_id}/z-report`)).body.data
  assert.deepEqual([z.totals.tickets, z.late.totals.tickets, z.late.tickets[0].id], [1, 1, late.id])
  const faults = (await findSalesFaults(sql)).list().filter(({ faults: count }) => count > 0)
  assert.deepEqual(faults, [])
})

test('a day ends when it does where the store is', async () => {
  const now = Date.now()
  const zones = ['Pacific/Kiritimati', 'Etc/GMT+12']
  const [east, west] = await Promise.all(zones.map((time_zone) => makeShop(sql, { store: { time_zone } })))
  // Twenty-six hours lie between the two clocks: what was sold thirteen hours ago was yesterday in one of them at least.
  const occurred_at = new Date(now - 13 * 3_600_000).toISOString()
  for (const shop of [east, west]) {
    const ticket = await sell(shop as Shop, { occurred_at })
    const today = Temporal.Instant.fromEpochMilliseconds(now)
      .toZonedDateTimeISO((shop as Shop).store.time_zone)
      .toPlainDate()
      .toString()
    await closeDaySessions(sql, signer)
    const [session] = await sessionsOf(shop as Shop)
    assert.equal(session?.business_day, ticket.business_day)
    assert.equal(session?.status, ticket.business_day < today ? 'closed' : 'open')
  }
})

test('two workers that close at once give each day one number', async () => {
  const shop = await makeShop(sql)
  for (let days = 1; days <= 20; days += 1) await sell(shop, daysAgo(days))
  const closed = await Promise.all([1, 2, 3, 4].map(() => closeDaySessions(sql, signer)))
  assert.equal(
    closed.reduce((sum, count) => sum + count),
    20,
  )
  assert.deepEqual(
    (await sessionsOf(shop)).map(({ z_number }) => z_number),
    Array.from({ length: 15 }, (_, index) => index + 1),
  )
})

test('a day session is nobody’s drawer: no cash is moved in it, and nobody closes it', async () => {
  const shop = await makeShop(sql)
  const { session_id } = await sell(shop)
  const path = `/api/v1/register-sessions/${session_id}`
  const moved = await owner.post(`${path}/cash-movements`, { type: 'in', amount: '1', reason: 'x' })
  const closed = await owner.post(`${path}/close`, { counted: { cash: '1' } })
  for (const { status, body } of [moved, closed]) assert.deepEqual([status, body.code], [409, 'session_has_no_drawer'])
})
