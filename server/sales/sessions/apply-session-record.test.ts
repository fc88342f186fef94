import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, makeTill, newId, saleOf } from '../../../test/harness/sales.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'
import { JournalSigner } from '../journal/journal-signer.ts'
import { lockRegisters } from '../tickets/locks.ts'
import { applySessionRecord } from './apply-session-record.ts'
import type { SessionRecord } from './session-record.ts'

const { sql, as, config } = await testApplication({ after })
const key = await new JournalSigner(sql, config.secretKey).key()
const shop = await makeShop(sql, { articles: [{ price: '10.00', taxClass: 'exempt' }] })
const manager = as('manager', { storeIds: [shop.store.id] })
const store = { id: shop.store.id, currency: 'CAD', timeZone: 'America/Toronto' }
const SERIES = 3

type Till = { registerId: number; sessionId: string; deviceId: string }
const newTill = async (): Promise<Till> => ({
  registerId: await makeTill(sql, shop.store.id),
  sessionId: newId(),
  deviceId: newId(),
})

const head = ({ registerId, deviceId, sessionId }: Till, number: number, minute: number) => ({
  id: newId(),
  registerId,
  sessionId,
  series: SERIES,
  number,
  deviceId,
  cashierId: null,
  actorName: 'Caisse',
  occurredAt: `2026-11-20T15:${String(minute).padStart(2, '0')}:00.000Z`,
})
const opening = (till: Till, number: number, minute: number): SessionRecord => ({
  ...head(till, number, minute),
  kind: 'session_open',
  openingFloat: 10_000n,
})
const closing = (till: Till, number: number, minute: number, cash = 12_500n): SessionRecord => ({
  ...head(till, number, minute),
  kind: 'session_close',
  counted: { cash },
  lastNumber: number,
  totals: { tickets: 2n, cash: 12_500n },
  note: null,
})
const movement = (till: Till, number: number, minute: number): SessionRecord => ({
  ...head(till, number, minute),
  kind: 'cash_movement',
  type: 'in',
  amount: 500n,
  reason: 'Monnaie',
})

/** Delivers a record as a till does: under the lock of its register, among the records of its series. */
const deliver = (record: SessionRecord): Promise<boolean> =>
  withTransaction(sql, {}, async (tx) => {
    await lockRegisters(tx, [{ storeId: store.id, registerId: record.registerId }])
    await tx`
      insert into till_records (store_id, register_id, series, number, id, kind, session_id, occurred_at,
        business_day)
      values (${store.id}, ${record.registerId}, ${SERIES}, ${record.number}, ${record.id}, ${record.kind},
        ${record.sessionId}, ${record.occurredAt}, ${record.occurredAt.slice(0, 10)})`
    return applySessionRecord(tx, store, record, key)
  })

/** Sells for ten dollars in cash, with the number that the till would have given. */
async function sell({ registerId, sessionId }: Till, number: number): Promise<string> {
  const sale = saleOf(shop, {
    register_id: registerId,
    session_id: sessionId,
    occurred_at: '2026-11-20T15:30:00Z',
    payments: [{ method: 'cash', amount: '10.00' }],
  })
  const { status, body } = await manager.post('/api/v1/sales', sale)
  assert.equal(status, 201, JSON.stringify(body))
  await sql`update sales set series = ${SERIES}, number = ${number} where id = ${sale.id}`
  return sale.id
}

