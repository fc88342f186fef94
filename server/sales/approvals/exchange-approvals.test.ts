// Approvals of what comes back: what is bought in exchange, goods without a receipt, and deposits that carry no discount.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { givePin, PIN } from '../../../test/harness/pins.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'
import { verifyInstallation } from '../../verification.ts'

const SALES = '/api/v1/sales'
const application = await testApplication({ after })
const { sql, as, log } = application
const shop = await makeShop(sql, { articles: [{ price: '100.00' }, { price: '2.00' }], tills: 1 })
const here = { storeIds: [shop.store.id] }
const cashier = as('cashier', here)
const [chair = 0, bottle = 0] = shop.articles.map(({ variantId }) => variantId)
const approver = await makeUser(sql, { name: 'Gisèle', roles: ['manager'], ...here })
await givePin(sql, approver.id)

async function approve(action: string, details: object): Promise<string> {
  const answer = await cashier.post('/api/v1/approvals', {
    store_id: shop.store.id,
    approver_id: approver.id,
    pin: PIN,
    action,
    reason: 'Client fidèle',
    details,
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data.id
}

async function sold(overrides: object = {}): Promise<string> {
  const payments = [{ method: 'card', amount: '114.98' }]
  const answer = await cashier.post(SALES, saleOf(shop, { payments, ...overrides }))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data.id
}

/** The chair comes back, and another is bought at half its price, or at what is said. */
const exchange = (saleId: string, overrides: object = {}) =>
  cashier.post(`${SALES}/${saleId}/returns`, {
    id: newId(),
    lines: [{ sale_line: 1, quantity: '1' }],
    exchange_lines: [{ variant_id: chair, quantity: '1', discount: { type: 'percent', value: '50' } }],
    refunds: [{ method: 'card', amount: '57.49' }],
    ...overrides,
  })

test('what is bought in exchange stays within the limit, or is approved', async () => {
  const sale = await sold()
  const refused = await exchange(sale)
  assert.deepEqual(
    [refused.status, refused.body.code, Object.keys(refused.body.errors)],
    [403, 'approval_required', ['exchange_lines.0.discount']],
  )
  const exchange_lines = [{ variant_id: chair, quantity: '1', unit_price: '50.00' }]
  const priced = await exchange(sale, { exchange_lines })
  assert.deepEqual([priced.status, Object.keys(priced.body.errors)], [403, ['exchange_lines.0.unit_price']])
  const approvals = [await approve('discount', { line: 1, from: '100.00', percent: '50' })]
  const exchanged = await exchange(sale, { approvals })
  assert.deepEqual([exchanged.status, exchanged.body.data?.approvals.length], [201, 1], JSON.stringify(exchanged.body))
  const other = [await approve('price_override', { from: '100', to: '50' })]
  assert.equal((await exchange(await sold(), { approvals: other, exchange_lines })).status, 201)
})

test('goods without a receipt come back with an approval of as much', async () => {
  const back = (overrides: object = {}) =>
    cashier.post('/api/v1/returns', {
      id: newId(),
      store_id: shop.store.id,
      lines: [{ variant_id: chair, quantity: '1' }],
      refunds: [{ method: 'card', amount: '114.98' }],
      reason: 'Reçu perdu',
      ...overrides,
    })
  const refused = await back()
  assert.deepEqual(
    [refused.status, refused.body.code, Object.keys(refused.body.errors)],
    [403, 'approval_required', ['approvals']],
  )
  const small = [await approve('return_without_receipt', { amount: '114.97' })]
  assert.equal((await back({ approvals: small })).status, 403)
  const discount = [await approve('discount', { from: '100.00', percent: '50' })]
  assert.equal((await back({ approvals: discount })).status, 403)
  const approvals = [await approve('return_without_receipt', { amount: '114.98' })]
  const taken = await back({ approvals })
  assert.deepEqual([taken.status, taken.body.data?.approvals[0].approver_name], [201, 'Gisèle'])
  assert.equal((await back({ approvals })).body.code, 'approval_used')
  const practised = await cashier.post('/api/v1/returns', {
    id: newId(),
    store_id: shop.store.id,
    lines: [{ variant_id: chair, quantity: '1' }],
    refunds: [{ method: 'card', amount: '114.98' }],
    reason: 'Exercice',
    training: true,
    approvals: [await approve('return_without_receipt', {})],
  })
  assert.deepEqual([practised.status, practised.body.data?.training], [201, true], JSON.stringify(practised.body))
})

test('a deposit carries no discount, and moves no line', async () => {
  const set = await as('manager', here).put(`/api/v1/product-variants/${bottle}/fees`, {
    fees: [{ kind: 'deposit', label: 'Consigne', amount: '0.10', tax_class: 'exempt' }],
  })
  assert.equal(set.status, 200, JSON.stringify(set.body))
  const lines = [
    { variant_id: bottle, quantity: '10' },
    { variant_id: chair, quantity: '1' },
  ]
  const sell = (overrides: object) => cashier.post(SALES, saleOf(shop, { lines, ...overrides }))
  // Ten percent of 120.00 on the goods; one more cent would be beyond.
  assert.equal((await sell({ discount: { type: 'amount', value: '12.00' } })).status, 201)
  assert.equal((await sell({ discount: { type: 'amount', value: '12.01' } })).status, 403)
  // The chair is the second line that was asked for, and the third of the ticket.
  const [first, second] = [
    await approve('price_override', { line: 1, from: '100', to: '80' }),
    await approve('price_override', { line: 2, from: '100', to: '80' }),
  ]
  const cheaper = [lines[0], { ...lines[1], unit_price: '80.00' }]
  const refused = await sell({ lines: cheaper, approvals: [first] })
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [403, ['lines.1.unit_price']])
  assert.equal((await sell({ lines: cheaper, approvals: [second] })).status, 201)
})

test('exchanges are practised along their chain, never above what remains', async () => {
  const sale = await sold({ training: true })
  const at = { exchange_lines: [{ variant_id: chair, quantity: '1' }], refunds: [], training: true }
  const first = await exchange(sale, at)
  assert.deepEqual([first.status, first.body.data?.training], [201, true], JSON.stringify(first.body))
  const [, bought] = first.body.data.lines
  assert.equal(bought.kind, 'sale')
  const back = (id: string) =>
    cashier.post(`${SALES}/${id}/returns`, {
      id: newId(),
      training: true,
      lines: [{ sale_line: bought.line, quantity: '1' }],
      refunds: [{ method: 'card', amount: '114.98' }],
    })
  const answers = await Promise.all([1, 2, 3, 4].map(() => back(first.body.data.id)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
  assert.equal((await exchange(sale, at)).status, 409)
})

test('what a till gave away in exchange is looked at, on the lines of the ticket', async () => {
  const till = await makeTillOn(application, as('manager', here), {
    storeId: shop.store.id,
    registerId: shop.tillIds[0] ?? 0,
  })
  const { id } = await cashier.person
  const { body } = await till.deliver([
    till.record('return', {
      sale_id: await sold(),
      cashier_id: id,
      lines: [{ sale_line: 1, quantity: '1' }],
      exchange_lines: [
        { variant_id: chair, quantity: '1', unit_price: '100.00', discount: { type: 'percent', value: '50' } },
      ],
      refunds: [{ method: 'card', amount: '57.49' }],
    }),
  ])
  const [answer] = body.data
  assert.deepEqual([answer.status, answer.data?.flags], [201, ['not_approved']], JSON.stringify(answer))
  const [review] = await sql<[{ details: { lines: object[] } }]>`
    select details from reviews where subject_id = ${answer.data.id} and flag = 'not_approved'`
  assert.deepEqual(review.details.lines, [{ line: 2, percent: '50' }])
})

test('all of it adds up, and nothing was a fault of ours', async () => {
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
