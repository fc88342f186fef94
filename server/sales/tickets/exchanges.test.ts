import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCustomer, makeShop, newId, onHandOf, saleOf } from '../../../test/harness/sales.ts'
import { verifyInstallation } from '../../verification.ts'

const SALES = '/api/v1/sales'
const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, {
  tills: 1,
  articles: [
    { name: 'Chandail M', price: '40.00', cost: '15.00' },
    { name: 'Chandail L', price: '50.00', cost: '20.00' },
    { name: 'Roman', price: '24.95', taxClass: 'books', cost: '10.00' },
    { name: 'Sac', price: '10.00', taxClass: 'exempt', cost: '2.00' },
  ],
})
const second = await makeShop(sql)
const [medium = 0, large = 0, novel = 0, bag = 0] = shop.articles.map(({ variantId }) => variantId)
const manager = as('manager', { storeIds: [shop.store.id, second.store.id] })
const seller = as('manager', { storeIds: [shop.store.id], abilities: ['sales.create', 'sales.return'] })

type Money = { method: string; amount: string }
const card = (amount: string): Money[] => [{ method: 'card', amount }]
const cash = (amount: string): Money[] => [{ method: 'cash', amount }]
const line = (variant_id: number, quantity = '1', more = {}) => ({ variant_id, quantity, ...more })

async function sell(lines: object[], payments: Money[], more = {}): Promise<string> {
  const answer = await manager.post(SALES, saleOf(shop, { lines, payments, ...more }))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data.id
}

const exchange = (saleId: string, content: object, client: Pick<typeof manager, 'post'> = manager) =>
  client.post(`${SALES}/${saleId}/returns`, { id: newId(), lines: [{ sale_line: 1, quantity: '1' }], ...content })

const taxesOf = (data: { taxes: Record<string, string>[] }) =>
  data.taxes.map(({ code, base, amount }) => [code, base, amount])

test('a larger size: one ticket takes back and sells, only the difference is paid, stock goes both ways', async () => {
  // 40.00 + 2.00 + 3.99 = 45.99 against 50.00 + 2.50 + 4.99 = 57.49.
  const saleId = await sell([line(medium)], card('45.99'))
  const [before, beforeLarge] = [await onHandOf(sql, shop.store.id, medium), await onHandOf(sql, shop.store.id, large)]
  const answer = await exchange(saleId, { exchange_lines: [line(large)], payments: card('11.50') })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  const { data } = answer.body
  assert.deepEqual(
    [data.kind, data.sale_id, data.subtotal, data.tax_total, data.total],
    ['return', saleId, '10.00', '1.50', '11.50'],
  )
  assert.deepEqual(
    data.lines.map((sold: Record<string, unknown>) => [
      sold.line,
      sold.kind,
      sold.name,
      sold.quantity,
      sold.total,
      sold.sale_line,
    ]),
    [
      [1, 'return', 'Chandail M', '-1', '-45.99', 1],
      [2, 'sale', 'Chandail L', '1', '57.49', null],
    ],
  )
  assert.deepEqual(taxesOf(data), [
    ['TPS', '10.00', '0.50'],
    ['TVQ', '10.00', '1.00'],
  ])
  assert.deepEqual(data.payments, [{ method: 'card', amount: '11.50', change: '0.00' }])
  assert.equal(Number(await onHandOf(sql, shop.store.id, medium)), Number(before) + 1)
  assert.equal(Number(await onHandOf(sql, shop.store.id, large)), Number(beforeLarge) - 1)
  const costs = await sql`select cost_minor from sale_lines where sale_id = ${data.id} order by line_no`
  assert.deepEqual(
    costs.map(({ cost_minor }) => cost_minor),
    [-1500, 2000],
  )
  const text = (await manager.get(`${SALES}/${data.id}/receipt?format=text&lang=fr`)).body.replaceAll('\u00a0', ' ')
  assert.match(text, /ÉCHANGE/)
  assert.match(text, /Repris :\nChandail M\n {2}-1 × 40,00 \$ +-40,00 \$\n-+\nAcheté :\nChandail L +50,00 \$\n/)
  assert.match(text, /Sous-total +10,00 \$\nTPS 5 % +0,50 \$\nTVQ 9,975 % +1,00 \$\nTOTAL +11,50 \$\nCarte +11,50 \$/)
})

