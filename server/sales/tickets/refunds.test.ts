import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const { sql, as } = await testApplication({ after })
const shop = await makeShop(sql)
const seller = as('manager', { storeIds: [shop.store.id] })

type Money = { method: string; amount: string }

/** Sells a number of units of one price without tax; answers how to take units of them back. */
async function sell(unitPrice: string, quantity: number, payments: Money[]) {
  const lines = [{ description: 'Article', unit_price: unitPrice, tax_class: 'exempt', quantity: String(quantity) }]
  const sold = await seller.post('/api/v1/sales', saleOf(shop, { lines, payments }))
  assert.equal(sold.status, 201)
  return (units: number, refunds: Money[], headers = {}) =>
    seller.post(
      `/api/v1/sales/${sold.body.data.id}/returns`,
      { id: newId(), lines: [{ sale_line: 1, quantity: String(units) }], refunds },
      headers,
    )
}

const cash = (amount: string): Money => ({ method: 'cash', amount })
const card = (amount: string): Money => ({ method: 'card', amount })

test('cash paid to the cent comes back to the cent: no more than the tender paid', async () => {
  const takeBack = await sell('10.03', 1, [cash('10.03')])
  assert.equal((await takeBack(1, [cash('10.05')])).status, 422)
  const answer = await takeBack(1, [cash('10.03')])
  assert.equal(answer.status, 201)
  assert.equal(answer.body.data.rounding, '0.00')
})

test('a refund by card never exceeds what is due, whatever is said of cash', async () => {
  const takeBack = await sell('3.00', 4, [card('6.00'), cash('6.00')])
  for (const refunds of [[card('6.00'), cash('0')], [card('6.00')], [card('3.00'), cash('3.00')]]) {
    const answer = await takeBack(1, refunds)
    assert.equal(answer.status, 422, JSON.stringify(refunds))
    assert.equal(answer.body.code, 'refund_mismatch')
  }
  assert.equal((await takeBack(1, [card('3.00')])).status, 201)
  assert.equal((await takeBack(1, [card('2.00'), cash('1.00')])).status, 201)
  assert.equal((await takeBack(2, [card('1.00'), cash('5.00')])).status, 201)
})

test('what rounding left of a ticket paid by card and in cash needs no refund in cash', async () => {
  const takeBack = await sell('5.01', 2, [card('5.00'), cash('5.00')])
  assert.equal((await takeBack(1, [cash('5.00')])).status, 201)
  const last = await takeBack(1, [card('5.00')])
  assert.equal(last.status, 201)
  assert.equal(last.body.data.rounding, '0.01')
})

test('two cents that were paid with nothing come back with nothing, on card they come back', async () => {
  const inCash = await sell('0.02', 1, [cash('0')])
  assert.equal((await inCash(1, [])).status, 201)
  const byCard = await sell('0.02', 1, [card('0.02')])
  assert.equal((await byCard(1, [])).status, 422)
  assert.equal((await byCard(1, [cash('0')])).status, 422)
  assert.equal((await byCard(1, [card('0.02')])).status, 201)
})

test('a refusal writes its amounts in the language of its sentence', async () => {
  const takeBack = await sell('1234.00', 1, [cash('1234.00')])
  const french = await takeBack(1, [cash('1')])
  assert.deepEqual(french.body.errors, { refunds: ['Les remboursements doivent totaliser 1\u00a0234,00\u00a0$.'] })
  const english = await takeBack(1, [cash('1')], { 'accept-language': 'en' })
  assert.deepEqual(english.body.errors, { refunds: ['The refunds must add up to $1,234.00.'] })
  assert.equal(english.body.error, 'The refunds must add up to $1,234.00')
})

test('what a card paid is owed by the card: nothing in cash is no refund', async () => {
  const byCard = await sell('40.00', 1, [card('40.00')])
  assert.equal((await byCard(1, [cash('0')])).status, 422)
  assert.equal((await byCard(1, [])).status, 422)
  const byBoth = await sell('40.00', 1, [card('35.00'), cash('5.00')])
  for (const refunds of [[cash('5.00')], [cash('0')], [card('34.00'), cash('5.00')]]) {
    assert.equal((await byBoth(1, refunds)).status, 422, JSON.stringify(refunds))
  }
  assert.equal((await byBoth(1, [card('35.00'), cash('5.00')])).status, 201)
})

test('whatever was paid and however it comes back in parts, something can always be given back, and all of it is', async () => {
  for (let cents = 1001; cents <= 1010; cents += 1) {
    const price = (cents / 100).toFixed(2)
    const ways: [Money[], (unit: number) => Money[]][] = [
      [[card('10.00'), cash('50.00')], (unit) => (unit === 1 ? [card('10.00')] : [])],
      [
        [card('20.01'), cash('50.00')],
        (unit) => (unit === 1 ? [] : [card([price, '9.90', (10.11 - cents / 100).toFixed(2)][unit - 2] ?? '')]),
      ],
      [[cash(((4 * cents) / 100).toFixed(2))], () => []],
    ]
    for (const [payments, others] of ways) {
      const takeBack = await sell(price, 4, payments)
      let given = 0
      for (const unit of [1, 2, 3, 4]) {
        const probe = await takeBack(1, [...others(unit), cash('0.01')])
        const told = /\d+,\d\d/.exec(probe.body.errors?.refunds?.[0] ?? '')?.[0]?.replace(',', '.')
        assert.ok(told !== undefined, JSON.stringify(probe.body))
        const byOthers = others(unit).reduce((sum, { amount }) => sum + Number(amount), 0)
        const inCash = (Number(told) - byOthers).toFixed(2)
        const answer = await takeBack(1, [...others(unit), ...(inCash === '0.00' ? [] : [cash(inCash)])])
        assert.equal(answer.status, 201, `${price} ${JSON.stringify([payments, unit, inCash, answer.body])}`)
        given += Number(told)
      }
      assert.ok(Math.abs(given - (4 * cents) / 100) < 0.03, `${given} of four times ${price}`)
    }
  }
})
