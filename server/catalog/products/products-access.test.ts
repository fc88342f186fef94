import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeProduct } from '../../../test/harness/catalog.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeStore } from '../../../test/harness/factories.ts'

const { sql, as, guest, service } = await testApplication({ after })
const mine = await makeStore(sql)
const other = await makeStore(sql)
const owner = as('owner')
const manager = as('manager', { storeIds: [mine.id] })
const stranger = as('manager', { storeIds: [other.id] })
const cashier = as('cashier', { storeIds: [mine.id] })
const clerk = as('stock_clerk', { storeIds: [mine.id] })
const analyst = as('analyst', { storeIds: [mine.id] })

describe('who may do what with products', () => {
  type Row = [name: string, call: (client: Client) => Promise<{ status: number }>, statuses: number[]]
  const callers = { guest, owner, manager, stranger, cashier, clerk, analyst, service }
  const fresh = async (work: (product: { id: number }) => Promise<{ status: number }>) => work(await makeProduct(sql))
  // Columns: guest, owner, manager of a store, manager of another, cashier, stock clerk, analyst, service.
  const all = (status: number) => [401, ...Array(7).fill(status)]
  const writers = (status: number) => [401, status, status, status, 403, 403, 403, status]
  const table: Row[] = [
    ['list', (client) => client.get('/api/v1/products'), all(200)],
    ['read', (client) => fresh(({ id }) => client.get(`/api/v1/products/${id}`)), all(200)],
    ['create', (client) => client.post('/api/v1/products', { name: 'Essai' }), writers(201)],
    ['put', (client) => fresh(({ id }) => client.put(`/api/v1/products/${id}`, {})), writers(200)],
    ['patch', (client) => fresh(({ id }) => client.patch(`/api/v1/products/${id}`, {})), writers(200)],
    ['delete', (client) => fresh(({ id }) => client.del(`/api/v1/products/${id}`)), writers(200)],
    ['restore', (client) => fresh(({ id }) => client.post(`/api/v1/products/${id}/restore`)), writers(200)],
    ['variants', (client) => fresh(({ id }) => client.get(`/api/v1/products/${id}/variants`)), all(200)],
    ['look-up', (client) => client.get('/api/v1/variants/lookup?code=x'), all(200)],
    [
      'new variant',
      (client) => fresh(({ id }) => client.post(`/api/v1/products/${id}/variants`, { price: 1 })),
      writers(201),
    ],
  ]
  for (const [name, call, statuses] of table) {
    it(name, async () => {
      const got: Record<string, number> = {}
      for (const [caller, client] of Object.entries(callers)) got[caller] = (await call(client)).status
      assert.deepEqual(got, Object.fromEntries(Object.keys(callers).map((caller, index) => [caller, statuses[index]])))
    })
  }

  it('names who made a product only to those who work with them', async () => {
    const { id } = (await manager.post('/api/v1/products', { name: 'Fait par un gérant' })).body.data
    const { id: makerId } = await manager.person
    const makerSeenBy = async (client: Client) => [
      (await client.get(`/api/v1/products/${id}`)).body.data.creator,
      (await client.get(`/api/v1/products?ids=${id}&include=creator`)).body.data[0].creator,
    ]
    for (const client of [owner, manager, cashier]) {
      for (const creator of await makerSeenBy(client)) assert.equal(creator?.id, makerId)
    }
    assert.deepEqual(await makerSeenBy(stranger), [null, null])
  })

  it('shows costs only to those who may see them', async () => {
    const product = await makeProduct(sql, { price: '10', cost: '6.5' })
    const paths = [
      `/api/v1/products/${product.id}`,
      `/api/v1/products?ids=${product.id}&include=variants`,
      `/api/v1/products/${product.id}/variants`,
      `/api/v1/product-variants/${firstVariant(product)}`,
    ]
    for (const path of paths) {
      const seen = JSON.stringify((await owner.get(path)).body)
      assert.match(seen, /"cost":"6.50"/, path)
      assert.match(seen, /"margin":"3.50"/, path)
      for (const client of [cashier, clerk])
        assert.doesNotMatch(JSON.stringify((await client.get(path)).body), /"6\.5|"3\.5/)
    }
  })

  it('shows a person only their own stores', async () => {
    const product = await makeProduct(sql, { store_ids: [mine.id, other.id] })
    const read = async (client: Client) => (await client.get(`/api/v1/products/${product.id}`)).body.data.stores
    assert.deepEqual(await read(cashier), [{ id: mine.id, name: mine.name }])
    assert.equal((await read(owner)).length, 2)
    const refused = await manager.patch(`/api/v1/products/${product.id}`, { store_ids: [mine.id, other.id] })
    assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['store_ids.1']])
    // Leaving one's own store does not take the product from a store that one cannot see.
    assert.equal((await manager.patch(`/api/v1/products/${product.id}`, { store_ids: [] })).status, 200)
    assert.deepEqual(await read(owner), [{ id: other.id, name: other.name }])
    assert.equal((await cashier.get(`/api/v1/products/${product.id}`)).body.data.sold_everywhere, false)
  })
})
