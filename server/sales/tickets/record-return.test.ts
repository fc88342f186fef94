import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, makeTill, newId, onHandOf, saleOf, stockUp } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, { tills: 1, articles: [{ price: '9.99', cost: '4.00' }, {}], stock: 1000 })
const second = await makeShop(sql)
const euros = await makeShop(sql, { store: { tax_zone: 'FR', currency: 'EUR', time_zone: 'Europe/Paris' } })
const manager = as('manager', { storeIds: [shop.store.id, second.store.id, euros.store.id] })
const variantId = shop.articles[0]?.variantId ?? 0

type Money = { method: string; amount: string }
const card = (amount: string): Money[] => [{ method: 'card', amount }]
const cash = (amount: string): Money[] => [{ method: 'cash', amount }]

async function sell(quantity: number, payments: Money[], more = {}): Promise<string> {
  const lines = [{ variant_id: variantId, quantity: String(quantity) }]
  const answer = await manager.post(SALES, saleOf(shop, { lines, payments, ...more }))
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body.data.id
}

const takeBack = (saleId: string, quantity: string, refunds: Money[], more: Record<string, unknown> = {}) => {
  const { restock, ...head } = more
  const lines = [{ sale_line: 1, quantity, ...(restock !== undefined && { restock }) }]
  return manager.post(`${SALES}/${saleId}/returns`, { id: newId(), lines, refunds, ...head })
}

test('what comes back in parts is worth together what was paid, to the cent and for each tax', async () => {
  // 3 × 9.99 = 29.97; TPS 1.50, TVQ 2.99; 34.46.
  const saleId = await sell(3, card('34.46'))
  const parts = []
  for (const amount of ['11.49', '11.48', '11.49']) {
    const answer = await takeBack(saleId, '1', card(amount))
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    assert.equal(answer.body.message, 'Retour enregistré.')
    parts.push(answer.body.data)
  }
  const sumOf = (values: string[]) => values.reduce((sum, value) => sum + Math.round(Number(value) * 100), 0)
  assert.equal(sumOf(parts.map((part) => part.total)), -3446)
  assert.equal(sumOf(parts.map((part) => part.taxes[0].amount)), -150)
  assert.equal(sumOf(parts.map((part) => part.taxes[1].amount)), -299)
  assert.equal(parts[0].kind, 'return')
  assert.equal(parts[0].sale_id, saleId)
  assert.deepEqual(
    [parts[0].lines[0].quantity, parts[0].lines[0].unit_price, parts[0].lines[0].sale_line],
    ['-1', '9.99', 1],
  )
  const gone = await takeBack(saleId, '1', card('11.49'))
  assert.deepEqual([gone.status, gone.body.code], [409, 'returns_too_much'])
  assert.deepEqual(gone.body.errors, { 'lines.0.quantity': ['Il ne reste que 0 à retourner.'] })
})

test('a part of a weight comes back, and no more than what is left', async () => {
  const lines = [{ description: 'Vrac', unit_price: '12.00', tax_class: 'exempt', quantity: '0.750' }]
  const saleId = await sell(1, card('9.00'), { lines })
  assert.equal((await takeBack(saleId, '0.250', card('3.00'))).body.data.total, '-3.00')
  const tooMuch = await takeBack(saleId, '0.501', card('6.01'))
  assert.equal(tooMuch.status, 409)
  assert.deepEqual(tooMuch.body.errors, { 'lines.0.quantity': ['Il ne reste que 0,5 à retourner.'] })
  assert.equal((await takeBack(saleId, '0.500', card('6.00'))).status, 201)
})

test('goods come back on the shelf at the cost of their sale; damaged ones do not', async () => {
  const saleId = await sell(2, card('22.97'))
  const before = Number(await onHandOf(sql, shop.store.id, variantId))
  const damaged = await takeBack(saleId, '1', card('11.49'), { restock: false })
  assert.equal(damaged.status, 201)
  assert.equal(Number(await onHandOf(sql, shop.store.id, variantId)), before)
  const sound = await takeBack(saleId, '1', card('11.48'))
  assert.equal(Number(await onHandOf(sql, shop.store.id, variantId)), before + 1)
  const costs = await sql<{ sale_id: string; cost_minor: number }[]>`
    select sale_id, cost_minor from sale_lines where sale_id = any(${[damaged.body.data.id, sound.body.data.id]})`
  const costOf = (id: string) => costs.find((row) => row.sale_id === id)?.cost_minor
  assert.deepEqual([costOf(damaged.body.data.id), costOf(sound.body.data.id)], [0, -400])
})

test('no tender gives back more than it paid, and together they give back what is due', async () => {
  const saleId = await sell(2, [...card('10.00'), ...cash('20.00')])
  const tooMuch = await takeBack(saleId, '1', card('11.49'))
  assert.deepEqual([tooMuch.status, tooMuch.body.code], [422, 'refund_beyond_tender'])
  assert.deepEqual(tooMuch.body.errors, { 'refunds.0.amount': ['Au plus 10,00\u00a0$ sur ce mode de paiement.'] })
  const cheque = await takeBack(saleId, '1', [{ method: 'cheque', amount: '11.49' }])
  assert.equal(cheque.body.code, 'refund_beyond_tender')
  const tooLittle = await takeBack(saleId, '1', card('9.00'))
  assert.deepEqual([tooLittle.status, tooLittle.body.code], [422, 'refund_mismatch'])
  assert.equal((await takeBack(saleId, '1', [...card('10.00'), ...cash('1.50')])).status, 201)
})

