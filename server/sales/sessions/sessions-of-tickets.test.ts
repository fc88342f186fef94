import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import postgres from 'postgres'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, makeTill, newId, saleOf } from '../../../test/harness/sales.ts'
import { systemActor } from '../../platform/actor.ts'
import { type Tx, withTransaction } from '../../platform/database/connect.ts'
import { VALUE_TYPES } from '../../platform/database/value-types.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'
import { readSessionReport } from './read-session-report.ts'

const { sql, as, log, config } = await testApplication({ after })
const shop = await makeShop(sql, { tills: 2, articles: [{ price: '10.00' }], stock: 100_000 })
const other = await makeShop(sql, { tills: 1 })
const manager = as('manager', { storeIds: [shop.store.id] })
const owner = as('owner')
const [registerId = 0, otherRegisterId = 0] = shop.tillIds
const SALES = '/api/v1/sales'

async function openDrawer(register: number, float = '0'): Promise<string> {
  const { status, body } = await owner.post(`/api/v1/registers/${register}/sessions`, { opening_float: float })
  assert.equal(status, 201, JSON.stringify(body))
  return body.data.id
}
const reportOf = async (id: string, kind: 'x' | 'z') =>
  (await owner.get(`/api/v1/register-sessions/${id}/${kind}-report`)).body.data

async function assertSound(): Promise<void> {
  assert.deepEqual(
    (await findSalesFaults(sql)).list().filter(({ faults }) => faults > 0),
    [],
  )
}

test('a ticket that names no session belongs to its register’s day', async () => {
  const sold = await manager.post(SALES, saleOf(shop, { register_id: otherRegisterId }))
  const more = await manager.post(SALES, saleOf(shop, { register_id: otherRegisterId }))
  const elsewhere = await manager.post(SALES, saleOf(shop))
  assert.equal(sold.body.data.session_id, more.body.data.session_id)
  assert.notEqual(sold.body.data.session_id, elsewhere.body.data.session_id)
  const { body } = await manager.get(`/api/v1/register-sessions/${sold.body.data.session_id}`)
  const { kind, status, business_day, register_id } = body.data
  assert.deepEqual(
    [kind, status, business_day, register_id],
    ['day', 'open', sold.body.data.business_day, otherRegisterId],
  )
  const again = await manager.post(
    SALES,
    saleOf(shop, { session_id: sold.body.data.session_id.toUpperCase(), register_id: otherRegisterId }),
  )
  assert.equal(again.body.data.session_id, sold.body.data.session_id)
  assert.equal((await reportOf(sold.body.data.session_id, 'x')).totals.tickets, 3)
})

test('a ticket names a session of its register, or is refused', async () => {
  const id = await openDrawer(registerId)
  const away = await openDrawer(other.tillIds[0] ?? 0)
  const named = (session_id: string, register: number | null = registerId) =>
    manager.post(SALES, saleOf(shop, { session_id, register_id: register }))
  const recorded = await named(id.toUpperCase())
  assert.deepEqual([recorded.status, recorded.body.data.session_id], [201, id])
  const [unknown, elsewhere] = ['Cette référence n’existe pas.', 'Cette session est celle d’une autre caisse.']
  for (const [refused, why] of [
    [await named(newId()), unknown],
    [await named(id, otherRegisterId), elsewhere],
    [await named(id, null), elsewhere],
    // Another store's exists for nobody here.
    [await named(away), unknown],
  ] as const) {
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.body.errors, { session_id: [why] })
  }
  const batch = await manager.post(`${SALES}/batch`, {
    records: [saleOf(shop, { session_id: newId() }), saleOf(shop, { session_id: id, register_id: registerId })],
  })
  assert.deepEqual(
    batch.body.data.map(({ status }: { status: number }) => status),
    [422, 201],
  )
  await owner.post(`/api/v1/register-sessions/${id}/close`, { counted: { cash: '0' } })
  await assertSound()
})

