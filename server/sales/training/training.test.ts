// Practising: the same answers as in earnest, and no trace anywhere but among the training tickets.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { givePin, PIN } from '../../../test/harness/pins.ts'
import { escposText, readEscpos } from '../../../test/harness/read-escpos.ts'
import { makeCustomer, makeShop, newId, onHandOf, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'
import { purgeTrainingTickets } from './forget-training-tickets.ts'

const SALES = '/api/v1/sales'
const application = await testApplication({ after })
const { sql, as, log } = application
const quebec = await makeShop(sql, { articles: [{ price: '19.99' }, { price: '100.00' }], tills: 1 })
const france = await makeShop(sql, {
  store: { time_zone: 'Europe/Paris', currency: 'EUR', tax_zone: 'FR', prices_include_tax: true },
})
const here = { storeIds: [quebec.store.id] }
const cashier = as('cashier', here)
const manager = as('manager', here)
const practised = (shop: Shop, overrides: object = {}) => saleOf(shop, { training: true, ...overrides })

/** Everything that a real ticket would change: how many rows, and what the counters and balances say. */
async function everything(): Promise<unknown> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname not in ('training_tickets', 'sale_identities', 'tokens', 'sessions')
    order by 1`
  const found: Record<string, unknown> = {}
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} t`,
    )
    found[name] = [row?.rows, row?.sum]
  }
  return found
}

/** What differs between a real ticket and one that was practised. */
const OWN = ['id', 'reference', 'number', 'previous_hash', 'hash', 'occurred_at', 'training']
const common = (data: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !OWN.includes(name)))

test('a training sale is priced and answered as a real one, without number and seal', async () => {
  const lines = [
    { variant_id: quebec.articles[0]?.variantId, quantity: '3', discount: { type: 'percent', value: '5' } },
    { description: 'Divers', unit_price: '4.00', quantity: '1' },
  ]
  const content = { lines, register_id: quebec.tillIds[0], note: 'Pour voir', total: '1.00' }
  const real = await cashier.post(SALES, saleOf(quebec, content))
  assert.equal(real.status, 201, JSON.stringify(real.body))
  const before = await everything()
  const sale = practised(quebec, content)
  const training = await cashier.post(SALES, sale)
  assert.equal(training.status, 201, JSON.stringify(training.body))
  assert.deepEqual(common(training.body.data), common(real.body.data))
  const { reference, number, hash, previous_hash: previous, training: isTraining } = training.body.data
  assert.deepEqual([reference, number, hash, previous, isTraining], ['FORMATION', null, null, null, true])
  assert.equal(real.body.data.training, false)
  const again = await cashier.post(SALES, sale, { 'accept-language': 'en' })
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [200, 'true'])
  assert.deepEqual(again.body.data, { ...training.body.data, reference: 'TRAINING', taxes: again.body.data.taxes })
  assert.deepEqual(await everything(), before)
})

test('what would refuse a real one refuses it, and leaves its id free', async () => {
  const cases: [Record<string, unknown>, number][] = [
    [{ lines: [{ variant_id: 999_999, quantity: '1' }] }, 422],
    [{ payments: [{ method: 'card', amount: '1.00' }] }, 422],
    [{ discount: { type: 'percent', value: '50' } }, 403],
    [{ session_id: newId() }, 422],
    [{ customer_id: 999_999 }, 422],
    [{ cashier_id: 999_999 }, 422],
    [{ register_id: 999_999 }, 422],
    [{ approvals: [newId()] }, 422],
    [{ payments: [{ method: 'credit', amount: '1000' }], customer_id: await makeCustomer(sql) }, 422],
  ]
  for (const [content, status] of cases) {
    const real = await cashier.post(SALES, saleOf(quebec, content))
    const sale = practised(quebec, content)
    const training = await cashier.post(SALES, sale)
    assert.deepEqual([training.status, training.body], [status, real.body], JSON.stringify(content))
    const corrected = await cashier.post(SALES, { ...saleOf(quebec), id: sale.id })
    assert.equal(corrected.status, 201)
  }
  assert.equal((await as('manager', { storeIds: [france.store.id] }).post(SALES, practised(quebec))).status, 404)
  assert.equal((await as('analyst', here).post(SALES, practised(quebec))).status, 403)
})

