import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeArticle, makeCustomer, makeShop, makeTill, newId, onHandOf, saleOf } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'
import { verifyInstallation } from '../../verification.ts'

const RETURNS = '/api/v1/returns'
const application = await testApplication({ after })
const { sql, as, log } = application
const shop = await makeShop(sql, {
  tills: 1,
  articles: [
    { name: 'Chandail', price: '40.00', cost: '15.00', barcode: '4006381333931' },
    { name: 'Roman', price: '24.95', taxClass: 'books', cost: '10.00' },
  ],
})
const [sweater = 0, novel = 0] = shop.articles.map(({ variantId }) => variantId)
const manager = as('manager', { storeIds: [shop.store.id] })
const cashier = as('cashier', { storeIds: [shop.store.id] })

const cash = (amount: string) => [{ method: 'cash', amount }]
const openReturn = (content: object = {}) => ({
  id: newId(),
  store_id: shop.store.id,
  lines: [{ variant_id: sweater, quantity: '1' }],
  refunds: cash('46.00'),
  reason: 'Cadeau, reçu perdu',
  ...content,
})

test('goods without a receipt come back at today’s price and taxes, by any tender, at the average cost', async () => {
  const before = Number(await onHandOf(sql, shop.store.id, sweater))
  const { status, body } = await manager.post(
    RETURNS,
    openReturn({
      lines: [
        { barcode: '4006381333931', quantity: '1' },
        { variant_id: novel, quantity: '2' },
      ],
      refunds: cash('98.40'),
    }),
  )
  assert.equal(status, 201, JSON.stringify(body))
  const { data } = body
  assert.deepEqual(
    [data.kind, data.sale_id, data.subtotal, data.total, data.rounding, data.note, data.flags],
    ['return', null, '-89.90', '-98.39', '-0.01', 'Cadeau, reçu perdu', []],
  )
  assert.deepEqual(
    data.taxes.map(({ code, base, amount }: Record<string, string>) => [code, base, amount]),
    [
      ['TPS', '-89.90', '-4.50'],
      ['TVQ', '-40.00', '-3.99'],
    ],
  )
  assert.equal(Number(await onHandOf(sql, shop.store.id, sweater)), before + 1)
  const lines =
    await sql`select kind, quantity::int, cost_minor::int from sale_lines where sale_id = ${data.id} order by line_no`
  assert.deepEqual(
    lines.map((line) => Object.values(line)),
    [
      ['return', -1, -1500],
      ['return', -2, -2000],
    ],
  )
  const receipt = (await manager.get(`/api/v1/sales/${data.id}/receipt`)).body.data
  assert.deepEqual([receipt.kind, receipt.return_of], ['return', null])
})

test('the lowest of the store’s price and the chain’s is what an article is worth', async () => {
  const { variantId, productId } = await makeArticle(sql, { price: '10.00', taxClass: 'exempt' })
  assert.ok(productId)
  const give = async (amount: string) =>
    (
      await manager.post(
        RETURNS,
        openReturn({ lines: [{ variant_id: variantId, quantity: '1' }], refunds: cash(amount) }),
      )
    ).status
  assert.equal(await give('10.00'), 201)
  for (const [price, worth] of [
    ['8.00', '8.00'],
    ['12.00', '10.00'],
  ] as const) {
    await sql`delete from variant_prices where variant_id = ${variantId}`
    await sql`insert into variant_prices (variant_id, store_id, price) values (${variantId}, ${shop.store.id}, ${price}::numeric)`
    assert.equal(await give(worth), 201, price)
  }
  const other = openReturn({
    lines: [{ variant_id: variantId, quantity: '1', unit_price: '11.00' }],
    refunds: cash('11.00'),
  })
  assert.deepEqual((await manager.post(RETURNS, other)).body.data.flags, ['price_differs'])
})

test('an article that is no longer sold comes back too; one that is not known does not', async () => {
  const { variantId } = await makeArticle(sql, { price: '5.00', taxClass: 'exempt', isActive: false })
  const gone = await manager.post(
    RETURNS,
    openReturn({ lines: [{ variant_id: variantId, quantity: '1' }], refunds: cash('5.00') }),
  )
  assert.equal(gone.status, 201, JSON.stringify(gone.body))
  for (const [line, field] of [
    [{ sku: 'JAMAIS-VU', quantity: '1' }, 'lines.0.sku'],
    [{ description: 'Divers', quantity: '1' }, 'lines.0.unit_price'],
    [{ variant_id: sweater }, 'lines.0.quantity'],
    [{ variant_id: sweater, quantity: '1', tax_class: 'rien' }, 'lines.0.tax_class'],
    [{ variant_id: sweater, quantity: '1', discount: { type: 'percent', value: '1' } }, 'lines.0.discount'],
  ] as const) {
    const { status, body } = await manager.post(RETURNS, openReturn({ lines: [line] }))
    assert.deepEqual([status, Object.keys(body.errors)], [422, [field]])
  }
})