test('what comes after the closing is recorded, flagged, and listed apart on the Z', async () => {
  const id = await openDrawer(registerId, '20.00')
  const sale = (amount: string) =>
    saleOf(shop, { session_id: id, register_id: registerId, payments: [{ method: 'cash', amount }] })
  const first = sale('11.50')
  await manager.post(SALES, first)
  const closed = await owner.post(`/api/v1/register-sessions/${id}/close`, { counted: { cash: '31.50' } })
  assert.equal(closed.body.data.session.difference, '0.00')
  const late = await manager.post(SALES, sale('11.50'))
  assert.deepEqual([late.status, late.body.data.flags], [201, ['session_closed']])
  const returned = await manager.post(`${SALES}/${first.id}/returns`, {
    id: newId(),
    session_id: id,
    register_id: registerId,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount: '11.50' }],
  })
  assert.deepEqual([returned.status, returned.body.data.flags], [201, ['session_closed']])
  const z = await reportOf(id, 'z')
  assert.deepEqual([z.session.difference, z.totals.tickets, z.totals.return_tickets], ['0.00', 1, 0])
  assert.deepEqual([z.late.totals.tickets, z.late.totals.return_tickets, z.late.totals.total], [1, 1, '0.00'])
  assert.deepEqual(
    z.late.tickets.map((ticket: { id: string; reference: string; total: string }) => [
      ticket.id,
      ticket.reference,
      ticket.total,
    ]),
    [late, returned].map(({ body: { data } }) => [data.id, data.reference, data.total]),
  )
  const flagged = await manager.get(`${SALES}?flag=session_closed&session_id=${id}`)
  assert.equal(flagged.body.meta.total, 2)
  await assertSound()
})

test('a session that goes on past midnight is split by business day', async () => {
  const register = await makeTill(sql, shop.store.id)
  const id = await openDrawer(register)
  for (const occurred_at of ['2026-11-20T23:30:00-05:00', '2026-11-21T00:30:00-05:00', '2026-11-21T01:00:00-05:00']) {
    await manager.post(SALES, saleOf(shop, { session_id: id, register_id: register, occurred_at }))
  }
  const x = await reportOf(id, 'x')
  assert.deepEqual(
    x.days.map((day: { business_day: string; tickets: number; total: string }) => [
      day.business_day,
      day.tickets,
      day.total,
    ]),
    [
      ['2026-11-20', 1, '11.50'],
      ['2026-11-21', 2, '23.00'],
    ],
  )
  assert.deepEqual([x.totals.tickets, x.totals.total], [3, '34.50'])
})

const statements: string[] = []
/** Sees every statement that reaches the database, but the driver's own question for array types. */
const watched = postgres(config.databaseUrl ?? '', {
  max: 1,
  types: VALUE_TYPES,
  debug: (_connection, query) => {
    if (!query.includes('pg_catalog.pg_type')) statements.push(query)
  },
})
after(() => watched.end())

/** Rows that PostgreSQL read from tables and indexes since the transaction began. */
async function rowsRead(tx: Tx): Promise<number> {
  const [row] = await tx<[{ rows: number }]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as rows from pg_stat_xact_user_tables
    where relname in ('sales', 'sale_lines', 'sale_taxes', 'sale_payments', 'session_totals', 'session_shares',
      'register_sessions', 'cash_movements', 'till_records')`
  return row.rows
}

test('the Z of ten thousand tickets reads what the Z of ten does', async () => {
  const [few, many] = [await makeTill(sql, shop.store.id), await makeTill(sql, shop.store.id)]
  const sell = async (register: number, count: number) => {
    const id = await openDrawer(register)
    for (let done = 0; done < count; done += 500) {
      const records = Array.from({ length: Math.min(500, count - done) }, () =>
        saleOf(shop, { session_id: id, register_id: register }),
      )
      const { body } = await manager.post(`${SALES}/batch`, { records })
      assert.ok(body.data.every(({ status }: { status: number }) => status === 201))
    }
    await owner.post(`/api/v1/register-sessions/${id}/close`, { counted: { cash: '0' } })
    return id
  }
  const ids = [await sell(few, 10), await sell(many, 10_000)]
  await sql`analyze sales, session_totals, session_shares, register_sessions`
  const costs: { statements: number; rows: number }[] = []
  for (const id of ids) {
    costs.push(
      await withTransaction(watched, {}, async (tx) => {
        const before = await rowsRead(tx)
        statements.length = 0
        await readSessionReport(tx, systemActor, id)
        const sent = statements.length
        return { statements: sent, rows: (await rowsRead(tx)) - before }
      }),
    )
  }
  assert.deepEqual(costs[1], costs[0])
  assert.equal((await reportOf(ids[1] ?? '', 'z')).totals.tickets, 10_000)
  assert.equal(costs[0]?.statements, 1)
  // Small tables are read from end to end.
  const rows = costs[0]?.rows ?? 0
  assert.ok(rows > 0 && rows < 200, `${rows} rows`)
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
