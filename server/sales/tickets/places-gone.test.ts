import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'

test('a store that was deleted sells no more, and still answers for what it sold', async (t) => {
  const { sql, as } = await testApplication(t)
  const shop = await makeShop(sql, { stock: 0 })
  const owner = as('owner')
  const lines = [{ description: 'Carte', unit_price: '2.00', quantity: '1' }]
  const sale = saleOf(shop, { lines })
  assert.equal((await owner.post(SALES, sale)).status, 201)
  assert.equal((await owner.del(`/api/v1/stores/${shop.store.id}`)).status, 200)
  assert.equal((await owner.post(SALES, saleOf(shop, { lines }))).status, 404)
  const again = await owner.post(SALES, sale)
  assert.equal(again.status, 200)
  assert.equal(again.headers['idempotent-replayed'], 'true')
})

test('a register that was deleted takes no new ticket, whether it ever had one or not', async (t) => {
  const { sql, as } = await testApplication(t)
  const shop = await makeShop(sql, { tills: 2 })
  const [used, unused] = shop.tillIds
  const owner = as('owner')
  const sale = saleOf(shop, { register_id: used })
  assert.equal((await owner.post(SALES, sale)).status, 201)
  for (const id of [used, unused]) {
    assert.equal((await owner.del(`/api/v1/registers/${id}`)).status, 200)
    const refused = await owner.post(SALES, saleOf(shop, { register_id: id }))
    assert.equal(refused.status, 422)
    assert.deepEqual(Object.keys(refused.body.errors), ['register_id'])
  }
  assert.equal((await owner.post(SALES, sale)).status, 200)
})