test('cash refunds are rounded on all that came back so far, so that parts give what the whole would', async () => {
  // 3 × 9.99 and taxes = 34.46, paid 34.45 in cash.
  const saleId = await sell(3, cash('50.00'))
  const given = []
  for (const amount of ['11.50', '11.45', '11.50']) {
    const answer = await takeBack(saleId, '1', cash(amount))
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    given.push(answer.body.data.rounding)
  }
  assert.deepEqual(given, ['-0.01', '0.03', '-0.01'])
})

test('any store of the chain takes goods back, into its own stock and on its own register', async () => {
  const saleId = await sell(2, card('22.97'))
  const before = await onHandOf(sql, shop.store.id, variantId)
  await stockUp(sql, second.store.id, [variantId], 5)
  const answer = await takeBack(saleId, '1', card('11.49'), { store_id: second.store.id })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  assert.deepEqual(
    [answer.body.data.store_id, answer.body.data.register_id],
    [second.store.id, second.virtualRegisterId],
  )
  assert.equal(await onHandOf(sql, second.store.id, variantId), '6.000')
  assert.equal(await onHandOf(sql, shop.store.id, variantId), before)
  assert.equal((await takeBack(saleId, '2', card('22.97'))).status, 409)
})

test('a manager of another store returns a ticket that they may not read', async () => {
  const saleId = await sell(1, card('11.49'))
  const stranger = as('manager', { storeIds: [second.store.id] })
  assert.equal((await stranger.get(`${SALES}/${saleId}`)).status, 404)
  const body = { id: newId(), lines: [{ sale_line: 1, quantity: '1' }], refunds: card('11.49') }
  assert.equal((await stranger.post(`${SALES}/${saleId}/returns`, body)).status, 404)
  const here = await stranger.post(`${SALES}/${saleId}/returns`, { ...body, store_id: second.store.id })
  assert.equal(here.status, 201)
  const receipt = await stranger.get(`${SALES}/${here.body.data.id}/receipt`)
  assert.match(receipt.body.data.return_of, new RegExp(`^${shop.store.id}-${shop.virtualRegisterId}-0-`))
})

test('a store of another currency cannot take the goods back', async () => {
  const saleId = await sell(1, card('11.49'))
  const answer = await takeBack(saleId, '1', card('11.49'), { store_id: euros.store.id })
  assert.equal(answer.status, 422)
  assert.deepEqual(answer.body.errors, { store_id: ['Ce ticket est dans une autre monnaie.'] })
})

test('a return goes to the till that takes it, and is replayed like a sale', async () => {
  const saleId = await sell(2, card('22.97'))
  const till = await makeTill(sql, shop.store.id)
  const id = newId()
  const first = await takeBack(saleId, '1', card('11.49'), { id, register_id: till })
  assert.deepEqual([first.status, first.body.data.register_id, first.body.data.number], [201, till, 1])
  const again = await takeBack(saleId, '1', card('11.49'), { id, register_id: till })
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [200, 'true'])
  assert.deepEqual(again.body.data, first.body.data)
  const other = await takeBack(saleId, '2', card('22.97'), { id, register_id: till })
  assert.deepEqual([other.status, other.body.code], [409, 'duplicate_id'])
})

test('what is no sale, or no line of it, cannot be returned', async () => {
  const saleId = await sell(1, card('11.49'))
  const returned = await takeBack(saleId, '1', card('11.49'))
  assert.equal((await takeBack(returned.body.data.id, '1', card('11.49'))).status, 404)
  assert.equal((await takeBack(newId(), '1', card('11.49'))).status, 404)
  const path = `${SALES}/${saleId}/returns`
  const noLine = await manager.post(path, { id: newId(), lines: [{ sale_line: 2, quantity: '1' }], refunds: [] })
  assert.equal(noLine.status, 422)
  assert.deepEqual(noLine.body.errors, {
    'lines.0.sale_line': ['Cette ligne n’est pas une ligne vendue de ce ticket.'],
  })
  const twice = await manager.post(path, {
    id: newId(),
    lines: [
      { sale_line: 1, quantity: '0.5' },
      { sale_line: 1, quantity: '0.5' },
    ],
    refunds: [],
  })
  assert.deepEqual(twice.body.errors, { 'lines.1.sale_line': ['Cette ligne est déjà dans le retour.'] })
})

test('goods returned into negative stock bring its average back to their cost', async () => {
  const lines = [{ variant_id: shop.articles[1]?.variantId, quantity: '1001' }]
  const answer = await manager.post(SALES, saleOf(shop, { lines, payments: cash('40000') }))
  assert.deepEqual(answer.body.data.flags, ['stock_negative'])
  const refused = await takeBack(answer.body.data.id, '10', cash('1'), {})
  const due = /([\d.,\u00a0]+)\u00a0\$/.exec(refused.body.error)?.[1]?.replaceAll('\u00a0', '').replace(',', '.') ?? ''
  assert.equal((await takeBack(answer.body.data.id, '10', cash(due))).status, 201)
  assert.equal(await onHandOf(sql, shop.store.id, shop.articles[1]?.variantId ?? 0), '9.000')
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
