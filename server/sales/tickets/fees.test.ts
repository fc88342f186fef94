import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId, onHandOf, saleOf } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'
import { verifyInstallation } from '../../verification.ts'

const SALES = '/api/v1/sales'
const application = await testApplication({ after })
const { sql, as, log } = application
const shop = await makeShop(sql, {
  tills: 1,
  articles: [
    // A bottle: groceries without tax, a deposit that bears none either.
    { name: 'Cidre', price: '4.00', taxClass: 'basic_groceries', fees: [{ label: 'Consigne', amount: '0.10' }] },
    // A screen: taxed, with two eco-fees, one of which is taxed as the screen is.
    {
      name: 'Écran',
      price: '200.00',
      fees: [
        { label: 'Écofrais', amount: '3.25', taxClass: 'standard' },
        { label: 'Collecte', amount: '1.00', taxClass: 'books' },
      ],
    },
    { name: 'Sac', price: '10.00', taxClass: 'exempt' },
  ],
})
const [cider = 0, , bag = 0] = shop.articles.map(({ variantId }) => variantId)
const manager = as('manager', { storeIds: [shop.store.id] })
const card = (amount: string) => [{ method: 'card', amount }]

type Line = Record<'name' | 'quantity' | 'total' | 'ticket_discount' | 'kind', string> & {
  line: number
  fee_of: number | null
  is_fee: boolean
  sale_line: number | null
}
const shown = (lines: Line[]) =>
  lines.map(({ line, name, quantity, total, fee_of }) => [line, name, quantity, total, fee_of])

async function sell(lines: object[], amount: string, more = {}) {
  const answer = await manager.post(SALES, saleOf(shop, { lines, payments: card(amount), ...more }))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data
}

const takeBack = (saleId: string, lines: object[], amount: string, more = {}) =>
  manager.post(`${SALES}/${saleId}/returns`, { id: newId(), lines, refunds: card(amount), ...more })

test('each article is followed by what it bears, in its quantity and with taxes of their own', async () => {
  const data = await sell(
    [
      { variant_id: cider, quantity: '6' },
      { sku: shop.articles[1]?.sku, quantity: '2' },
      { variant_id: bag, quantity: '1' },
    ],
    '504.08',
  )
  assert.deepEqual(shown(data.lines), [
    [1, 'Cidre', '6', '24.00', null],
    [2, 'Consigne', '6', '0.60', 1],
    [3, 'Écran', '2', '459.90', null],
    [4, 'Écofrais', '2', '7.48', 3],
    [5, 'Collecte', '2', '2.10', 3],
    [6, 'Sac', '1', '10.00', null],
  ])
  assert.deepEqual(
    data.taxes.map(({ code, base, amount }: Record<string, string>) => [code, base, amount]),
    [
      ['TPS', '408.50', '20.43'],
      ['TVQ', '406.50', '40.55'],
    ],
  )
  assert.deepEqual((await manager.get(`${SALES}/${data.id}`)).body.data, data)
})

test('a discount of the ticket is neither counted on a fee nor shared by it', async () => {
  const lines = [
    { variant_id: cider, quantity: '10' },
    { variant_id: bag, quantity: '1' },
  ]
  // 10 % of 40.00 + 10.00, and the deposits are paid whole.
  const data = await sell(lines, '46.00', { discount: { type: 'percent', value: '10' } })
  assert.deepEqual(
    data.lines.map(({ ticket_discount }: Line) => ticket_discount),
    ['4.00', '0.00', '1.00'],
  )
  const free = await sell(lines, '1.00', { discount: { type: 'amount', value: '1000.00' } })
  assert.deepEqual([free.total, free.discount_total], ['1.00', '50.00'])
})

