import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, { stock: 1000 })
const seller = as('manager', { storeIds: [shop.store.id] })
const SALES = '/api/v1/sales'
const BATCH = '/api/v1/sales/batch'

const freeSaleOf = () =>
  saleOf(shop, {
    lines: [{ description: 'Offert', unit_price: '5.00', tax_class: 'exempt', quantity: '2' }],
    payments: [{ method: 'card', amount: '10.00' }],
  })

test('the letters of an id have no case: a retry is answered by what was recorded', async () => {
  const sale = freeSaleOf()
  const first = await seller.post(SALES, { ...sale, id: sale.id.toUpperCase() })
  const again = await seller.post(SALES, sale)
  assert.deepEqual([first.status, again.status], [201, 200])
  assert.equal(first.body.data.id, sale.id)
  assert.deepEqual(again.body.data, first.body.data)
  assert.equal(again.headers['idempotent-replayed'], 'true')
})

test('one Idempotency-Key on two routes names two records', async () => {
  const { id: _, ...sale } = freeSaleOf()
  const headers = { 'idempotency-key': newId() }
  const sold = await seller.post(SALES, sale, headers)
  const input = { lines: [{ sale_line: 1, quantity: '1' }], refunds: [{ method: 'card', amount: '5.00' }] }
  const path = `${SALES}/${sold.body.data.id}/returns`
  const returned = await seller.post(path, input, headers)
  const again = await seller.post(path, input, headers)
  assert.deepEqual([sold.status, returned.status, again.status], [201, 201, 200])
  assert.equal(again.body.data.id, returned.body.data.id)
  assert.notEqual(returned.body.data.id, sold.body.data.id)
})

test('a return follows its sale in one batch, and the batch may come again', async () => {
  const sale = freeSaleOf()
  const taken = {
    kind: 'return',
    id: newId(),
    sale_id: sale.id.toUpperCase(),
    lines: [{ sale_line: 1, quantity: '2' }],
    refunds: [{ method: 'card', amount: '10.00' }],
  }
  const first = await seller.post(BATCH, { records: [sale, taken] })
  assert.deepEqual(
    first.body.data.map((answer: { status: number }) => answer.status),
    [201, 201],
  )
  const again = await seller.post(BATCH, { records: [sale, taken] })
  assert.deepEqual(
    again.body.data.map((answer: { status: number }) => answer.status),
    [200, 200],
  )
})

test('what only the database refuses is refused for its record alone', async () => {
  const line = { variant_id: shop.articles[0]?.variantId, quantity: '999999', unit_price: '0' }
  // More than a level can count: a billion units are missing.
  const tooMuch = () => saleOf(shop, { lines: Array(500).fill(line), payments: [] })
  const records = [freeSaleOf(), tooMuch(), tooMuch(), tooMuch(), freeSaleOf()]
  const answer = await seller.post(BATCH, { records })
  assert.equal(answer.status, 200)
  const statuses: number[] = answer.body.data.map((each: { status: number }) => each.status)
  assert.deepEqual([statuses[0], statuses.at(-1)], [201, 201])
  assert.ok(statuses.includes(422))
  assert.deepEqual(log.faults, [])
})

test('a column that a newer instance adds does not fail a retry of this one', async () => {
  const sale = freeSaleOf()
  // Often enough for every connection to have its statements prepared.
  for (let round = 0; round < 10; round += 1) await Promise.all([1, 2, 3].map(() => seller.post(SALES, sale)))
  await sql`alter table sales add column added_by_a_newer_version integer`
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all([1, 2, 3].map(() => seller.post(SALES, sale)))
    for (const answer of answers) assert.equal(answer.status, 200)
  }
  assert.deepEqual(log.faults, [])
})
