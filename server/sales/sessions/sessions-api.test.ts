import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { makeShop, makeTill, newId, type Shop, saleOf } from '../../../test/harness/sales.ts'

const { sql, as, guest, log } = await testApplication({ after })
const shop = await makeShop(sql, { tills: 1, articles: [{ price: '10.00' }, { price: '5.00', taxClass: 'exempt' }] })
const other = await makeShop(sql, { tills: 1 })
const manager = as('manager', { storeIds: [shop.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })
const stranger = as('manager', { storeIds: [other.store.id] })
const ENGLISH = { 'accept-language': 'en' }

/** An open drawer on a till of its own. */
async function openDrawer(opening_float = '100.00', place: Shop = shop, by: Client = manager) {
  const registerId = await makeTill(sql, place.store.id)
  const { status, body } = await by.post(`/api/v1/registers/${registerId}/sessions`, { id: newId(), opening_float })
  assert.equal(status, 201, JSON.stringify(body))
  return { registerId, id: body.data.id as string, path: `/api/v1/register-sessions/${body.data.id}` }
}
type Drawer = Awaited<ReturnType<typeof openDrawer>>

async function sell({ registerId, id }: Drawer, overrides: Record<string, unknown> = {}) {
  const sale = saleOf(shop, { register_id: registerId, session_id: id, ...overrides })
  const { status, body } = await manager.post('/api/v1/sales', sale)
  assert.equal(status, 201, JSON.stringify(body))
  return body.data
}

test('a session is opened with the till’s own id, and read back', async () => {
  const id = newId()
  const path = `/api/v1/registers/${shop.tillIds[0]}/sessions`
  const input = { id: id.toUpperCase(), opening_float: 150, opened_at: '2026-11-20T13:00:00Z' }
  const { status, body } = await cashier.post(path, input)
  assert.deepEqual([status, body.message], [201, 'Session ouverte.'])
  const { cash_movements, ...session } = body.data
  assert.deepEqual(cash_movements, [])
  const [{ name: registerName }] = await sql<[{ name: string }]>`
    select name from registers where id = ${shop.tillIds[0] ?? 0}`
  assert.deepEqual(session, {
    id,
    store_id: shop.store.id,
    register_id: shop.tillIds[0],
    register_name: registerName,
    kind: 'drawer',
    status: 'open',
    business_day: '2026-11-20',
    currency: 'CAD',
    device_id: null,
    series: 0,
    opened_at: '2026-11-20T13:00:00.000Z',
    opened_by: (await cashier.person).id,
    opened_by_name: (await cashier.person).name,
    opening_float: '150.00',
    taken_over_at: null,
    closed_at: null,
    closed_by: null,
    closed_by_name: null,
    z_number: null,
    last_number: null,
    is_complete: false,
    missing_records: 0,
    expected_cash: null,
    counted_cash: null,
    difference: null,
    difference_note: null,
  })
  assert.equal((await manager.get(`/api/v1/register-sessions/${id}`)).body.data.expected_cash, '150.00')

  const again = await cashier.post(path, input)
  assert.deepEqual([again.status, again.headers['idempotent-replayed'], again.body.data.id], [200, 'true', id])
  const otherwise = await cashier.post(path, { ...input, opening_float: '151.00' }, ENGLISH)
  assert.deepEqual([otherwise.status, otherwise.body.code], [409, 'duplicate_id'])
  const second = await cashier.post(path, { id: newId(), opening_float: '0' })
  assert.deepEqual([second.status, second.body.code], [409, 'session_already_open'])
  assert.equal(second.body.error, 'Une session est déjà ouverte sur cette caisse')
})

test('what cannot be opened is refused, with the field named', async () => {
  const registerId = await makeTill(sql, shop.store.id)
  const path = `/api/v1/registers/${registerId}/sessions`
  const stray = await makeUser(sql, { roles: ['cashier'], storeIds: [other.store.id] })
  const wrong: [object, number, string][] = [
    [{}, 422, 'opening_float'],
    [{ opening_float: '-1' }, 422, 'opening_float'],
    [{ opening_float: '10.005' }, 422, 'opening_float'],
    [{ opening_float: '1', opened_at: '0900-01-01T00:00:00Z' }, 422, 'opened_at'],
    [{ opening_float: '1', cashier_id: stray.id }, 422, 'cashier_id'],
    [{ opening_float: '1', cashier_id: 999_999 }, 422, 'cashier_id'],
  ]
  for (const [body, status, field] of wrong) {
    const answer = await manager.post(path, body)
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [status, [field]], JSON.stringify(body))
  }
  const virtual = await manager.post(`/api/v1/registers/${shop.virtualRegisterId}/sessions`, { opening_float: '0' })
  assert.deepEqual([virtual.status, virtual.body.code], [409, 'register_is_built_in'])
  const input = { opening_float: '1' }
  assert.equal((await guest.post(path, input)).status, 401)
  assert.equal((await as('stock_clerk', { storeIds: [shop.store.id] }).post(path, input)).status, 403)
  assert.equal((await stranger.post(path, input)).status, 404)
  assert.equal((await manager.post('/api/v1/registers/999999/sessions', input)).status, 404)
  const elsewhere = await openDrawer('1', other, stranger)
  const taken = await manager.post(path, { id: elsewhere.id, ...input })
  assert.deepEqual([taken.status, taken.body.code], [409, 'duplicate_id'])
  assert.equal((await manager.post(path, input)).status, 201)
})

