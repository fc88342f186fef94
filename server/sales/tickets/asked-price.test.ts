import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Answer, Client } from '../../../test/harness/client.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/sales.ts'

const { sql, as, service } = await testApplication({ after })
const [here, there] = [await makeStore(sql, { tax_zone: 'NONE' }), await makeStore(sql, { tax_zone: 'NONE' })]
const owner = as('owner')
const cashier = as('cashier', { storeIds: [here.id, there.id] })

const manager = as('manager', { storeIds: [here.id, there.id] })

const HOUR_MS = 60 * 60 * 1000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()

const total = ({ status, body }: Answer): string => {
  assert.equal(status, 201, JSON.stringify(body))
  return body.data.total
}
const isOverridden = ({ body }: Answer): boolean => body.data.flags.includes('price_differs')

/** Sells one, paid by what it costs; answers the sale, or the refusal. */
async function sell(storeId: number, line: object, amount: string, occurredAt?: string, seller: Client = cashier) {
  return seller.post('/api/v1/sales', {
    id: randomUUID(),
    store_id: storeId,
    ...(occurredAt !== undefined && { occurred_at: occurredAt }),
    lines: [{ quantity: '1', ...line }],
    payments: [{ method: 'card', amount }],
  })
}

describe('a sale without a unit price', () => {
  it('takes what its store asks at its moment, however it names the article', async () => {
    const { variantId, sku } = await makeArticle(sql, { price: '30.00', barcode: '4006381333931' })
    await owner.put(`/api/v1/product-variants/${variantId}/prices`, {
      prices: [
        { store_id: here.id, price: '20', starts_at: inHours(-2), ends_at: inHours(-1) },
        { store_id: here.id, price: '25', starts_at: inHours(-1), ends_at: inHours(1) },
        { store_id: here.id, price: '1', starts_at: inHours(1) },
      ],
    })
    for (const line of [{ variant_id: variantId }, { sku }, { barcode: '4006381333931' }]) {
      assert.equal(total(await sell(here.id, line, '25.00')), '25.00', JSON.stringify(line))
    }
    const line = { variant_id: variantId }
    assert.equal(total(await sell(there.id, line, '30.00')), '30.00')
    assert.equal(total(await sell(here.id, line, '20.00', inHours(-1.5))), '20.00')
    assert.equal(total(await sell(here.id, line, '30.00', inHours(-3))), '30.00')
    // A clock that is ahead does not bring the price of tomorrow.
    assert.equal(total(await sell(here.id, line, '25.00', inHours(2))), '25.00')
  })

  it('takes the price at the very start of a period, and not at its end', async () => {
    const { variantId } = await makeArticle(sql, { price: '30.00' })
    const [start, end] = ['2026-03-01T05:00:00.000Z', '2026-03-02T05:00:00.000Z']
    await owner.put(`/api/v1/product-variants/${variantId}/prices`, {
      prices: [{ store_id: here.id, price: '10', starts_at: start, ends_at: end }],
    })
    const line = { variant_id: variantId }
    assert.equal(total(await sell(here.id, line, '10.00', start, manager)), '10.00')
    assert.equal(total(await sell(here.id, line, '30.00', end, manager)), '30.00')
    assert.equal(total(await sell(here.id, line, '10.00', '2026-03-02T04:59:59.999Z', manager)), '10.00')
  })

  it('takes the price of now, for who may not set prices, where it is dated back by more than a day', async () => {
    const { variantId } = await makeArticle(sql, { price: '30.00' })
    await owner.put(`/api/v1/product-variants/${variantId}/prices`, {
      prices: [{ store_id: here.id, price: '10', starts_at: inHours(-72), ends_at: inHours(-20) }],
    })
    const line = { variant_id: variantId }
    const [lately, before] = [inHours(-23), inHours(-25)]
    assert.equal(total(await sell(here.id, line, '10.00', lately)), '10.00')
    const dated = await sell(here.id, line, '30.00', before)
    assert.deepEqual([total(dated), dated.body.data.occurred_at], ['30.00', before])
    const given = await sell(here.id, { ...line, unit_price: '10.00' }, '10.00', before)
    assert.deepEqual([given.status, Object.keys(given.body.errors)], [403, ['lines.0.unit_price']])
    for (const seller of [manager, service]) {
      assert.equal(total(await sell(here.id, line, '10.00', before, seller)), '10.00')
    }
  })

  it('holds a price that is given to what the store asks', async () => {
    const { variantId } = await makeArticle(sql, { price: '30.00' })
    await owner.put(`/api/v1/product-variants/${variantId}/prices`, { prices: [{ store_id: here.id, price: '12' }] })
    const asked = await sell(here.id, { variant_id: variantId, unit_price: '12.00' }, '12.00')
    assert.deepEqual([total(asked), isOverridden(asked)], ['12.00', false])
    const chain = await sell(here.id, { variant_id: variantId, unit_price: '30.00' }, '30.00')
    assert.deepEqual([chain.status, Object.keys(chain.body.errors)], [403, ['lines.0.unit_price']])
  })
})

describe('an article at an open price', () => {
  it('is sold at the price that the line gives, which is no change of one', async () => {
    const { productId } = await makeArticle(sql)
    const variants = `/api/v1/products/${productId}/variants`
    const open = (await owner.post(variants, { name: 'Don', is_open_price: true })).body.data
    assert.deepEqual([open.price, open.is_open_price], [null, true])
    const sold = await sell(here.id, { variant_id: open.id, unit_price: '7.00' }, '7.00')
    assert.deepEqual([total(sold), isOverridden(sold)], ['7.00', false])
    const refused = await sell(here.id, { variant_id: open.id }, '7.00')
    assert.deepEqual(
      [refused.status, refused.body.errors],
      [422, { 'lines.0.unit_price': ['Cet article se vend à prix libre\u00a0: donnez son prix unitaire.'] }],
    )
    const proposed = await owner.patch(`/api/v1/product-variants/${open.id}`, { price: '5' })
    assert.equal(proposed.body.data.price, '5.00')
    assert.equal((await sell(here.id, { variant_id: open.id }, '5.00')).status, 422)
    const closed = await owner.patch(`/api/v1/product-variants/${open.id}`, { price: null, is_open_price: false })
    assert.deepEqual(closed.body.errors, { price: ['Le prix est obligatoire.'] })
  })
})
