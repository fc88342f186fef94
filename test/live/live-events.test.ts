// What each room tells of, and that it is what the documentation says.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Value } from 'typebox/value'
import { PRODUCT_EVENTS } from '../../server/catalog/index.ts'
import { STOCK_EVENTS, TRANSFER_EVENTS } from '../../server/inventory/index.ts'
import { closeDaySessions, importSales, JournalSigner, SALE_FIELDS, SALES_EVENTS } from '../../server/sales/index.ts'
import { testApplication } from '../harness/app.ts'
import { makeStore } from '../harness/factories.ts'
import { importFixture, importPath } from '../harness/imports.ts'
import { makeArticle, makeShop, saleOf, stockUp } from '../harness/sales.ts'
import { makeTillOn } from '../harness/tills.ts'

const application = await testApplication({ after })
const { sql, as, service, log, config } = application
const signer = new JournalSigner(sql, config.secretKey)
const shop = await makeShop(sql, { tills: 3, articles: [{ price: '10.00' }, { price: '10.00' }], stock: 5 })
const storeId = shop.store.id
const manager = as('manager', { storeIds: [storeId] })
const [variantId = 0, otherVariantId = 0] = shop.articles.map((article) => article.variantId)

type Told = { type: string; store_id: number | null; permission: string; data: Record<string, unknown> }
let seen = 0
/** What was told since this was asked last; in this order, which within a transaction is nobody's promise, where it is given. */
async function newlyTold(order: readonly string[] = []): Promise<Told[]> {
  const rows = await sql<(Told & { id: number })[]>`
    select id, type, store_id, permission, data from events where id > ${seen} order by id`
  seen = rows.at(-1)?.id ?? seen
  const known = new Map(
    [...PRODUCT_EVENTS, ...STOCK_EVENTS, ...TRANSFER_EVENTS, ...SALES_EVENTS].map((type) => [type.type, type]),
  )
  for (const { type, permission, data } of rows) {
    const described = known.get(type)
    assert.ok(described, `${type} is described`)
    assert.equal(permission, described.permission)
    assert.deepEqual([...Value.Errors(described.data, data)], [], `${type} says what is described`)
  }
  const told = rows.map(({ id: _id, ...event }) => event)
  return told.sort((one, other) => order.indexOf(one.type) - order.indexOf(other.type))
}
const typesTold = async () => (await newlyTold()).map(({ type }) => type)
const post = async (path: string, body: object) => {
  const answer = await service.post(path, body)
  assert.ok(answer.status < 300, JSON.stringify(answer.body))
  return answer.body.data
}
await newlyTold()

test('a sale, and the alerts that it opens, are told once, however often it is sent', async () => {
  const sale = saleOf(shop, { lines: [{ variant_id: variantId, quantity: '5', unit_price: '10.00' }] })
  const recorded = await post('/api/v1/sales', sale)
  await service.post('/api/v1/sales', sale)
  const [completed, out, ...others] = await newlyTold(['sale.completed', 'stock.out'])
  assert.deepEqual(others, [])
  assert.equal(completed?.type, 'sale.completed')
  assert.equal(completed?.store_id, storeId)
  assert.deepEqual(completed?.data, {
    id: sale.id,
    reference: recorded.reference,
    register_id: recorded.register_id,
    session_id: recorded.session_id,
    cashier_id: null,
    occurred_at: recorded.occurred_at,
    business_day: recorded.business_day,
    currency: 'CAD',
    total: recorded.total,
    flags: [],
  })
  assert.equal(out?.type, 'stock.out')
  assert.deepEqual({ ...out?.data, alert_id: 0 }, { alert_id: 0, variant_id: variantId, on_hand: '0' })
  await post('/api/v1/sales', {
    ...sale,
    id: crypto.randomUUID(),
    lines: [{ variant_id: variantId, quantity: '1.5', unit_price: '10.00' }],
  })
  const [, negative] = await newlyTold(['sale.completed', 'stock.negative', 'review.opened'])
  assert.deepEqual([negative?.type, negative?.data.on_hand], ['stock.negative', '-1.5'])
  await stockUp(sql, storeId, [variantId], 50)
  assert.deepEqual(await typesTold(), [])
})

