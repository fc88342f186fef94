import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCustomer, makeShop, newId, onHandOf, saleOf } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'

const application = await testApplication({ after })
const { sql, as, log } = application
const shop = await makeShop(sql, { tills: 14, articles: [{ price: '10.00' }, { price: '10.00' }] })
const other = await makeShop(sql)
const manager = as('manager', { storeIds: [shop.store.id] })
const stranger = as('manager', { storeIds: [other.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })
let tills = 0
const newTill = () => {
  const registerId = shop.tillIds[tills] ?? 0
  tills += 1
  return makeTillOn(application, manager, { storeId: shop.store.id, registerId })
}
const variantId = shop.articles[0]?.variantId ?? 0
const sold = (overrides: Record<string, unknown> = {}) => ({
  lines: [{ variant_id: variantId, quantity: '1', unit_price: '10.00' }],
  payments: [{ method: 'card', amount: '11.50' }],
  ...overrides,
})
const revoke = (deviceId: string) => manager.post(`/api/v1/devices/${deviceId}/revoke`)
const settle = (id: number, body: object, client = manager) => client.post(`/api/v1/reviews/${id}/settle`, body)
const held = async (deviceId: string, flag: string) => {
  const { body } = await manager.get(`/api/v1/reviews?flag=${flag}&subject_type=held_record&per_page=100&state=open`)
  return body.data.filter((review: { details: { device_id: string } }) => review.details.device_id === deviceId)
}
const faults = async () => (await findSalesFaults(sql)).list().filter((finding) => finding.faults > 0)

test('what a revoked device delivers waits for a manager, who records it as it was', async () => {
  const till = await newTill()
  const [before, late, later] = [
    till.record('sale', sold()),
    till.record('sale', sold()),
    till.record('drawer_open', {}),
  ]
  await till.deliver([before])
  await revoke(till.deviceId)
  const { status, body } = await till.deliver([before, late, later])
  assert.equal(status, 200, 'a revoked device is still who it is')
  assert.deepEqual(
    body.data.map((answer: { status: number; code?: string }) => [answer.status, answer.code]),
    [
      [200, undefined],
      [202, 'held_for_review'],
      [202, 'held_for_review'],
    ],
  )
  const shelf = Number(await onHandOf(sql, shop.store.id, variantId))
  const waiting = await held(till.deviceId, 'device_revoked')
  const of = (kind: string) => waiting.find((review: { details: { kind: string } }) => review.details.kind === kind)
  assert.equal(waiting.length, 2)
  const [sale, event] = [of('sale'), of('drawer_open')]
  const shown = await manager.get(`/api/v1/reviews/${sale.id}`)
  assert.deepEqual(shown.body.data.record, late)
  const settled = await settle(sale.id, { settlement: 'accepted', note: 'Vendu avant le vol' })
  assert.equal(settled.status, 200, JSON.stringify(settled.body))
  const { settlement, settled_by, note } = settled.body.data
  assert.deepEqual([settlement, settled_by.name, note], ['accepted', (await manager.person).name, 'Vendu avant le vol'])
  const ticket = await manager.get(`/api/v1/sales/${late.id}`)
  const { series, number, flags, hash } = ticket.body.data
  assert.deepEqual({ series, number, flags }, { series: 1, number: 2, flags: ['device_revoked'] })
  assert.notEqual(hash, late.hash)
  assert.equal(Number(await onHandOf(sql, shop.store.id, variantId)), shelf - 1)
  const again = await till.deliver([late])
  assert.equal(again.body.data[0].status, 200, 'it is recorded now')
  assert.equal((await settle(event.id, { settlement: 'accepted' })).status, 200)
  const [open] = await sql`select count(*)::int from reviews where subject_id in (${late.id}, ${later.id})`
  assert.equal(open?.count, 0, 'a flag that was settled is not to be settled again')
  assert.deepEqual(await faults(), [])
})

test('what is rejected is kept, with who and why, and never counts', async () => {
  const till = await newTill()
  const record = till.record('sale', sold())
  await revoke(till.deviceId)
  await till.deliver([record])
  const [review] = await held(till.deviceId, 'device_revoked')
  const silent = await settle(review.id, { settlement: 'rejected' })
  assert.deepEqual([silent.status, Object.keys(silent.body.errors)], [422, ['note']])
  const rejected = await settle(review.id, { settlement: 'rejected', note: 'Appareil volé' })
  assert.deepEqual([rejected.status, rejected.body.data.record], [200, record])
  const again = await till.deliver([record])
  assert.equal(again.body.data[0].status, 202)
  assert.equal((await manager.get(`/api/v1/sales/${record.id}`)).status, 404)
  const late = await settle(review.id, { settlement: 'accepted' })
  assert.deepEqual([late.status, late.body.code], [409, 'review_settled'])
  assert.deepEqual(await faults(), [])
})

test('a second record under a number, or an id, that is taken is recorded under another', async () => {
  const till = await newTill()
  const one = till.record('sale', sold())
  const sameNumber = { ...one, id: newId() }
  const sameId = { ...one, number: 2, note: 'Autre' }
  await till.deliver([one])
  await till.deliver([sameNumber, sameId])
  const [twin] = await held(till.deviceId, 'duplicate_number')
  assert.equal((await settle(twin.id, { settlement: 'accepted' })).status, 200)
  const numbered = await manager.get(`/api/v1/sales/${sameNumber.id}`)
  assert.deepEqual([numbered.body.data.series, numbered.body.data.flags], [0, ['duplicate_number']])
  assert.equal((await till.deliver([sameNumber])).body.data[0].status, 200)
  const [namesake] = await held(till.deviceId, 'duplicate_id')
  assert.equal((await settle(namesake.id, { settlement: 'accepted' })).status, 200)
  const [kept] = await sql`select recorded_id, record_id from held_records where reason = 'duplicate_id'`
  assert.notEqual(kept?.recorded_id, kept?.record_id)
  const renamed = await manager.get(`/api/v1/sales/${kept?.recorded_id}`)
  assert.deepEqual([renamed.body.data.series, renamed.body.data.number, renamed.body.data.note], [1, 2, 'Autre'])
  assert.ok(renamed.body.data.flags.includes('duplicate_id'))
  assert.equal((await till.deliver([sameId])).body.data[0].status, 202, 'as it was answered the first time')
  assert.deepEqual(await faults(), [])
})

test('a return whose sale has not come cannot be accepted; rejected, it is not recorded behind anybody’s back', async () => {
  const till = await newTill()
  const sale = till.record('sale', sold())
  const lines = [{ sale_line: 1, quantity: '1' }]
  const back = till.record('return', { sale_id: sale.id, lines, refunds: [{ method: 'card', amount: '11.50' }] })
  await till.deliver([back])
  const [review] = await held(till.deviceId, 'sale_missing')
  const early = await settle(review.id, { settlement: 'accepted' }, manager)
  assert.deepEqual([early.status, early.body.code], [409, 'sale_missing'])
  assert.equal((await settle(review.id, { settlement: 'rejected', note: 'Doublon' })).status, 200)
  await till.deliver([sale])
  assert.equal((await manager.get(`/api/v1/sales/${back.id}`)).status, 404)
})

test('a return that names another customer than its sale is recorded as its sale’s, and somebody looks at it', async () => {
  const till = await newTill()
  const [buyer, other] = [await makeCustomer(sql), await makeCustomer(sql)]
  const sale = till.record('sale', sold({ customer_id: buyer }))
  const content = { sale_id: sale.id, customer_id: other, lines: [{ sale_line: 1, quantity: '1' }] }
  const back = till.record('return', { ...content, refunds: [{ method: 'credit', amount: '11.50' }] })
  assert.deepEqual((await till.deliver([back])).body.data[0].status, 202)
  assert.equal((await till.deliver([sale])).body.data[0].status, 201)
  const { data } = (await manager.get(`/api/v1/sales/${back.id}`)).body
  assert.deepEqual([data.customer_id, data.flags], [buyer, ['unknown_customer']])
  const [review] = (await manager.get(`/api/v1/reviews?subject_id=${back.id}&state=open`)).body.data
  assert.deepEqual(
    [review.flag, review.details.customer_id, review.details.sale_customer_id],
    ['unknown_customer', other, buyer],
  )
  const { balances } = (await manager.get(`/api/v1/customers/${buyer}/credit`)).body.data
  assert.deepEqual(balances, [{ currency: 'CAD', balance: '11.50' }])
  assert.deepEqual(await faults(), [])
})

test('a return that was refused when its sale came says why, and is recorded once that is mended', async () => {
  const till = await newTill()
  const customer_id = await makeCustomer(sql)
  const sale = till.record('sale', sold({ customer_id }))
  const back = till.record('return', {
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    exchange_lines: [{ variant_id: variantId, quantity: '2', unit_price: '10.00' }],
    payments: [{ method: 'credit', amount: '11.50' }],
  })
  await till.deliver([back])
  assert.equal((await till.deliver([sale])).body.data[0].status, 201)
  const [review] = await held(till.deviceId, 'sale_missing')
  const early = await settle(review.id, { settlement: 'accepted' })
  assert.deepEqual([early.status, early.body.code], [409, 'insufficient_credit'])
  const grant = { amount: '11.50', reason: 'Crédit oublié' }
  assert.equal((await manager.post(`/api/v1/customers/${customer_id}/credit`, grant)).status, 201)
  const settled = await settle(review.id, { settlement: 'accepted', note: 'Crédit accordé' })
  assert.equal(settled.status, 200, JSON.stringify(settled.body))
  const { settlement, settled_by, note } = settled.body.data
  assert.deepEqual([settlement, settled_by.name, note], ['accepted', (await manager.person).name, 'Crédit accordé'])
  const { data } = (await manager.get(`/api/v1/sales/${back.id}`)).body
  assert.deepEqual([data.total, data.flags], ['11.50', []])
  assert.equal((await till.deliver([back])).body.data[0].status, 200)
  assert.deepEqual(await faults(), [])
})

test('a return whose sale has come, of a device that was revoked meanwhile, waits for a manager for that', async () => {
  const till = await newTill()
  const customer_id = await makeCustomer(sql)
  const sale = till.record('sale', sold({ customer_id }))
  const back = till.record('return', {
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    exchange_lines: [{ variant_id: variantId, quantity: '2', unit_price: '10.00' }],
    payments: [{ method: 'credit', amount: '11.50' }],
  })
  await till.deliver([back])
  await till.deliver([sale])
  await manager.post(`/api/v1/customers/${customer_id}/credit`, { amount: '11.50', reason: 'Crédit oublié' })
  await revoke(till.deviceId)
  const [waiting] = await held(till.deviceId, 'sale_missing')
  assert.equal((await settle(waiting.id, { settlement: 'accepted' })).status, 200)
  assert.equal((await manager.get(`/api/v1/sales/${back.id}`)).status, 404)
  const [revoked] = await held(till.deviceId, 'device_revoked')
  assert.equal((await settle(revoked.id, { settlement: 'accepted' })).status, 200)
  const { data } = (await manager.get(`/api/v1/sales/${back.id}`)).body
  assert.deepEqual([data.total, data.flags], ['11.50', ['device_revoked']])
  assert.deepEqual(await faults(), [])
})

test('of managers who settle the same at once one does, and it is recorded once', async () => {
  const till = await newTill()
  const record = till.record('sale', sold())
  await revoke(till.deviceId)
  await till.deliver([record])
  const [review] = await held(till.deviceId, 'device_revoked')
  const answers = await Promise.all(Array.from({ length: 8 }, () => settle(review.id, { settlement: 'accepted' })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(409)])
  assert.deepEqual(await faults(), [])
})

test('the flags of tickets are settled as well, and change nothing of them', async () => {
  const sale = saleOf(shop, {
    lines: [{ variant_id: shop.articles[1]?.variantId, quantity: '101' }],
    payments: [{ method: 'cash', amount: '2000' }],
  })
  const { body } = await manager.post('/api/v1/sales', sale)
  assert.deepEqual(body.data.flags, ['stock_negative'])
  const found = await manager.get(`/api/v1/reviews?subject_id=${sale.id}&state=open`)
  const [review] = found.body.data
  assert.deepEqual([review.subject_type, review.flag, review.details.kind], ['ticket', 'stock_negative', 'sale'])
  assert.equal((await settle(review.id, { settlement: 'accepted' })).status, 200)
  assert.deepEqual((await manager.get(`/api/v1/reviews?subject_id=${sale.id}&state=open`)).body.data, [])
  const after = await manager.get(`/api/v1/sales/${sale.id}`)
  assert.deepEqual(after.body.data, body.data)
})

test('another store’s reviews do not exist, and cashiers settle none', async () => {
  const [review] = await sql<{ id: number }[]>`select id from reviews where store_id = ${shop.store.id} limit 1`
  const id = review?.id ?? 0
  assert.equal((await stranger.get(`/api/v1/reviews/${id}`)).status, 404)
  assert.equal((await settle(id, { settlement: 'accepted' }, stranger)).status, 404)
  assert.equal((await stranger.get(`/api/v1/reviews?store_id=${shop.store.id}`)).status, 404)
  assert.deepEqual((await stranger.get('/api/v1/reviews')).body.data, [])
  assert.equal((await settle(id, { settlement: 'accepted' }, cashier)).status, 403)
  const unknown = await settle(id, { settlement: 'resolved' })
  assert.equal(unknown.status, 422)
})

test('no request was a fault of ours', () => assert.deepEqual(log.faults, []))
