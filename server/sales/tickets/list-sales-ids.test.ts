import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, saleOf } from '../../../test/harness/sales.ts'

test('tickets are listed by their ids, those of the reader’s stores only', async (t) => {
  const { sql, as } = await testApplication(t)
  const [shop, other] = [await makeShop(sql), await makeShop(sql)]
  const [first, second, foreign] = [saleOf(shop), saleOf(shop), saleOf(other)]
  for (const sale of [first, second, foreign]) assert.equal((await as('owner').post('/api/v1/sales', sale)).status, 201)
  const reader = as('analyst', { storeIds: [shop.store.id] })
  const list = async (ids: string) => (await reader.get(`/api/v1/sales?ids=${ids}`)).body
  const found = await list(`${first.id.toUpperCase()},${foreign.id}`)
  assert.deepEqual(
    found.data.map((sale: { id: string }) => sale.id),
    [first.id],
  )
  assert.equal(found.meta.total, 1)
  for (const ids of ['1', 'x', Array(101).fill(first.id).join()]) {
    assert.deepEqual(Object.keys((await list(ids)).errors), ['ids'], ids)
  }
})