test('cash goes in and out with a reason; the drawer opened without a sale is logged', async () => {
  const drawer = await openDrawer()
  const path = `${drawer.path}/cash-movements`
  const input = { id: newId(), type: 'in', amount: '50.00', reason: 'Monnaie' }
  const { status, body } = await manager.post(path, input)
  assert.equal(status, 201, JSON.stringify(body))
  const { occurred_at, actor_name, ...movement } = body.data
  assert.ok(Date.parse(occurred_at) > 0 && actor_name.length > 0)
  assert.deepEqual(movement, {
    ...input,
    session_id: drawer.id,
    cashier_id: (await manager.person).id,
  })
  const again = await manager.post(path, input)
  assert.deepEqual([again.status, again.body.data], [200, body.data])
  const otherwise = await manager.post(path, { ...input, amount: '51.00' })
  assert.deepEqual([otherwise.status, otherwise.body.code], [409, 'duplicate_id'])
  for (const [type, amount] of [
    ['out', '7.25'],
    ['drop', '40'],
    ['no_sale', null],
  ]) {
    assert.equal((await manager.post(path, { type, amount, reason: 'Motif' })).status, 201)
  }
  const { data } = (await manager.get(drawer.path)).body
  assert.deepEqual(data.cash_movements.map(({ type }: { type: string }) => type).sort(), [
    'drop',
    'in',
    'no_sale',
    'out',
  ])
  assert.equal(data.expected_cash, '102.75')
  const wrong: [object, string][] = [
    [{ type: 'in', amount: '1' }, 'reason'],
    [{ type: 'in', reason: 'x' }, 'amount'],
    [{ type: 'out', amount: '-1', reason: 'x' }, 'amount'],
    [{ type: 'drop', amount: '0.001', reason: 'x' }, 'amount'],
    [{ type: 'no_sale', amount: '1', reason: 'x' }, 'amount'],
    [{ type: 'gift', amount: '1', reason: 'x' }, 'type'],
  ]
  for (const [wrongInput, field] of wrong) {
    const answer = await manager.post(path, wrongInput)
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, [field]], JSON.stringify(wrongInput))
  }
  assert.equal((await cashier.post(path, input)).status, 403)
  assert.equal((await stranger.post(path, input)).status, 404)
})