test('a return is told; what is refused is not', async () => {
  const sale = await post('/api/v1/sales', saleOf(shop))
  await newlyTold()
  const refused = await service.post(`/api/v1/sales/${sale.id}/returns`, {
    id: crypto.randomUUID(),
    lines: [{ sale_line: 1, quantity: '2' }],
    refunds: [{ method: 'cash', amount: '1.00' }],
  })
  assert.ok(refused.status >= 400)
  assert.deepEqual(await typesTold(), [])
  const back = await post(`/api/v1/sales/${sale.id}/returns`, {
    id: crypto.randomUUID(),
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount: sale.total }],
  })
  const [returned] = await newlyTold(['sale.returned', 'stock.out'])
  assert.deepEqual([returned?.type, returned?.data.total], ['sale.returned', back.total])
})

test('each step of a transfer is told to both of its stores, with what it made of it', async () => {
  const { id: sourceId } = await makeStore(sql, { tax_zone: 'NONE' })
  const lines = [{ variant_id: variantId, quantity: '2' }]
  await newlyTold()
  const { id } = await post('/api/v1/transfers', { source_id: sourceId, destination_id: storeId, lines })
  const step = (name: string, body: object = {}) => post(`/api/v1/transfers/${id}/${name}`, body)
  await step('approve')
  await step('pick', { lines })
  await step('ship')
  await step('receive', { lines: [{ variant_id: variantId, quantity: '1' }] })
  await step('settle', { lines: [{ variant_id: variantId, outcome: 'lost', quantity: '1', reason: 'Perdu' }] })
  const told = (await newlyTold()).filter(({ type }) => type.startsWith('transfer.'))
  const expected = [
    ['transfer.requested', 'requested'],
    ['transfer.approved', 'approved'],
    ['transfer.shipped', 'shipped'],
    ['transfer.received', 'partially_received'],
    ['transfer.settled', 'received'],
  ]
  for (const end of [storeId, sourceId]) {
    const heard = told.filter((event) => event.store_id === end)
    assert.deepEqual(
      heard.map(({ type, data }) => [type, data.status]),
      expected,
    )
    assert.deepEqual([heard[0]?.data.transfer_id, heard[0]?.data.source_id], [id, sourceId])
  }
})

test('a drawer opens, cash moves, the drawer closes with its difference', async () => {
  const registerId = shop.tillIds[0]
  const session = await post(`/api/v1/registers/${registerId}/sessions`, { opening_float: '100.00' })
  const path = `/api/v1/register-sessions/${session.id}`
  await post(`${path}/cash-movements`, { type: 'out', amount: '30.00', reason: 'Dépôt de Mme Tremblay' })
  await post(`${path}/close`, { counted: { cash: '68.50' } })
  const told = await newlyTold()
  assert.deepEqual(
    told.map(({ type }) => type),
    ['register.opened', 'cash.moved', 'register.closed'],
  )
  const [opened, moved, closed] = told
  assert.equal(opened?.data.opening_float, '100.00')
  assert.deepEqual([moved?.data.type, moved?.data.amount], ['out', '30.00'])
  assert.ok(!JSON.stringify(moved).includes('Tremblay'), 'a reason may name somebody')
  const { z_number, expected_cash, counted_cash, difference, session_id, register_id } = closed?.data ?? {}
  assert.deepEqual(
    { z_number, expected_cash, counted_cash, difference, session_id, register_id },
    {
      z_number: 1,
      expected_cash: '70.00',
      counted_cash: '68.50',
      difference: '-1.50',
      session_id: session.id,
      register_id: registerId,
    },
  )
})

test('a day that is over is closed without a count', async () => {
  await post('/api/v1/sales', saleOf(shop))
  await sql`update register_sessions set business_day = business_day - 1 where kind = 'day' and store_id = ${storeId}`
  await newlyTold()
  const closed = await closeDaySessions(sql, signer)
  const told = await newlyTold()
  assert.ok(closed > 0)
  assert.equal(told.length, closed)
  assert.deepEqual([told[0]?.type, told[0]?.data.difference], ['register.closed', null])
})

