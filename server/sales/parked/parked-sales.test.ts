import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCustomer, makeShop, newId, onHandOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'

const { sql, as, log } = await testApplication({ after }, { max: 10 })
const shop = await makeShop(sql, { tills: 2, articles: [{ price: '10.00', taxClass: 'exempt' }] })
const other = await makeShop(sql, { tills: 1 })
const cashier = as('cashier', { storeIds: [shop.store.id] })
const stranger = as('manager', { storeIds: [other.store.id] })
const PARKED = '/api/v1/parked-sales'
const EN = { 'accept-language': 'en' }
const variantId = shop.articles[0]?.variantId ?? 0

const ticket = (overrides: object = {}) => ({
  store_id: shop.store.id,
  name: 'Table 4',
  lines: [{ variant_id: variantId, quantity: '2' }],
  ...overrides,
})

async function park(overrides: object = {}): Promise<string> {
  const { status, body } = await cashier.post(PARKED, ticket(overrides))
  assert.equal(status, 201, JSON.stringify(body))
  return body.data.id
}

test('a ticket is parked under a name, and comes back at another register of the store as it was', async () => {
  const customerId = await makeCustomer(sql)
  const lines = [
    { variant_id: variantId, quantity: 1.5, unit_price: '9.5', discount: { type: 'percent', value: '2' } },
    { description: 'Emballage', tax_class: 'exempt', unit_price: 2, quantity: '1' },
  ]
  const id = newId()
  const input = ticket({
    id,
    register_id: shop.tillIds[0],
    customer_id: customerId,
    note: 'Revient à midi',
    lines,
    discount: { type: 'amount', value: '1.00' },
    total: '13.83',
  })
  const parked = await cashier.post(PARKED, input)
  assert.equal(parked.status, 201, JSON.stringify(parked.body))
  const { created_at: _c, updated_at: _u, parked_by: by, ...data } = parked.body.data
  assert.equal(by, (await cashier.person).name)
  const empty = { variant_id: null, sku: null, barcode: null, description: null, tax_class: null, discount: null }
  assert.deepEqual(data, {
    id,
    store_id: shop.store.id,
    register_id: shop.tillIds[0],
    name: 'Table 4',
    customer_id: customerId,
    note: 'Revient à midi',
    lines: [
      {
        ...empty,
        variant_id: variantId,
        quantity: '1.5',
        unit_price: '9.50',
        discount: { type: 'percent', value: '2' },
      },
      { ...empty, description: 'Emballage', tax_class: 'exempt', quantity: '1', unit_price: '2.00' },
    ],
    discount: { type: 'amount', value: '1' },
    total: '13.83',
    resumed_at: null,
    resumed_by: null,
    resumed_register_id: null,
  })
  const again = await cashier.post(PARKED, input)
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [200, 'true'])
  const another = await cashier.post(PARKED, { ...input, name: 'Table 5' })
  assert.deepEqual([another.status, another.body.code], [409, 'duplicate_id'])
  assert.deepEqual((await cashier.get(`${PARKED}/${id}`)).body.data, parked.body.data)

  const resumed = await cashier.post(`${PARKED}/${id}/resume`, { register_id: shop.tillIds[1] })
  assert.equal(resumed.status, 200, JSON.stringify(resumed.body))
  assert.equal(resumed.body.data.resumed_register_id, shop.tillIds[1])
  const sold = await cashier.post('/api/v1/sales', {
    id: newId(),
    store_id: shop.store.id,
    customer_id: resumed.body.data.customer_id,
    lines: resumed.body.data.lines
      .map((line: object) => ({ ...line, unit_price: null, description: null }))
      .slice(0, 1),
    discount: resumed.body.data.discount,
    payments: [{ method: 'cash', amount: '50' }],
  })
  assert.equal(sold.status, 201, JSON.stringify(sold.body))
})

test('parking takes no number, moves no stock and is in no report', async () => {
  const before = await onHandOf(sql, shop.store.id, variantId)
  const countTickets = async () => [...(await sql`select count(*)::int as count from sales`)]
  const tickets = await countTickets()
  const id = await park()
  await cashier.post(`${PARKED}/${id}/resume`)
  assert.equal(await onHandOf(sql, shop.store.id, variantId), before)
  assert.deepEqual(await countTickets(), tickets)
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
})

test('of many who resume one ticket at once, one has it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await park()
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, client) =>
        cashier.post(`${PARKED}/${id}/resume`, { register_id: shop.tillIds[client % 2] }, EN),
      ),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(31).fill(409)])
    const refused = answers.find(({ status }) => status === 409)
    assert.equal(refused?.body.code, 'parked_sale_resumed')
    assert.equal(refused?.body.error, `This parked ticket was already resumed by ${(await cashier.person).name}`)
  }
})