test('where a store sells no more than it has, one cannot practise it either', async () => {
  const shop = await makeShop(sql, { stock: 1 })
  await manager.put(`/api/v1/stores/${shop.store.id}/stock-policy`, { below_zero: 'refuse' })
  await as('owner').put(`/api/v1/stores/${shop.store.id}/stock-policy`, { below_zero: 'refuse' })
  const owner = as('owner')
  const two = [{ variant_id: shop.articles[0]?.variantId, quantity: '2' }]
  const refused = await owner.post(SALES, practised(shop, { lines: two }))
  assert.deepEqual([refused.status, refused.body.code], [409, 'not_enough_stock'])
  for (let count = 0; count < 3; count += 1) assert.equal((await owner.post(SALES, practised(shop))).status, 201)
  assert.equal(await onHandOf(sql, shop.store.id, shop.articles[0]?.variantId ?? 0), '1.000')
})

test('approvals are needed, and not used up', async () => {
  const approver = await makeUser(sql, { roles: ['manager'], ...here })
  await givePin(sql, approver.id)
  const given = await cashier.post('/api/v1/approvals', {
    store_id: quebec.store.id,
    approver_id: approver.id,
    pin: PIN,
    action: 'discount',
    reason: 'Exercice',
    details: { from: '100000', percent: '50' },
  })
  const content = { discount: { type: 'percent', value: '50' }, approvals: [given.body.data.id] }
  const training = await cashier.post(SALES, practised(quebec, content))
  assert.deepEqual([training.status, training.body.data?.approvals.length], [201, 1])
  assert.equal((await cashier.post(SALES, saleOf(quebec, content))).status, 201)
})

test('an id is that of a practised ticket or of a real one, never of both, however they race', async () => {
  const training = practised(quebec)
  assert.equal((await cashier.post(SALES, training)).status, 201)
  const real = await cashier.post(SALES, saleOf(quebec, { id: training.id }))
  assert.deepEqual([real.status, real.body.code], [409, 'duplicate_id'])
  const first = saleOf(quebec)
  assert.equal((await cashier.post(SALES, first)).status, 201)
  assert.equal((await cashier.post(SALES, { ...first, training: true })).status, 409)
  for (let round = 0; round < 10; round += 1) {
    const id = newId()
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => cashier.post(SALES, saleOf(quebec, { id, training: index % 2 === 0 }))),
    )
    const statuses = answers.map(({ status }) => status)
    assert.equal(statuses.filter((status) => status === 201).length, 1, String(statuses))
    assert.ok(statuses.every((status) => [200, 201, 409].includes(status)))
    const rows = await sql`
      select id from sales where id = ${id} union all select id from training_tickets where id = ${id}`
    assert.equal(rows.length, 1)
  }
})

test('its return is practised too, never above what remains, and only of it', async () => {
  const lines = [{ description: 'Divers', unit_price: '10.00', tax_class: 'exempt', quantity: '3' }]
  const payments = [{ method: 'card', amount: '30.00' }]
  const sale = practised(quebec, { lines, payments })
  assert.equal((await cashier.post(SALES, sale)).status, 201)
  const before = await everything()
  const back = (quantity: string, overrides: object = {}) =>
    cashier.post(`${SALES}/${sale.id}/returns`, {
      id: newId(),
      training: true,
      lines: [{ sale_line: 1, quantity }],
      refunds: [{ method: 'card', amount: `${Number(quantity) * 10}.00` }],
      ...overrides,
    })
  const returned = await back('2')
  assert.deepEqual(
    [returned.status, returned.body.data?.kind, returned.body.data?.total, returned.body.data?.number],
    [201, 'return', '-20.00', null],
    JSON.stringify(returned.body),
  )
  assert.deepEqual([(await back('2')).status, (await back('2')).body.code], [409, 'returns_too_much'])
  const answers = await Promise.all([back('1'), back('1'), back('1'), back('1')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
  assert.equal((await back('1', { training: false })).status, 404)
  assert.deepEqual(await everything(), before)
  const real = saleOf(quebec, { lines, payments })
  assert.equal((await cashier.post(SALES, real)).status, 201)
  const mixed = await cashier.post(`${SALES}/${real.id}/returns`, {
    id: newId(),
    training: true,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'card', amount: '10.00' }],
  })
  assert.equal(mixed.status, 404)
})