test('a program that does not count the fees is told what remains, and names none itself', async () => {
  const short = await manager.post(
    SALES,
    saleOf(shop, { lines: [{ variant_id: cider, quantity: '1' }], payments: card('4.00') }),
  )
  assert.deepEqual([short.status, short.body.code], [422, 'payments_do_not_cover'])
  assert.deepEqual(short.body.errors, { payments: ['Il reste 0,10\u00a0$ à payer.'] })
  const own = { description: 'Consigne', quantity: '1', unit_price: '0.10', tax_class: 'exempt', fee_of: 1 }
  const named = await manager.post(SALES, saleOf(shop, { lines: [{ variant_id: cider, quantity: '1' }, own] }))
  assert.equal(named.status, 422)
  assert.deepEqual(Object.keys(named.body.errors), ['lines.1.fee_of'])
})

test('fees come back with their article, unless the return says otherwise, and a bottle by itself', async () => {
  const { id } = await sell([{ variant_id: cider, quantity: '6' }], '24.60')
  const before = Number(await onHandOf(sql, shop.store.id, cider))
  const bottles = await takeBack(id, [{ sale_line: 2, quantity: '2' }], '0.20')
  assert.equal(bottles.status, 201, JSON.stringify(bottles.body))
  assert.deepEqual(shown(bottles.body.data.lines), [[1, 'Consigne', '-2', '-0.20', null]])
  assert.equal(bottles.body.data.lines[0].is_fee, true)
  assert.equal(Number(await onHandOf(sql, shop.store.id, cider)), before)
  const one = await takeBack(id, [{ sale_line: 1, quantity: '1' }], '4.10')
  assert.deepEqual(shown(one.body.data.lines), [
    [1, 'Cidre', '-1', '-4.00', null],
    [2, 'Consigne', '-1', '-0.10', 1],
  ])
  assert.deepEqual(
    one.body.data.lines.map(({ sale_line }: Line) => sale_line),
    [1, 2],
  )
  const kept = await takeBack(id, [{ sale_line: 1, quantity: '1', with_fees: false }], '4.00')
  assert.deepEqual(shown(kept.body.data.lines), [[1, 'Cidre', '-1', '-4.00', null]])
  // Named by the return, the deposit comes back as it says: one, for two articles.
  const named = await takeBack(
    id,
    [
      { sale_line: 2, quantity: '1' },
      { sale_line: 1, quantity: '2' },
    ],
    '8.10',
  )
  assert.deepEqual(shown(named.body.data.lines), [
    [1, 'Consigne', '-1', '-0.10', 2],
    [2, 'Cidre', '-2', '-8.00', null],
  ])
  // Two articles are left, and two deposits.
  const rest = await takeBack(id, [{ sale_line: 1, quantity: '2' }], '8.20')
  assert.equal(rest.status, 201, JSON.stringify(rest.body))
  const beyond = await takeBack(id, [{ sale_line: 2, quantity: '1' }], '0.10')
  assert.deepEqual([beyond.status, beyond.body.code], [409, 'returns_too_much'])
})

test('of fees that came back before by themselves no more comes back with the articles', async () => {
  const { id } = await sell([{ variant_id: cider, quantity: '2' }], '8.20')
  assert.equal((await takeBack(id, [{ sale_line: 2, quantity: '2' }], '0.20')).status, 201)
  const both = await takeBack(id, [{ sale_line: 1, quantity: '2' }], '8.00')
  assert.equal(both.status, 201, JSON.stringify(both.body))
  assert.equal(both.body.data.lines.length, 1)
})

test('the receipt shows fees under their article, as text and as data', async () => {
  const { id } = await sell(
    [
      { variant_id: cider, quantity: '6' },
      { variant_id: bag, quantity: '1' },
    ],
    '34.60',
  )
  const text = (await manager.get(`${SALES}/${id}/receipt?format=text&lang=fr`)).body.replaceAll('\u00a0', ' ')
  assert.match(text, /Cidre\n {2}6 × 4,00 \$ +24,00 \$\n {2}Consigne 6 × 0,10 \$ +0,60 \$\nSac +10,00 \$\n/)
  const { lines } = (await manager.get(`${SALES}/${id}/receipt`)).body.data
  assert.deepEqual(
    lines.map(({ line, name, fee_of }: Line) => [line, name, fee_of]),
    [
      [1, 'Cidre', null],
      [2, 'Consigne', 1],
      [3, 'Sac', null],
    ],
  )
})