test('resuming against giving up and changing: one wins, and the other hears of it', async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = await park()
    const [resumed, given, changed] = await Promise.all([
      cashier.post(`${PARKED}/${id}/resume`, {}),
      cashier.del(`${PARKED}/${id}`),
      cashier.patch(`${PARKED}/${id}`, { name: 'Autre' }),
    ])
    const ended = [resumed.status, given.status]
    assert.ok(ended.includes(200) && (ended.includes(409) || ended.includes(404)), JSON.stringify(ended))
    assert.ok([200, 404, 409].includes(changed.status))
  }
})

test('whoever resumed and never heard of it asks again with the same key', async () => {
  const id = await park()
  const ask = () => cashier.post(`${PARKED}/${id}/resume`, {}, { 'idempotency-key': `resume-${id}` })
  const [first, second] = [await ask(), await ask()]
  assert.deepEqual([first.status, second.status], [200, 200])
  assert.deepEqual(second.body.data, first.body.data)
})

test('the list shows what waits in one’s stores, by name; another store’s does not exist', async () => {
  const id = await park({ name: 'Mme Côté' })
  const { body } = await cashier.get(`${PARKED}?store_id=${shop.store.id}&q=cote`)
  assert.deepEqual(
    body.data.map((each: { id: string }) => each.id),
    [id],
  )
  assert.deepEqual((await stranger.get(`${PARKED}?q=cote`)).body.data, [])
  for (const answer of [
    await stranger.get(`${PARKED}?store_id=${shop.store.id}`),
    await stranger.get(`${PARKED}/${id}`),
    await stranger.patch(`${PARKED}/${id}`, { name: 'x' }),
    await stranger.post(`${PARKED}/${id}/resume`, {}),
    await stranger.del(`${PARKED}/${id}`),
    await cashier.get(`${PARKED}/${newId()}`),
  ])
    assert.equal(answer.status, 404)
  const taken = await stranger.post(PARKED, { ...ticket({ id, store_id: other.store.id }) })
  assert.deepEqual([taken.status, taken.body.code], [409, 'duplicate_id'])
  assert.equal((await as('stock_clerk', { storeIds: [shop.store.id] }).get(PARKED)).status, 403)
  await cashier.post(`${PARKED}/${id}/resume`, {})
  assert.deepEqual((await cashier.get(`${PARKED}?q=cote`)).body.data, [])
  assert.equal((await cashier.get(`${PARKED}?q=cote&is_resumed=true`)).body.data.length, 1)
})

test('a change touches what it names, while the ticket waits', async () => {
  const id = await park({ note: 'A' })
  const customerId = await makeCustomer(sql)
  const changed = await cashier.patch(`${PARKED}/${id}`, {
    name: 'Table 9',
    note: null,
    total: '30.00',
    customer_id: customerId,
    register_id: shop.tillIds[0],
    discount: { type: 'percent', value: 5 },
    lines: [{ variant_id: variantId, quantity: 3 }],
  })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const { name, note, total, customer_id, register_id, discount, lines } = changed.body.data
  assert.deepEqual(
    [name, note, total, customer_id, register_id, discount, lines[0].quantity],
    ['Table 9', null, '30.00', customerId, shop.tillIds[0], { type: 'percent', value: '5' }, '3'],
  )
  const emptied = await cashier.put(`${PARKED}/${id}`, { discount: null, customer_id: null, total: null })
  assert.deepEqual(
    [emptied.body.data.discount, emptied.body.data.customer_id, emptied.body.data.total, emptied.body.data.name],
    [null, null, null, 'Table 9'],
  )
  await cashier.post(`${PARKED}/${id}/resume`, {})
  for (const answer of [await cashier.patch(`${PARKED}/${id}`, { name: 'x' }), await cashier.del(`${PARKED}/${id}`)])
    assert.deepEqual([answer.status, answer.body.code], [409, 'parked_sale_resumed'])
})

test('what is wrong is named', async () => {
  const wrong: [object, string][] = [
    [{ name: '' }, 'name'],
    [{ lines: [] }, 'lines'],
    [{ lines: [{ quantity: '0' }] }, 'lines.0.quantity'],
    [{ customer_id: 999_999 }, 'customer_id'],
    [{ register_id: other.tillIds[0] }, 'register_id'],
    [{ id: 'x' }, 'id'],
  ]
  for (const [body, field] of wrong) {
    const answer = await cashier.post(PARKED, ticket(body))
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, [field]], JSON.stringify(body))
  }
  for (const storeId of [other.store.id, 999_999]) {
    const answer = await cashier.post(PARKED, ticket({ store_id: storeId }))
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [404, ['store_id']])
  }
  const id = await park()
  const elsewhere = await cashier.post(`${PARKED}/${id}/resume`, { register_id: other.tillIds[0] })
  assert.deepEqual([elsewhere.status, Object.keys(elsewhere.body.errors)], [422, ['register_id']])
  assert.deepEqual((await cashier.get(`${PARKED}/${id}`)).body.data.resumed_at, null)
})

test('nothing of all this was a fault of the server', () => assert.deepEqual(log.faults, []))