test('in a batch each is what it says', async () => {
  const { body } = await cashier.post(`${SALES}/batch`, { records: [practised(quebec), saleOf(quebec)] })
  assert.deepEqual(
    body.data.map((each: { status: number; data: { training: boolean } }) => [each.status, each.data.training]),
    [
      [201, true],
      [201, false],
    ],
  )
})

test('no list, no number and no report knows of it', async () => {
  const sale = practised(quebec)
  const before = (await manager.get(`${SALES}?per_page=1`)).body.meta.total
  assert.equal((await cashier.post(SALES, sale)).status, 201)
  assert.equal((await manager.get(`${SALES}?per_page=1`)).body.meta.total, before)
  assert.deepEqual((await manager.get(`${SALES}?ids=${sale.id}`)).body.data, [])
  assert.equal((await manager.get(`${SALES}/${sale.id}`)).status, 404)
  assert.equal((await manager.post(`${SALES}/${sale.id}/email`, { to: 'zoe@example.com' })).status, 404)
})

test('its receipt bears FORMATION or TRAINING in every form, and is never counted', async () => {
  const sale = practised(quebec)
  assert.equal((await cashier.post(SALES, sale)).status, 201)
  const path = `${SALES}/${sale.id}/receipt`
  for (const [language, word] of [
    ['fr', 'FORMATION'],
    ['en', 'TRAINING'],
  ]) {
    const print = (format: string) => cashier.get(`${path}?format=${format}&lang=${language}`)
    const json = (await print('json')).body.data
    assert.deepEqual([json.training, json.reference, json.barcode.code, json.prints], [true, word, word, 0])
    const marks = new RegExp(`\\*\\*\\* ${word} \\*\\*\\*`, 'g')
    assert.equal((await print('text')).raw.toString().match(marks)?.length, 2)
    assert.equal((await print('html')).raw.toString().match(marks)?.length, 2)
    assert.equal(escposText(readEscpos((await print('escpos')).raw)).match(marks)?.length, 2)
    const pdf = await print('pdf')
    assert.deepEqual([pdf.status, pdf.headers['content-type']], [200, 'application/pdf'])
    assert.match(String(pdf.headers['content-disposition']), new RegExp(`${word}\\.pdf`))
  }
  assert.equal((await sql`select from receipt_prints where sale_id = ${sale.id}`).length, 0)
  assert.equal((await as('manager', { storeIds: [france.store.id] }).get(path)).status, 404)
})

test('where prices include tax it is the same', async () => {
  const owner = as('owner')
  const real = await owner.post(SALES, saleOf(france))
  const training = await owner.post(SALES, practised(france))
  assert.deepEqual(common(training.body.data), common(real.body.data))
})

test('it stays a week, and goes with its customer', async () => {
  const customer = await makeCustomer(sql)
  const theirs = practised(quebec, { customer_id: customer })
  const old = practised(quebec)
  for (const sale of [theirs, old]) assert.equal((await cashier.post(SALES, sale)).status, 201)
  const erased = await as('owner').post(`/api/v1/customers/${customer}/erase`, {})
  assert.equal(erased.status, 200, JSON.stringify(erased.body))
  assert.equal((await sql`select from training_tickets where id = ${theirs.id}`).length, 0)
  await sql`update training_tickets set recorded_at = now() - interval '8 days' where id = ${old.id}`
  assert.equal(await purgeTrainingTickets(sql), 1)
  assert.equal((await cashier.get(`${SALES}/${old.id}/receipt`)).status, 404)
  assert.ok((await sql`select from training_tickets`).length > 0)
})

test('all of it adds up, and nothing was a fault of ours', async () => {
  const found = (await verifyInstallation(sql)).filter(({ faults }) => faults > 0)
  assert.deepEqual(found, [])
  assert.deepEqual(log.faults, [])
})
