import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCustomer, makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const LOOKUP = `${SALES}/lookup?reference=`
const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, {
  tills: 1,
  store: { name: 'Plateau' },
  articles: [{ name: 'Cidre', price: '4.00', taxClass: 'exempt', fees: [{ label: 'Consigne', amount: '0.10' }] }],
})
const elsewhere = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const stranger = as('cashier', { storeIds: [elsewhere.store.id] })
const cider = shop.articles[0]?.variantId ?? 0

async function sell() {
  const customer_id = await makeCustomer(sql)
  const sale = saleOf(shop, {
    register_id: shop.tillIds[0],
    customer_id,
    note: 'Mme Roy, 514 555-0199',
    lines: [{ variant_id: cider, quantity: '3' }],
    payments: [
      { method: 'card', amount: '10.00' },
      { method: 'cash', amount: '5.00' },
    ],
  })
  const { status, body } = await manager.post(SALES, sale)
  assert.equal(status, 201, JSON.stringify(body))
  return body.data
}

test('who takes goods back in another store finds the ticket by its receipt, and what is left of it', async () => {
  const sale = await sell()
  assert.equal((await stranger.get(`${SALES}/${sale.id}`)).status, 404)
  const { status, body } = await stranger.get(LOOKUP + sale.reference)
  assert.equal(status, 200, JSON.stringify(body))
  const { data } = body
  assert.deepEqual(
    [data.id, data.reference, data.store_name, data.total, data.has_customer],
    [sale.id, sale.reference, 'Plateau', '12.30', true],
  )
  assert.deepEqual(
    data.lines.map((line: Record<string, unknown>) => [line.line, line.name, line.fee_of, line.returnable]),
    [
      [1, 'Cidre', null, '3'],
      [2, 'Consigne', 1, '3'],
    ],
  )
  assert.deepEqual(data.tenders, [
    { method: 'card', refundable: '10.00', kept: '10.00', refunded: '0.00' },
    { method: 'cash', refundable: '2.30', kept: '2.30', refunded: '0.00' },
  ])
  assert.deepEqual([data.due_before, data.cash_step], ['0.00', '0.05'])
  const back = await stranger.post(`${SALES}/${data.id}/returns`, {
    id: newId(),
    store_id: elsewhere.store.id,
    lines: [{ sale_line: 1, quantity: '2' }],
    refunds: [{ method: 'card', amount: '8.20' }],
  })
  assert.equal(back.status, 201, JSON.stringify(back.body))
  const after = (await stranger.get(LOOKUP + sale.reference)).body.data
  assert.deepEqual(
    after.lines.map((line: Record<string, unknown>) => line.returnable),
    ['1', '1'],
  )
  assert.deepEqual(after.tenders[0], { method: 'card', refundable: '1.80', kept: '10.00', refunded: '8.20' })
  assert.equal(after.due_before, '8.20')
  const returned = (await stranger.get(LOOKUP + back.body.data.reference)).body.data
  assert.deepEqual([returned.kind, returned.lines[0].returnable, returned.tenders], ['return', '0', []])
})

test('nothing of the people is told: no customer, cashier or note', async () => {
  const sale = await sell()
  const { data } = (await stranger.get(LOOKUP + sale.reference)).body
  for (const field of ['customer_id', 'cashier_id', 'note', 'session_id', 'device_id', 'payments', 'hash']) {
    assert.equal(field in data, false, field)
  }
  assert.doesNotMatch(JSON.stringify(data), /Roy|555-0199/)
})

test('what the scanner reads from the receipt is the reference', async () => {
  const sale = await sell()
  const { barcode } = (await manager.get(`${SALES}/${sale.id}/receipt`)).body.data
  const scanned = await stranger.get(LOOKUP + encodeURIComponent(` ${barcode.code}\n`))
  assert.equal(scanned.body.data.id, sale.id)
})

test('what is no reference, or of no ticket, is not found', async () => {
  const [store] = [shop.store.id]
  for (const reference of [
    `${store}-999999-0-000001`,
    'abc',
    '1-2-3',
    `${store}-1-9999999999-1`,
    '1-1-0-999999999999999',
  ]) {
    const { status, body } = await stranger.get(LOOKUP + reference)
    assert.deepEqual([status, body.code], [404, 'not_found'], reference)
  }
  assert.equal((await stranger.get(`${SALES}/lookup`)).status, 422)
  assert.equal((await as('analyst', { storeIds: [shop.store.id] }).get(`${LOOKUP}1-1-0-000001`)).status, 403)
})

test('other stores’ numbers cannot be gone through, found or not; one’s own may', async () => {
  const sale = await sell()
  const walker = as('cashier', { storeIds: [(await makeShop(sql)).store.id] })
  const [, ...rest] = sale.reference.split('-')
  const first = await walker.get(LOOKUP + sale.reference)
  assert.deepEqual([first.status, first.headers.ratelimit], [200, '"foreign-receipt";r=29;t=600'])
  // Whether it is there or not, and also all at once.
  const answers = await Promise.all(
    Array.from({ length: 35 }, (_, step) => walker.get(`${LOOKUP}999${step}-${rest.join('-')}`)),
  )
  const statuses = answers.map(({ status }) => status).sort()
  assert.deepEqual(statuses, [...Array(29).fill(404), ...Array(6).fill(429)])
  const refused = await walker.get(LOOKUP + sale.reference)
  assert.deepEqual([refused.status, refused.body.code], [429, 'too_many_attempts'])
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.equal((await stranger.get(LOOKUP + sale.reference)).status, 200)
  const own = await Promise.all(Array.from({ length: 35 }, () => manager.get(LOOKUP + sale.reference)))
  assert.ok(own.every(({ status, headers }) => status === 200 && headers.ratelimit === undefined))
  await sql`update login_attempts set window_start = window_start - interval '10 minutes'`
  assert.equal((await walker.get(LOOKUP + sale.reference)).status, 200)
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