test('the money of fees is in every sum, their quantity in none', async () => {
  const occurred_at = new Date().toISOString()
  const today = (await sell([{ variant_id: cider, quantity: '3' }], '12.30', { occurred_at })).business_day
  const { body } = await manager.get(
    `/api/v1/reports/sales?date_from=${today}&date_to=${today}&store_id=${shop.store.id}&group_by=product`,
  )
  const { units, gross, net, discounts, returns, total } = body.data.totals
  const [lines] = await sql`
    select sum(quantity) filter (where not is_fee)::numeric(12, 1)::text as units, sum(total_minor) as total from sale_lines`
  assert.equal(Number(units), Number(lines?.units))
  assert.equal(Math.round(Number(total) * 100), Number(lines?.total))
  assert.equal(Number(net).toFixed(2), (Number(gross) - Number(discounts) + Number(returns)).toFixed(2))
  const [kept] = await sql`select sum(units) as units from session_totals`
  assert.equal(Number(kept?.units), Number(units))
})

test('a till says its fees itself, and what it says is recorded', async () => {
  const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 })
  const bottle = { variant_id: cider, quantity: '2', unit_price: '4.00' }
  const fee = (fee_of: number, unit_price = '0.10') => ({
    description: 'Consigne',
    tax_class: 'exempt',
    quantity: '2',
    unit_price,
    fee_of,
  })
  const right = till.record('sale', {
    lines: [bottle, { ...bottle, variant_id: bag, unit_price: '10.00' }, fee(1)],
    payments: card('28.20'),
    total: '28.20',
  })
  const other = till.record('sale', { lines: [bottle, fee(1, '0.05')], payments: card('8.10'), total: '8.10' })
  const none = till.record('sale', { lines: [bottle], payments: card('8.00'), total: '8.00' })
  const { body } = await till.deliver([right, other, none])
  const [first, second, third] = body.data
  assert.deepEqual([first.status, first.data.flags], [201, []])
  assert.deepEqual(shown(first.data.lines)[2], [3, 'Consigne', '2', '0.20', 1])
  assert.deepEqual([second.data.flags, third.data.flags], [['price_differs'], ['price_differs']])
  assert.deepEqual([second.data.total, third.data.lines.length], ['8.10', 1])
  const [review] = await sql`select details from reviews where subject_id = ${other.id} and flag = 'price_differs'`
  assert.deepEqual(review?.details.lines, [{ line: 1, article: 'Cidre', fees: '0.05', bears: '0.10' }])
  // On paper the fee stands under its article.
  const text = (await manager.get(`${SALES}/${right.id}/receipt?format=text&lang=fr`)).body.replaceAll('\u00a0', ' ')
  assert.match(text, /Cidre\n.*\n {2}Consigne 2 × 0,10 \$ +0,20 \$\nSac/)
  // It takes back what it sold, and its fees with it.
  const back = till.record('return', {
    sale_id: right.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: card('4.10'),
    total: '-4.10',
  })
  const returned = await till.deliver([back])
  assert.deepEqual([returned.body.data[0].data.flags, returned.body.data[0].data.lines.length], [[], 2])
  for (const [lines, field] of [
    [[fee(1)], 'lines.0.fee_of'],
    [[bottle, fee(3)], 'lines.1.fee_of'],
    [[bottle, fee(1), fee(2)], 'lines.2.fee_of'],
    [[bottle, { ...bottle, fee_of: 1 }], 'lines.1.fee_of'],
  ] as const) {
    const malformed = await till.deliver([till.record('sale', { lines, payments: card('8.00') })])
    assert.equal(malformed.body.data[0].status, 422)
    assert.deepEqual(Object.keys(malformed.body.data[0].errors), [field])
  }
})

test('everything adds up', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