const report = async ({ sessionId }: Till, kind: 'x' | 'z' = 'z') => {
  const { status, body } = await manager.get(`/api/v1/register-sessions/${sessionId}/${kind}-report`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.data
}

/** What is numbered by hand here has no counter, seal or identity; everything else must hold. */
async function assertSound(): Promise<void> {
  const faults = (await findSalesFaults(sql)).list().filter(({ faults: count }) => count > 0)
  const byHand = [
    'numbers_are_consecutive',
    'journal_hashes_hold',
    'identity_is_ticket',
    'tickets_are_records',
    'leases_count_records',
    'records_are_chained',
  ]
  assert.deepEqual(
    faults.filter(({ name }) => !byHand.includes(name)),
    [],
  )
}

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

for (const order of ORDERS) {
  test(`opening, movement and closing in the order ${order}: one session, one complete Z`, async () => {
    const till = await newTill()
    // A ticket of series 0 cannot come before its session.
    const tickets = order[0] === 2 ? 0 : 2
    const last = 3 + tickets
    const records = [opening(till, 1, 0), movement(till, 2, 10), closing(till, last, 59)]
    for (const index of order) {
      if (index === 2) for (let sold = 0; sold < tickets; sold += 1) await sell(till, 3 + sold)
      assert.equal(await deliver(records[index] as SessionRecord), true)
    }
    const z = await report(till)
    const { session } = z
    const expected = tickets === 0 ? ['105.00', '20.00'] : ['125.00', '0.00']
    assert.deepEqual(
      [session.z_number, session.is_complete, session.missing_records, session.expected_cash, session.difference],
      [1, true, 0, ...expected],
    )
    assert.deepEqual([session.opened_at, session.closed_at], [records[0]?.occurredAt, records[2]?.occurredAt])
    assert.deepEqual([session.device_id, session.series, session.last_number], [till.deviceId, SERIES, last])
    assert.deepEqual([z.totals.tickets, z.late.tickets], [tickets, []])
    await assertSound()
  })
}

test('a closing that arrives before its tickets is incomplete until all are there', async () => {
  const till = await newTill()
  await deliver(closing(till, 4, 59))
  assert.deepEqual([(await report(till)).session.is_complete, (await report(till)).session.missing_records], [false, 1])
  await deliver(opening(till, 1, 0))
  assert.equal((await report(till)).session.missing_records, 2)
  await deliver(movement(till, 2, 10))
  assert.deepEqual([(await report(till)).session.is_complete, (await report(till)).session.missing_records], [false, 1])
})

test('what arrived first and is numbered beyond the closing is late all the same', async () => {
  const till = await newTill()
  await deliver(opening(till, 1, 0))
  await sell(till, 2)
  const beyond = await sell(till, 5)
  await deliver(movement(till, 4, 50))
  assert.equal((await report(till, 'x')).totals.tickets, 2)
  await deliver(closing(till, 3, 40, 11_000n))
  const z = await report(till)
  assert.deepEqual([z.totals.tickets, z.late.totals.tickets, z.session.expected_cash], [1, 1, '110.00'])
  assert.deepEqual([z.cash_movements, z.session.is_complete], [[], true])
  assert.deepEqual(z.late.tickets, [
    {
      id: beyond,
      reference: `${shop.store.id}-${till.registerId}-3-000005`,
      business_day: '2026-11-20',
      occurred_at: '2026-11-20T15:30:00.000Z',
      total: '10.00',
    },
  ])
  const [ticket] = await sql<{ flags: string[] }[]>`select flags from sales where id = ${beyond}`
  assert.deepEqual(ticket?.flags, ['session_closed'])
  await assertSound()
})

test('the next session’s opening before the last one’s closing: the register has one open drawer, the last opened', async () => {
  const till = await newTill()
  const next = { ...till, sessionId: newId() }
  await deliver(opening(next, 6, 30))
  await deliver(opening(till, 1, 0))
  const statesOf = async () =>
    (
      await sql<{ id: string; taken_over: boolean }[]>`
        select id, taken_over_at is not null as taken_over from register_sessions
        where register_id = ${till.registerId} order by opening_number`
    ).map((row) => row.taken_over)
  assert.deepEqual(await statesOf(), [true, false])
  const refused = await manager.post(`/api/v1/registers/${till.registerId}/sessions`, { opening_float: '1' })
  assert.equal(refused.body.code, 'session_already_open')
  await deliver(closing(till, 5, 20))
  await deliver(closing(next, 7, 59))
  assert.deepEqual([(await report(till)).session.z_number, (await report(next)).session.z_number], [1, 2])
})

test('a session that a person closed meanwhile keeps that closing; the till’s own is kept beside it', async () => {
  const till = await newTill()
  await deliver(opening(till, 1, 0))
  const closed = await manager.post(`/api/v1/register-sessions/${till.sessionId}/close`, {
    counted: { cash: '100.00' },
    last_number: 3,
  })
  assert.equal(closed.status, 200, JSON.stringify(closed.body))
  assert.deepEqual([closed.body.data.session.last_number, closed.body.data.session.missing_records], [3, 2])
  assert.equal(await deliver(closing(till, 3, 59)), false)
  const z = await report(till)
  assert.deepEqual([z.session.counted_cash, z.stated.second_closing.counted_cash], ['100.00', '125.00'])
  assert.equal(await deliver(opening({ ...till }, 9, 1)), false)
})

test('a drawer that is opened without a session belongs to the register’s day', async () => {
  const till = await newTill()
  const record = { ...head(till, 1, 0), kind: 'cash_movement', type: 'no_sale', amount: 0n, reason: null } as const
  await deliver({ ...record, sessionId: null })
  const { body } = await manager.get(`/api/v1/register-sessions?register_id=${till.registerId}`)
  assert.deepEqual(
    body.data.map(({ kind, business_day }: { kind: string; business_day: string }) => [kind, business_day]),
    [['day', '2026-11-20']],
  )
  const x = await manager.get(`/api/v1/register-sessions/${body.data[0].id}/x-report`)
  assert.deepEqual(x.body.data.cash_movements, [{ type: 'no_sale', count: 1, amount: '0.00' }])
  await assertSound()
})