test('in cash the difference is rounded and change is given, as in a sale', async () => {
  const saleId = await sell([line(medium)], cash('50.00'))
  // 57.49 − 45.99 = 11.50; a novel of 24.95 + 1.25 in its place is 26.20 − 45.99 = −19.79.
  const up = await exchange(saleId, { exchange_lines: [line(large)], payments: cash('20.00') })
  assert.deepEqual([up.body.data.change_due, up.body.data.rounding], ['8.50', '0.00'])
  const down = await sell([line(medium)], cash('50.00'))
  const answer = await exchange(down, { exchange_lines: [line(novel)], refunds: cash('19.80') })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  assert.deepEqual(
    [answer.body.data.total, answer.body.data.rounding, answer.body.data.paid],
    ['-19.79', '-0.01', '-19.80'],
  )
  assert.deepEqual(taxesOf(answer.body.data), [
    ['TPS', '-15.05', '-0.75'],
    ['TVQ', '-40.00', '-3.99'],
  ])
})

test('an even exchange needs neither payment nor refund, and may have none', async () => {
  const saleId = await sell([line(medium)], card('45.99'))
  const even = await exchange(saleId, { exchange_lines: [line(medium)] })
  assert.equal(even.status, 201, JSON.stringify(even.body))
  assert.deepEqual([even.body.data.total, even.body.data.payments], ['0.00', []])
  // What was bought in exchange has its taxes, though this ticket's are nothing: it gives them back.
  const back = await exchange(even.body.data.id, {
    lines: [{ sale_line: 2, quantity: '1' }],
    refunds: card('45.99'),
  })
  assert.equal(back.status, 201, JSON.stringify(back.body))
  assert.deepEqual(taxesOf(back.body.data), [
    ['TPS', '-40.00', '-2.00'],
    ['TVQ', '-40.00', '-3.99'],
  ])
  const again = await exchange(even.body.data.id, { lines: [{ sale_line: 2, quantity: '1' }], refunds: card('45.99') })
  assert.deepEqual([again.status, again.body.code], [409, 'returns_too_much'])
  const other = await sell([line(medium)], card('45.99'))
  const paid = await exchange(other, { exchange_lines: [line(medium)], payments: card('0.01') })
  assert.deepEqual(paid.body.errors, {
    payments: ['Rien n’est à payer sur ce ticket\u00a0: donnez seulement des remboursements.'],
  })
  const refunded = await exchange(other, { exchange_lines: [line(medium)], refunds: card('0.01') })
  assert.deepEqual([refunded.status, refunded.body.code], [422, 'refund_mismatch'])
})

test('who owes pays: refunds of a ticket to be paid, and payments of one that gives back, are refused', async () => {
  const saleId = await sell([line(medium)], card('45.99'))
  const wrongRefund = await exchange(saleId, {
    exchange_lines: [line(large)],
    payments: card('11.50'),
    refunds: card('1.00'),
  })
  assert.deepEqual(wrongRefund.body.errors, { refunds: ['Ce ticket est à payer\u00a0: rien n’est à rembourser.'] })
  const short = await exchange(saleId, { exchange_lines: [line(large)], payments: card('11.49') })
  assert.deepEqual(
    [short.body.code, short.body.errors],
    ['payments_do_not_cover', { payments: ['Il reste 0,01\u00a0$ à payer.'] }],
  )
  const over = await exchange(saleId, { exchange_lines: [line(large)], payments: card('12.00') })
  assert.equal(over.body.code, 'overpaid')
  const noExchange = await exchange(saleId, { payments: card('1.00'), refunds: card('45.99') })
  assert.deepEqual(Object.keys(noExchange.body.errors), ['payments'])
  const tooLittle = await exchange(saleId, { exchange_lines: [line(bag)], refunds: card('30.00') })
  assert.deepEqual(
    [tooLittle.body.code, tooLittle.body.errors],
    ['refund_mismatch', { refunds: ['Les remboursements doivent totaliser 35,99\u00a0$.'] }],
  )
})

test('a chain of exchanges is one account: each tender gives back what it took, and no more', async () => {
  // 45.99 by card; the large one for 11.50 more in cash; then a bag, and 47.49 come back.
  const saleId = await sell([line(medium)], card('45.99'))
  const larger = await exchange(saleId, { exchange_lines: [line(large)], payments: cash('20.00') })
  const first = larger.body.data.id
  const toBag = { lines: [{ sale_line: 2, quantity: '1' }], exchange_lines: [line(bag)] }
  const tooMuch = await exchange(first, { ...toBag, refunds: card('47.49') })
  assert.deepEqual([tooMuch.status, tooMuch.body.code], [422, 'refund_beyond_tender'])
  assert.deepEqual(tooMuch.body.errors, { 'refunds.0.amount': ['Au plus 45,99\u00a0$ sur ce mode de paiement.'] })
  const cheque = await exchange(first, { ...toBag, refunds: [{ method: 'cheque', amount: '47.49' }] })
  assert.equal(cheque.body.code, 'refund_beyond_tender')
  const toBagDone = await exchange(first, { ...toBag, refunds: [...card('45.99'), ...cash('1.50')] })
  assert.equal(toBagDone.status, 201, JSON.stringify(toBagDone.body))
  const last = { lines: [{ sale_line: 2, quantity: '1' }] }
  const noCard = await exchange(toBagDone.body.data.id, { ...last, refunds: card('10.00') })
  assert.equal(noCard.body.code, 'refund_beyond_tender')
  assert.equal((await exchange(toBagDone.body.data.id, { ...last, refunds: cash('10.00') })).status, 201)
  const [left] = await sql`
    select sum(payment.amount_minor - payment.change_minor)::int as amount from sale_payments payment
    join sales ticket on ticket.id = payment.sale_id
    where ticket.id = ${saleId} or ticket.root_sale_id = ${saleId} or ticket.origin_sale_id = ${saleId}`
  assert.equal(left?.amount, 0)
})