test('another tax class than the article’s takes the right to set prices; a till’s is recorded and looked at', async () => {
  const lines = [{ variant_id: novel, quantity: '1', tax_class: 'standard' }]
  const narrow = as('manager', { storeIds: [shop.store.id], abilities: ['sales.return', 'approvals.give'] })
  const refused = await narrow.post(RETURNS, openReturn({ lines, refunds: cash('28.70') }))
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [403, ['lines.0.tax_class']])
  const done = await manager.post(RETURNS, openReturn({ lines, refunds: cash('28.70') }))
  assert.deepEqual([done.status, done.body.data.flags], [201, ['price_differs']], JSON.stringify(done.body))
  const tillId = await makeTill(sql, shop.store.id)
  const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId: tillId })
  const said = lines.map((line) => ({ ...line, unit_price: '24.95' }))
  const record = till.record('return', { lines: said, refunds: cash('28.70'), total: '-28.69', note: 'Cadeau' })
  const [answer] = (await till.deliver([record])).body.data
  assert.deepEqual([answer.status, answer.data?.flags.toSorted()], [201, ['no_receipt', 'price_differs']])
  const [review] = await sql`select details from reviews where subject_id = ${record.id} and flag = 'price_differs'`
  const [line] = review?.details.lines ?? []
  assert.deepEqual([line.tax_class, line.article_tax_class], ['standard', 'books'])
})

test('damaged goods stay out of stock, and no movement says otherwise', async () => {
  const before = await onHandOf(sql, shop.store.id, sweater)
  const lines = [{ variant_id: sweater, quantity: '1', restock: false }]
  const { body } = await manager.post(RETURNS, openReturn({ lines }))
  assert.equal(await onHandOf(sql, shop.store.id, sweater), before)
  const [line] = await sql`select cost_minor::int, restock from sale_lines where sale_id = ${body.data.id}`
  assert.deepEqual({ ...line }, { cost_minor: 0, restock: false })
  const movements = await sql`select from stock_movements where reference_id = ${body.data.id}`
  assert.equal(movements.length, 0)
})

test('it is given back in cash, by card, in store credit or otherwise, and adds up', async () => {
  const customer_id = await makeCustomer(sql)
  const split = await manager.post(
    RETURNS,
    openReturn({
      customer_id,
      refunds: [{ method: 'credit', amount: '20.00' }, { method: 'card', amount: '10.00' }, ...cash('16.00')],
    }),
  )
  assert.equal(split.status, 201, JSON.stringify(split.body))
  assert.equal(split.body.data.customer_id, customer_id)
  const { balances } = (await manager.get(`/api/v1/customers/${customer_id}/credit`)).body.data
  assert.deepEqual(balances, [{ currency: 'CAD', balance: '20.00' }])
  const nobody = await manager.post(RETURNS, openReturn({ refunds: [{ method: 'credit', amount: '45.99' }] }))
  assert.deepEqual(Object.keys(nobody.body.errors), ['refunds.0.method'])
  const cheque = await manager.post(RETURNS, openReturn({ refunds: [{ method: 'cheque', amount: '45.99' }] }))
  assert.deepEqual([cheque.status, Object.keys(cheque.body.errors)], [422, ['refunds.0.method']])
  const short = await manager.post(RETURNS, openReturn({ refunds: cash('45.95') }))
  assert.deepEqual([short.status, short.body.code], [422, 'refund_mismatch'])
  assert.deepEqual(short.body.errors, { refunds: ['Les remboursements doivent totaliser 46,00\u00a0$.'] })
  const exact = await manager.post(RETURNS, openReturn({ refunds: [{ method: 'card', amount: '45.99' }] }))
  assert.equal(exact.status, 201)
})

test('only with an approval, in one’s own store, with a reason; and sent twice it is made once', async () => {
  const refused = await cashier.post(RETURNS, openReturn())
  assert.equal(refused.status, 403, JSON.stringify(refused.body))
  const elsewhere = await makeShop(sql)
  assert.equal((await manager.post(RETURNS, openReturn({ store_id: elsewhere.store.id }))).status, 404)
  const unexplained = await manager.post(RETURNS, openReturn({ reason: ' ' }))
  assert.deepEqual([unexplained.status, Object.keys(unexplained.body.errors)], [422, ['reason']])
  const body = openReturn()
  assert.equal((await manager.post(RETURNS, body)).status, 201)
  const again = await manager.post(RETURNS, body)
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [200, 'true'])
  const other = await manager.post(RETURNS, { ...body, reason: 'Autre' })
  assert.deepEqual([other.status, other.body.code], [409, 'duplicate_id'])
})

test('it takes back nothing that a receipt would: it has no lines of its own to return', async () => {
  const { body } = await manager.post(RETURNS, openReturn())
  const again = await manager.post(`/api/v1/sales/${body.data.id}/returns`, {
    id: newId(),
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: cash('46.00'),
  })
  assert.equal(again.status, 404)
})

test('in a batch it is a return that says why; of a till it is recorded, and somebody looks at it', async () => {
  const sale = { ...saleOf(shop), kind: 'sale' }
  const { body } = await manager.post('/api/v1/sales/batch', { records: [sale, { kind: 'return', ...openReturn() }] })
  assert.deepEqual(
    body.data.map(({ status }: { status: number }) => status),
    [201, 201],
    JSON.stringify(body),
  )
  const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 })
  const record = till.record('return', {
    lines: [
      { variant_id: sweater, quantity: '1', unit_price: '40.00' },
      { sku: 'JAMAIS-VU', description: 'Pain', quantity: '1', unit_price: '3.00', tax_class: 'exempt', restock: false },
    ],
    refunds: cash('49.00'),
    total: '-48.99',
    note: 'Cadeau',
  })
  const answer = (await till.deliver([record])).body.data[0]
  assert.equal(answer.status, 201, JSON.stringify(answer))
  assert.deepEqual(answer.data.flags.toSorted(), ['no_receipt', 'unknown_article'])
  assert.deepEqual([answer.data.total, answer.data.rounding], ['-48.99', '-0.01'])
  const reviews = await sql`select flag from reviews where subject_id = ${record.id} order by flag`
  assert.deepEqual(
    reviews.map(({ flag }) => flag),
    ['no_receipt', 'unknown_article'],
  )
})

test('everything adds up', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
