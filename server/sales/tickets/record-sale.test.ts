import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Answer } from '../../../test/harness/client.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { makeArticle, makeCustomer, makeShop, newId, onHandOf, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const { sql, as, service, log } = await testApplication({ after })
const shop = await makeShop(sql, { tills: 2, articles: [{ sku: 'Chandail-M', barcode: '4006381333931' }] })
const france = await makeShop(sql, {
  store: { tax_zone: 'FR', currency: 'EUR', time_zone: 'Europe/Paris' },
  articles: [{ price: '19.99' }, { price: '24.90', taxClass: 'reduced' }],
})
const seller = as('manager', { storeIds: [shop.store.id, france.store.id] })
const variantId = shop.articles[0]?.variantId ?? 0

async function sell(overrides: Record<string, unknown>, from = shop): Promise<Answer['body']> {
  const answer = await seller.post(SALES, saleOf(from, overrides))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data
}
const card = (amount: string) => [{ method: 'card', amount }]
const openLine = (unit_price: string, more = {}) => ({ description: 'Divers', quantity: '1', unit_price, ...more })

test('the sale of the contract: discount, both taxes on the price without tax, cash to five cents, change', async () => {
  const data = await sell({
    register_id: shop.tillIds[0],
    lines: [{ variant_id: variantId, quantity: '2', unit_price: '29.99', discount: { type: 'percent', value: '10' } }],
    discount: null,
    payments: [{ method: 'cash', amount: '80.00' }],
    total: '62.06',
    taxes: [
      { code: 'TPS', amount: '2.70' },
      { code: 'TVQ', amount: '5.38' },
    ],
    occurred_at: '2026-11-20T14:03:11Z',
    approvals: [],
    note: null,
  })
  assert.deepEqual(
    [data.subtotal, data.discount_total, data.tax_total, data.total, data.rounding, data.paid, data.change_due],
    ['53.98', '6.00', '8.08', '62.06', '-0.01', '80.00', '17.95'],
  )
  assert.deepEqual(data.taxes, [
    { code: 'TPS', name: 'TPS', rate: '5', base: '53.98', amount: '2.70' },
    { code: 'TVQ', name: 'TVQ', rate: '9.975', base: '53.98', amount: '5.38' },
  ])
  assert.deepEqual(data.payments, [{ method: 'cash', amount: '80.00', change: '17.95' }])
  assert.deepEqual([data.flags, data.series, data.number, data.kind], [[], 0, 1, 'sale'])
  assert.equal(data.reference, `${shop.store.id}-${shop.tillIds[0]}-0-000001`)
  assert.equal(data.business_day, '2026-11-20')
  assert.match(data.hash, /^[0-9a-f]{64}$/)
  assert.equal(data.cashier_id, (await seller.person).id)
})

test('a line names its article by id, by SKU in any case, by barcode in any of its lengths', async () => {
  const before = Number(await onHandOf(sql, shop.store.id, variantId))
  const references = [
    { variant_id: variantId },
    { sku: 'Chandail-M' },
    { sku: 'CHANDAIL-m' },
    { barcode: '4006381333931' },
    { barcode: '04006381333931' },
  ]
  const data = await sell({ lines: references.map((reference) => ({ ...reference, quantity: '1' })) })
  for (const line of data.lines) assert.deepEqual([line.variant_id, line.unit_price], [variantId, '29.99'])
  assert.equal(Number(await onHandOf(sql, shop.store.id, variantId)), before - 5)
})