test('what was exchanged for other goods cannot be refunded through the first receipt as well', async () => {
  const saleId = await sell([line(medium), line(medium)], [...card('45.99'), ...cash('46.00')])
  const even = await exchange(saleId, { exchange_lines: [line(medium)] })
  const byCard = await exchange(even.body.data.id, { lines: [{ sale_line: 2, quantity: '1' }], refunds: card('45.99') })
  assert.equal(byCard.status, 201, JSON.stringify(byCard.body))
  const once = await exchange(saleId, { lines: [{ sale_line: 1, quantity: '1' }], refunds: card('45.99') })
  assert.equal(once.body.code, 'returns_too_much')
  const second = await exchange(saleId, { lines: [{ sale_line: 2, quantity: '1' }], refunds: card('45.99') })
  assert.deepEqual(second.body.errors, { 'refunds.0.amount': ['Au plus 0,00\u00a0$ sur ce mode de paiement.'] })
  const inCash = await exchange(saleId, { lines: [{ sale_line: 2, quantity: '1' }], refunds: cash('46.00') })
  assert.equal(inCash.status, 201, JSON.stringify(inCash.body))
})

test('discounts, prices and reservations of what is bought are as in a sale, and their rights too', async () => {
  const saleId = await sell([line(medium)], card('45.99'))
  const reservation = await manager.post('/api/v1/reservations', {
    store_id: shop.store.id,
    variant_id: large,
    quantity: '1',
  })
  assert.equal(reservation.status, 201, JSON.stringify(reservation.body))
  const bought = {
    exchange_lines: [
      line(large, '1', { discount: { type: 'percent', value: '10' }, reservation_id: reservation.body.data.id }),
      line(bag, '1', { unit_price: '8.00' }),
    ],
    discount: { type: 'amount', value: '3.00' },
  }
  const refused = await exchange(saleId, bought, seller)
  assert.equal(refused.status, 403)
  const lineOnly = { exchange_lines: [line(bag), line(large, '1', { discount: { type: 'percent', value: '10' } })] }
  assert.deepEqual(Object.keys((await exchange(saleId, lineOnly, seller)).body.errors), ['exchange_lines.1.discount'])
  const priced = { exchange_lines: [line(bag, '1', { unit_price: '8.00' })], refunds: card('37.99') }
  assert.deepEqual(Object.keys((await exchange(saleId, priced, seller)).body.errors), ['exchange_lines.0.unit_price'])
  // (45.00 + 8.00 − 3.00) and taxes on 42.45: 50.00 + 2.12 + 4.23 − 45.99.
  const done = await exchange(saleId, { ...bought, payments: card('10.36') })
  assert.equal(done.status, 201, JSON.stringify(done.body))
  assert.deepEqual([done.body.data.discount_total, done.body.data.flags], ['8.00', ['price_differs']])
  const taken = await manager.get(`/api/v1/reservations/${reservation.body.data.id}`)
  assert.equal(taken.body.data.status, 'consumed', JSON.stringify(taken.body))
  const unknown = await exchange(saleId, { exchange_lines: [{ sku: 'JAMAIS', quantity: '1' }] })
  assert.deepEqual(Object.keys(unknown.body.errors), ['exchange_lines.0.sku'])
})

test('who may not sell exchanges nothing', async () => {
  const saleId = await sell([line(medium)], card('45.99'))
  const only = as('manager', { storeIds: [shop.store.id], abilities: ['sales.return'] })
  const refused = await exchange(saleId, { exchange_lines: [line(large)], payments: card('11.50') }, only)
  assert.equal(refused.status, 403)
  assert.deepEqual(refused.body.errors, { exchange_lines: ['Vendre en échange demande la permission sales.create.'] })
})