test('what a till delivers is told like the rest, and what waits for somebody too', async () => {
  const till = await makeTillOn(application, manager, { storeId, registerId: shop.tillIds[1] ?? 0 })
  await newlyTold()
  const sessionId = crypto.randomUUID()
  const opening = till.record('session_open', {
    session_id: sessionId,
    opening_float: '50.00',
    opened_at: new Date().toISOString(),
  })
  const sale = till.record('sale', {
    session_id: sessionId,
    lines: [{ variant_id: otherVariantId, quantity: '1', unit_price: '9.00' }],
    payments: [{ method: 'card', amount: '10.35' }],
  })
  await till.deliver([opening, sale])
  assert.deepEqual((await typesTold()).sort(), ['register.opened', 'review.opened', 'sale.completed'])
  await till.deliver([opening, sale])
  assert.deepEqual(await typesTold(), [])
  await manager.post(`/api/v1/devices/${till.deviceId}/revoke`)
  await till.deliver([till.record('drawer_open', { session_id: sessionId })])
  const [review, ...others] = await newlyTold()
  assert.deepEqual(others, [])
  assert.deepEqual(
    [review?.type, review?.data.subject_type, review?.data.flag],
    ['review.opened', 'held_record', 'device_revoked'],
  )
})

test('a gap is told when it opens, not each time that it is looked at', async () => {
  const till = await makeTillOn(application, manager, { storeId, registerId: shop.tillIds[2] ?? 0 })
  const lost = till.record('drawer_open', {})
  await till.deliver([till.record('drawer_open', {})])
  await newlyTold()
  await manager.post(`/api/v1/registers/${till.registerId}/release`, { device_id: till.deviceId, final_number: 3 })
  const gaps = (await newlyTold()).filter(({ data }) => data.flag === 'number_gap')
  assert.equal(gaps.length, 1)
  await till.deliver([lost])
  assert.deepEqual(
    (await newlyTold()).filter(({ type }) => type === 'review.opened'),
    [],
    'one is still missing',
  )
})

test('a product is told of once by each change of it or of what belongs to it', async () => {
  const category = await post('/api/v1/product-categories', { name: 'Cafés' })
  const product = await post('/api/v1/products', {
    name: 'Café moulu',
    category_id: category.id,
    price: '9.99',
    sku: 'CAFE-MOULU',
    barcode: '4006381333931',
  })
  const once = [
    { type: 'product.changed', store_id: null, permission: 'products.view', data: { product_id: product.id } },
  ]
  assert.deepEqual(await newlyTold(), once)
  await service.patch(`/api/v1/products/${product.id}`, { name: 'Café en grains' })
  assert.deepEqual(await newlyTold(), once)
  const [variant] = (await service.get(`/api/v1/products/${product.id}/variants`)).body.data
  await service.put(`/api/v1/product-variants/${variant.id}/prices`, { prices: [{ store_id: storeId, price: '8.49' }] })
  assert.deepEqual(await newlyTold(), once)
  await post(`/api/v1/products/${product.id}/options`, { name: 'Format', values: ['250 g', '1 kg'] })
  assert.deepEqual(await newlyTold(), once)
  await service.del(`/api/v1/products/${product.id}`)
  assert.deepEqual(await newlyTold(), once)
  await makeArticle(sql)
  assert.deepEqual(await typesTold(), ['product.changed'])
})

test('nothing is told of what was refused', async () => {
  const quiet = await service.patch('/api/v1/products/999999', { name: 'Rien' })
  assert.equal(quiet.status, 404)
  assert.deepEqual(await typesTold(), [])
})

test('a history that is imported is no news', async () => {
  await makeStore(sql, { external_id: '1', tax_zone: 'NONE' })
  await makeArticle(sql, { sku: 'CH-1' })
  await makeArticle(sql, { sku: 'CHD-P' })
  await newlyTold()
  const { counts } = await importPath(sql, importFixture('sales.csv'), {
    fields: SALE_FIELDS,
    map: {
      ticket: 'Facture',
      date: 'Date',
      store: 'Magasin',
      sku: 'Code',
      description: 'Libelle',
      quantity: 'Qte',
      unit_price: 'Prix',
      customer: 'Client',
      country: 'Pays',
    },
    prepare: (file, mapping) =>
      importSales(
        sql,
        file,
        mapping,
        {
          decimalMark: 'auto',
          dateOrder: 'iso',
          source: '',
          timeZone: null,
          movesStock: true,
          grouping: 'auto',
          createsProducts: false,
        },
        null,
        signer,
      ),
  })
  assert.ok((counts.sales_created ?? 0) > 0, JSON.stringify(counts))
  assert.deepEqual(await typesTold(), [])
})

test('nothing of it was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