test('the count is blind: what was expected appears with the Z, and a difference is never refused', async () => {
  const drawer = await openDrawer('100.00', shop, cashier)
  // 10.00 with taxes 0.50 and 1.00 is 11.50; 20.00 handed over, 8.50 back.
  const sold = await sell(drawer, { payments: [{ method: 'cash', amount: '20.00' }] })
  await sell(drawer, { payments: [{ method: 'card', amount: '11.50' }] })
  const returned = await manager.post(`/api/v1/sales/${sold.id}/returns`, {
    id: newId(),
    register_id: drawer.registerId,
    session_id: drawer.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount: '11.50' }],
  })
  assert.equal(returned.status, 201, JSON.stringify(returned.body))
  await sell(drawer, {
    lines: [{ variant_id: shop.articles[1]?.variantId, quantity: '3', discount: { type: 'percent', value: '10' } }],
    payments: [{ method: 'cash', amount: '13.50' }],
  })
  await manager.post(`${drawer.path}/cash-movements`, { type: 'out', amount: '20.00', reason: 'Livreur' })

  const x = (await cashier.get(`${drawer.path}/x-report`)).body.data
  assert.deepEqual([x.kind, x.session.expected_cash, x.payments, x.totals.tickets], ['x', null, null, 3])
  assert.equal((await manager.get(`${drawer.path}/x-report`)).body.data.session.expected_cash, '93.50')
  const early = await cashier.get(`${drawer.path}/z-report`, ENGLISH)
  assert.deepEqual([early.status, early.body.code], [409, 'session_still_open'])

  const counted = [
    { denomination: '20', count: 4 },
    { denomination: '0.05', count: 260 },
  ]
  const totals = { tickets: 4, total: '36.50', cash: '93.50' }
  const closing = { counted, totals, last_number: 6, note: 'Il manque un rouleau' }
  const { status, body } = await cashier.post(`${drawer.path}/close`, closing)
  assert.equal(status, 200, JSON.stringify(body))
  const z = body.data
  assert.deepEqual(
    [z.kind, z.session.z_number, z.session.expected_cash, z.session.counted_cash, z.session.difference],
    ['z', 1, '93.50', '93.00', '-0.50'],
  )
  assert.equal(z.session.difference_note, 'Il manque un rouleau')
  assert.deepEqual([z.session.is_complete, z.session.missing_records], [true, 0])
  assert.deepEqual(z.totals, {
    tickets: 3,
    return_tickets: 1,
    units: '4',
    gross: '35.00',
    discounts: '1.50',
    returns: '-10.00',
    net: '23.50',
    tax: '1.50',
    total: '25.00',
    rounding: '0.00',
    collected: '25.00',
  })
  assert.deepEqual(z.days, [{ business_day: z.session.business_day, ...z.totals }])
  assert.deepEqual(z.taxes, [
    { code: 'TPS', name: 'TPS', base: '10.00', amount: '0.50' },
    { code: 'TVQ', name: 'TVQ', base: '10.00', amount: '1.00' },
  ])
  assert.deepEqual(z.payments, [
    { method: 'cash', count: 3, received: '33.50', change: '8.50', refunded: '11.50', kept: '13.50' },
    { method: 'card', count: 1, received: '11.50', change: '0.00', refunded: '0.00', kept: '11.50' },
  ])
  assert.deepEqual(z.cash_movements, [{ type: 'out', count: 1, amount: '20.00' }])
  assert.deepEqual(z.counts, [{ method: 'cash', expected: '93.50', counted: '93.00', difference: '-0.50' }])
  assert.deepEqual(z.denominations, [
    { denomination: '20.00', count: 4 },
    { denomination: '0.05', count: 260 },
  ])
  assert.deepEqual(z.stated, { ...totals, last_number: 6 })
  assert.deepEqual(z.late.tickets, [])
  assert.deepEqual((await cashier.get(`${drawer.path}/z-report`)).body.data, z)
  const again = await cashier.post(`${drawer.path}/close`, closing)
  assert.deepEqual([again.status, again.body.code], [409, 'session_already_closed'])
  const late = await manager.post(`${drawer.path}/cash-movements`, { type: 'in', amount: '1', reason: 'x' })
  assert.deepEqual([late.status, late.body.code], [409, 'session_already_closed'])

  const listed = await manager.get(`/api/v1/sales?session_id=${drawer.id}`)
  assert.equal(listed.body.meta.total, 4)
})

test('sums by method may be counted instead of coins, and a closing sent twice with its key closes once', async () => {
  const drawer = await openDrawer('0')
  await sell(drawer, { payments: [{ method: 'card', amount: '11.50' }] })
  const headers = { 'idempotency-key': newId() }
  const closing = { counted: { cash: '0', card: '10.00' } }
  const { status, body } = await cashier.post(`${drawer.path}/close`, closing, headers)
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(body.data.counts, [
    { method: 'cash', expected: '0.00', counted: '0.00', difference: '0.00' },
    { method: 'card', expected: '11.50', counted: '10.00', difference: '-1.50' },
  ])
  assert.deepEqual((await cashier.post(`${drawer.path}/close`, closing, headers)).body.data, body.data)
})

test('a closing that makes no sense is refused, with the field named', async () => {
  const drawer = await openDrawer()
  const path = `${drawer.path}/close`
  const wrong: [object, string][] = [
    [{}, 'counted'],
    [{ counted: { card: '1' } }, 'counted.cash'],
    [{ counted: { cash: '-1' } }, 'counted.cash'],
    [{ counted: { cash: '1.001' } }, 'counted.cash'],
    [{ counted: [{ denomination: '0.005', count: 1 }] }, 'counted.0.denomination'],
    [
      {
        counted: [
          { denomination: '5', count: 1 },
          { denomination: '5.00', count: 2 },
        ],
      },
      'counted.1.denomination',
    ],
    [{ counted: [{ denomination: '5', count: -1 }] }, 'counted.0.count'],
    [{ counted: { cash: '1' }, totals: { total: '1.001' } }, 'totals.total'],
    [{ counted: { cash: '1' }, closed_at: '0900-01-01T00:00:00Z' }, 'closed_at'],
    [{ counted: { cash: '1' }, cashier_id: 999_999 }, 'cashier_id'],
  ]
  for (const [body, field] of wrong) {
    const answer = await manager.post(path, body)
    assert.equal(answer.status, 422, JSON.stringify(body))
    assert.ok(field in answer.body.errors, JSON.stringify([body, answer.body.errors]))
  }
  const input = { counted: { cash: '100' } }
  assert.equal((await guest.post(path, input)).status, 401)
  assert.equal((await as('analyst', { storeIds: [shop.store.id] }).post(path, input)).status, 403)
  assert.equal((await stranger.post(path, input)).status, 404)
  assert.equal((await manager.post(`/api/v1/register-sessions/${newId()}/close`, input)).status, 404)
  assert.equal((await manager.post(path, input)).status, 200)
})