test('in a store that sells nothing that it has not got, what comes back may be sold again at once', async () => {
  const strict = await makeShop(sql, { articles: [{ price: '10.00', taxClass: 'exempt' }], stock: 1 })
  const owner = as('owner')
  const policy = await owner.put(`/api/v1/stores/${strict.store.id}/stock-policy`, { below_zero: 'refuse' })
  assert.equal(policy.status, 200, JSON.stringify(policy.body))
  const article = strict.articles[0]?.variantId ?? 0
  const sold = await owner.post(SALES, saleOf(strict, { lines: [line(article)], payments: card('10.00') }))
  assert.equal(sold.status, 201)
  const swap = { exchange_lines: [line(article)] }
  const damaged = { lines: [{ sale_line: 1, quantity: '1', restock: false }] }
  const none = await exchange(sold.body.data.id, { ...swap, ...damaged }, owner)
  assert.deepEqual([none.status, none.body.code], [409, 'not_enough_stock'])
  assert.deepEqual(Object.keys(none.body.errors), ['exchange_lines.0.quantity'])
  assert.equal((await exchange(sold.body.data.id, swap, owner)).status, 201)
  assert.equal(await onHandOf(sql, strict.store.id, article), '0.000')
})

test('store credit pays for what is bought, and takes what is given back', async () => {
  const customerId = await makeCustomer(sql)
  const credit = async () => (await manager.get(`/api/v1/customers/${customerId}/credit`)).body.data.balances
  const saleId = await sell([line(medium)], card('45.99'), { customer_id: customerId })
  const down = await exchange(saleId, {
    exchange_lines: [line(bag)],
    refunds: [{ method: 'credit', amount: '35.99' }],
  })
  assert.equal(down.status, 201, JSON.stringify(down.body))
  assert.deepEqual(await credit(), [{ currency: 'CAD', balance: '35.99' }])
  const beyond = await exchange(down.body.data.id, {
    lines: [{ sale_line: 2, quantity: '1' }],
    exchange_lines: [line(large)],
    payments: [{ method: 'credit', amount: '47.49' }],
  })
  assert.deepEqual([beyond.status, beyond.body.code], [409, 'insufficient_credit'])
  const up = await exchange(down.body.data.id, {
    lines: [{ sale_line: 2, quantity: '1' }],
    exchange_lines: [line(large)],
    payments: [{ method: 'credit', amount: '35.99' }, ...card('11.50')],
  })
  assert.equal(up.status, 201, JSON.stringify(up.body))
  assert.deepEqual(await credit(), [])
})

test('an exchange is made in any store whose prices are told alike, and sent twice is made once', async () => {
  const saleId = await sell([line(medium)], card('45.99'))
  const inclusive = await makeShop(sql, { store: { prices_include_tax: true } })
  const owner = as('owner')
  const refused = await exchange(
    saleId,
    { store_id: inclusive.store.id, exchange_lines: [line(large)], payments: card('4.01') },
    owner,
  )
  assert.deepEqual(Object.keys(refused.body.errors), ['exchange_lines'])
  const body = { id: newId(), store_id: second.store.id, exchange_lines: [line(large)], payments: card('11.50') }
  const made = await exchange(saleId, body)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const again = await exchange(saleId, body)
  assert.deepEqual([again.status, again.body.data], [200, made.body.data])
})

test('reports count an exchange as no sale, its goods on both sides', async () => {
  const alone = await makeShop(sql, {
    articles: [
      { price: '10.00', taxClass: 'exempt' },
      { price: '15.00', taxClass: 'exempt' },
    ],
  })
  const owner = as('owner')
  const [ten = 0, fifteen = 0] = alone.articles.map(({ variantId }) => variantId)
  const sold = await owner.post(SALES, saleOf(alone, { lines: [line(ten, '2')], payments: card('20.00') }))
  await exchange(sold.body.data.id, { exchange_lines: [line(fifteen)], payments: card('5.00') }, owner)
  const day = sold.body.data.business_day
  const query = `date_from=${day}&date_to=${day}&store_id=${alone.store.id}&group_by=day`
  const { tickets, units, gross, discounts, returns, net, total } = (await owner.get(`/api/v1/reports/sales?${query}`))
    .body.data.totals
  assert.deepEqual(
    { tickets, units, gross, discounts, returns, net, total },
    { tickets: 1, units: '2', gross: '35.00', discounts: '0.00', returns: '-10.00', net: '25.00', total: '25.00' },
  )
  const [session] = await sql`
    select tickets, return_tickets, units::int, gross_minor::int, returns_minor::int, net_minor::int from session_totals
    where store_id = ${alone.store.id}`
  assert.deepEqual(
    { ...session },
    { tickets: 1, return_tickets: 1, units: 2, gross_minor: 3500, returns_minor: -1000, net_minor: 2500 },
  )
})

test('everything adds up', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