test('the French names of fields are understood, and amounts may be numbers', async () => {
  const sale = saleOf(shop)
  const answer = await seller.post(SALES, {
    id: sale.id,
    magasin_id: shop.store.id,
    lines: [{ variant_id: variantId, quantite: 3, unit_price: 10 }],
    payments: [{ method: 'card', amount: 34.49 }],
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  assert.deepEqual([answer.body.data.lines[0].quantity, answer.body.data.total], ['3', '34.49'])
})

test('a line without an article has its own description, price and tax class, and moves no stock', async () => {
  const data = await sell({
    lines: [openLine('10.00', { tax_class: 'books' }), openLine('5.00', { tax_class: 'exempt' }), openLine('2.00')],
    payments: card('17.80'),
  })
  assert.deepEqual(
    data.lines.map((line: { tax: string; tax_class: string; variant_id: null }) => [line.tax_class, line.tax]),
    [
      ['books', '0.50'],
      ['exempt', '0.00'],
      ['standard', '0.30'],
    ],
  )
  assert.deepEqual([data.total, data.lines[0].name, data.lines[0].variant_id], ['17.80', 'Divers', null])
  const movements = await sql`select from stock_movements where reference_id = ${data.id}`
  assert.equal(movements.length, 0)
})

test('discounts of lines and of the ticket, by percentage and by amount, share out to the cent', async () => {
  const lines = [
    openLine('10.00', { tax_class: 'exempt', discount: { type: 'amount', value: '1.00' } }),
    openLine('20.00', { tax_class: 'exempt', discount: { type: 'percent', value: '12.5' } }),
    openLine('7.77', { tax_class: 'exempt' }),
  ]
  const byAmount = await sell({ lines, discount: { type: 'amount', value: '5.00' }, payments: card('29.27') })
  assert.deepEqual([byAmount.subtotal, byAmount.discount_total], ['29.27', '8.50'])
  const shares = byAmount.lines.map((line: { ticket_discount: string }) => line.ticket_discount)
  assert.deepEqual(shares, ['1.31', '2.55', '1.14'])
  const byPercent = await sell({ lines, discount: { type: 'percent', value: '50' }, payments: card('17.13') })
  assert.deepEqual([byPercent.subtotal, byPercent.discount_total], ['17.13', '20.64'])
})

test('a weight has three decimals, and its amount is rounded once', async () => {
  const data = await sell({
    lines: [{ ...openLine('12.9900'), quantity: '0.347', tax_class: 'basic_groceries' }],
    payments: card('4.51'),
  })
  assert.deepEqual([data.lines[0].quantity, data.lines[0].gross, data.total], ['0.347', '4.51', '4.51'])
})

test('several payments: others count first, only the rest is rounded and paid in cash', async () => {
  const data = await sell({
    lines: [openLine('20.00')],
    payments: [
      { method: 'cash', amount: '10.00' },
      { method: 'card', amount: '12.00' },
      { method: 'cheque', amount: '1.02' },
      { method: 'cash', amount: '5.00' },
    ],
  })
  assert.deepEqual([data.total, data.rounding, data.paid, data.change_due], ['23.00', '0.02', '28.02', '5.00'])
  assert.deepEqual(
    data.payments.map((payment: { change: string }) => payment.change),
    ['0.00', '0.00', '0.00', '5.00'],
  )
})

test('in cash the total goes to five cents, half away from zero; on card it does not', async () => {
  const cases: [string, string][] = [
    ['10.01', '-0.01'],
    ['10.02', '-0.02'],
    ['10.03', '0.02'],
    ['10.07', '-0.02'],
    ['10.08', '0.02'],
  ]
  for (const [price, rounding] of cases) {
    const lines = [openLine(price, { tax_class: 'exempt' })]
    const inCash = await sell({ lines, payments: [{ method: 'cash', amount: '20.00' }] })
    assert.deepEqual([inCash.total, inCash.rounding], [price, rounding])
    assert.equal((await sell({ lines, payments: card(price) })).rounding, '0.00')
  }
})

test('a missing price is today’s; another one takes a right of its own, and is flagged', async () => {
  assert.deepEqual((await sell({})).flags, [])
  const lines = [{ variant_id: variantId, quantity: '1', unit_price: '25.00' }]
  const data = await sell({ lines })
  assert.deepEqual([data.lines[0].unit_price, data.flags], ['25.00', ['price_differs']])
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  const refused = await cashier.post(SALES, saleOf(shop, { lines }))
  assert.equal(refused.status, 403)
  assert.deepEqual(Object.keys(refused.body.errors), ['lines.0.unit_price'])
})

test('another tax class than the article’s takes the right to set prices, and is flagged', async () => {
  const lines = [{ variant_id: variantId, quantity: '1', tax_class: 'exempt' }]
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  const refused = await cashier.post(SALES, saleOf(shop, { lines }))
  assert.deepEqual(
    [refused.status, refused.body.errors],
    [
      403,
      { 'lines.0.tax_class': ['Taxer un article autrement que le catalogue demande la permission sales.override.'] },
    ],
  )
  const english = await cashier.post(SALES, saleOf(shop, { lines }), { 'accept-language': 'en' })
  assert.deepEqual(english.body.errors['lines.0.tax_class'], [
    'Taxing an article otherwise than the catalogue does takes the permission sales.override.',
  ])
  const data = await sell({ lines })
  assert.deepEqual([data.total, data.lines[0].tax_class, data.flags], ['29.99', 'exempt', ['price_differs']])
  const [review] = (await seller.get(`/api/v1/reviews?subject_id=${data.id}`)).body.data
  const [line] = review.details.lines
  assert.deepEqual([line.line, line.tax_class, line.article_tax_class], [1, 'exempt', 'standard'])
  const same = [{ variant_id: variantId, quantity: '1', tax_class: 'standard' }]
  assert.equal((await cashier.post(SALES, saleOf(shop, { lines: same }))).status, 201)
  const own = [openLine('5.00', { tax_class: 'exempt' })]
  assert.equal((await cashier.post(SALES, saleOf(shop, { lines: own }))).status, 201, 'a line without an article')
})

test('a total that the program computed otherwise is flagged, and the server’s is recorded', async () => {
  const data = await sell({ total: '34.47' })
  assert.deepEqual([data.total, data.flags], ['34.48', ['total_differs']])
})

test('what is not on the shelf is sold all the same, and flagged', async () => {
  const { variantId: rare } = await makeArticle(sql)
  const data = await sell({ lines: [{ variant_id: rare, quantity: '2' }] })
  assert.deepEqual(data.flags, ['stock_negative'])
  assert.equal(await onHandOf(sql, shop.store.id, rare), '-2.000')
})

test('a clock seven minutes ahead is flagged and counts on the day of recording; four minutes are let pass', async () => {
  const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const skewed = await sell({ occurred_at: ahead(7) })
  assert.deepEqual(skewed.flags, ['clock_skew'])
  const farAhead = await sell({ occurred_at: ahead(7 * 24 * 60) })
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date())
  assert.equal(farAhead.business_day, today)
  assert.deepEqual((await sell({ occurred_at: ahead(4) })).flags, [])
})

test('the business day is the store’s own, whatever the day in Greenwich', async () => {
  assert.equal((await sell({ occurred_at: '2026-11-20T04:59:59Z' })).business_day, '2026-11-19')
  assert.equal((await sell({ occurred_at: '2026-11-20T05:00:00Z' })).business_day, '2026-11-20')
  assert.equal((await sell({ occurred_at: '2026-07-01T00:30:00-04:00' })).business_day, '2026-07-01')
})

test('in France the price holds the tax, and cash is not rounded', async () => {
  const data = await sell(
    {
      lines: france.articles.map((article) => ({ variant_id: article.variantId, quantity: '1' })),
      payments: [{ method: 'cash', amount: '50.00' }],
    },
    france,
  )
  assert.deepEqual([data.currency, data.total, data.tax_total, data.subtotal], ['EUR', '44.89', '4.63', '40.26'])
  assert.deepEqual([data.rounding, data.change_due, data.prices_include_tax], ['0.00', '5.11', true])
  assert.deepEqual(
    data.taxes.map((tax: { code: string; base: string; amount: string }) => [tax.code, tax.base, tax.amount]),
    [
      ['TVA20', '16.66', '3.33'],
      ['TVA5.5', '23.60', '1.30'],
    ],
  )
})

test('a customer, a cashier and a note are kept on the ticket', async () => {
  const customerId = await makeCustomer(sql, 'CA')
  const colleague = await makeUser(sql, { roles: ['cashier'], storeIds: [shop.store.id] })
  const data = await sell({ customer_id: customerId, cashier_id: colleague.id, note: '  Livrer à côté  ' })
  assert.deepEqual([data.customer_id, data.cashier_id, data.note], [customerId, colleague.id, 'Livrer à côté'])
})

test('the same sale again is answered as the first time, and recorded once', async () => {
  const sale = saleOf(shop)
  const first = await seller.post(SALES, sale)
  const again = await seller.post(SALES, { ...sale, lines: [...(sale.lines as object[])] })
  assert.deepEqual([first.status, again.status], [201, 200])
  assert.equal(first.headers['idempotent-replayed'], undefined)
  assert.equal(again.headers['idempotent-replayed'], 'true')
  assert.deepEqual(again.body.data, first.body.data)
  const other = await seller.post(SALES, { ...sale, payments: [{ method: 'cash', amount: '1001' }] })
  assert.deepEqual([other.status, other.body.code], [409, 'duplicate_id'])
  assert.equal((await sql`select from sales where id = ${sale.id}`).length, 1)
})

test('a program without ids gives an Idempotency-Key, its own for each actor', async () => {
  const { id: _, ...sale } = saleOf(shop)
  const key = { 'idempotency-key': newId() }
  const first = await seller.post(SALES, sale, key)
  const again = await seller.post(SALES, sale, key)
  assert.deepEqual([first.status, again.status], [201, 200])
  assert.equal(again.body.data.id, first.body.data.id)
  assert.equal((await seller.post(SALES, { ...sale, note: 'autre' }, key)).status, 409)
  const elsewhere = await service.post(SALES, sale, key)
  assert.equal(elsewhere.status, 201)
  assert.notEqual(elsewhere.body.data.id, first.body.data.id)
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