test('cashiers take turns: who opens, moves cash and closes is said by the record', async () => {
  const [one, two] = await Promise.all(
    [1, 2].map(() => makeUser(sql, { roles: ['cashier'], storeIds: [shop.store.id] })),
  )
  const registerId = await makeTill(sql, shop.store.id)
  const opened = await manager.post(`/api/v1/registers/${registerId}/sessions`, {
    opening_float: '10',
    cashier_id: one?.id,
  })
  assert.equal(opened.body.data.opened_by, one?.id)
  const closed = await manager.post(`/api/v1/register-sessions/${opened.body.data.id}/close`, {
    counted: { cash: '10' },
    cashier_id: two?.id,
  })
  assert.equal(closed.body.data.session.closed_by, two?.id)
})

test('sessions are listed by store, register, status, kind and day, and another store’s do not exist', async () => {
  const here = await makeShop(sql, { tills: 2 })
  const owner = as('owner')
  const [first, second] = here.tillIds as [number, number]
  const open = (registerId: number, opened_at: string) =>
    owner.post(`/api/v1/registers/${registerId}/sessions`, { opening_float: '1', opened_at })
  const a = (await open(first, '2026-10-01T14:00:00Z')).body.data
  await owner.post(`/api/v1/register-sessions/${a.id}/close`, { counted: { cash: '1' } })
  const b = (await open(first, '2026-10-02T14:00:00Z')).body.data
  const c = (await open(second, '2026-10-03T14:00:00Z')).body.data
  await owner.post('/api/v1/sales', saleOf(here))
  const found = async (query: string) => {
    const { status, body } = await owner.get(`/api/v1/register-sessions?store_id=${here.store.id}&${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body.data.map(({ id }: { id: string }) => id)
  }
  assert.deepEqual(await found('kind=drawer'), [c.id, b.id, a.id])
  assert.deepEqual(await found('kind=drawer&sort=business_day'), [a.id, b.id, c.id])
  assert.equal((await found('kind=day')).length, 1)
  assert.deepEqual(await found('kind=drawer&status=open'), [c.id, b.id])
  assert.deepEqual(await found('status=closed'), [a.id])
  assert.deepEqual(await found(`register_id=${second}`), [c.id])
  assert.deepEqual(await found('date_from=2026-10-02&date_to=2026-10-02'), [b.id])
  assert.deepEqual(await found(`ids=${a.id},${b.id}`), [b.id, a.id])
  const walked = await owner.get(`/api/v1/register-sessions?store_id=${here.store.id}&cursor=&per_page=2`)
  assert.equal(walked.body.data.length, 2)
  assert.ok(walked.body.meta.next_cursor)

  const away = await manager.get(`/api/v1/register-sessions?ids=${a.id}`)
  assert.deepEqual(away.body.data, [])
  assert.equal((await manager.get(`/api/v1/register-sessions?store_id=${here.store.id}`)).status, 404)
  for (const part of ['', '/x-report', '/z-report']) {
    assert.equal((await manager.get(`/api/v1/register-sessions/${a.id}${part}`)).status, 404)
  }
  const seen = (await cashier.get('/api/v1/register-sessions?status=open&per_page=100')).body.data
  for (const session of seen) assert.equal(session.expected_cash, null)
})

test('a register with an open drawer is not deleted, nor does its store change currency', async () => {
  const here = await makeShop(sql, { tills: 1 })
  const owner = as('owner')
  const drawer = await owner.post(`/api/v1/registers/${here.tillIds[0]}/sessions`, { opening_float: '1' })
  const refused = await owner.del(`/api/v1/registers/${here.tillIds[0]}`)
  assert.deepEqual([refused.status, refused.body.code], [409, 'register_in_use'])
  assert.match(refused.body.error, /son tiroir est ouvert/)
  assert.equal((await owner.patch(`/api/v1/stores/${here.store.id}`, { currency: 'USD' })).status, 409)
  await owner.post(`/api/v1/register-sessions/${drawer.body.data.id}/close`, { counted: { cash: '1' } })
  assert.equal((await owner.del(`/api/v1/registers/${here.tillIds[0]}`)).status, 200)
  assert.equal((await owner.get(`/api/v1/register-sessions/${drawer.body.data.id}/z-report`)).status, 200)
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
