import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeCategory, makeProduct } from '../../../test/harness/catalog.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeStore } from '../../../test/harness/factories.ts'

const { sql, as } = await testApplication({ after })
const mine = await makeStore(sql, { name: 'Le mien' })
const other = await makeStore(sql, { name: 'Un autre' })
const owner = as('owner')
const manager = as('manager', { storeIds: [mine.id] })

const food = await makeCategory(sql, { name: 'Alimentation' })
const cheese = await makeCategory(sql, { name: 'Fromages', parent_id: food.id })
const brie = await makeProduct(sql, {
  name: 'Brie',
  price: '4',
  category_id: cheese.id,
  vendor: 'Ferme',
  tags: ['lait', 'doux'],
})
const comte = await makeProduct(sql, {
  name: 'Comté',
  price: '12',
  category_id: cheese.id,
  vendor: 'Ferme',
  tags: ['lait'],
  store_ids: [other.id],
})
const bread = await makeProduct(sql, {
  name: 'Pain',
  price: '2',
  category_id: food.id,
  tax_class: 'exempt',
  store_ids: [mine.id],
})
await makeProduct(sql, { name: 'Sac', price: undefined, is_active: false, is_featured: true })

const put = (id: number, store: number, onHand: string) =>
  owner.put(`/api/v1/product-variants/${id}/stock`, { store_id: store, on_hand: onHand, reason: 'test' })
await put(firstVariant(comte), other.id, '3')
await put(firstVariant(bread), mine.id, '5')

const facets = async (client: Client, query = '') => {
  const { status, body } = await client.get(`/api/v1/products/facets${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.data
}

describe('facets', () => {
  it('spread the whole catalogue', async () => {
    assert.deepEqual(await facets(owner), {
      total: 4,
      categories: [
        { id: food.id, name: 'Alimentation', parent_id: null, count: 3 },
        { id: cheese.id, name: 'Fromages', parent_id: food.id, count: 2 },
      ],
      price_ranges: [
        { from: '2.00', to: '4.00', count: 1 },
        { from: '4.00', to: '10.00', count: 1 },
        { from: '10.00', to: null, count: 1 },
      ],
      stores: [
        { id: mine.id, name: 'Le mien', count: 3 },
        { id: other.id, name: 'Un autre', count: 3 },
      ],
      availability: { in_stock: 2, out_of_stock: 2 },
      vendors: [{ value: 'Ferme', count: 2 }],
      tags: [
        { value: 'lait', count: 2 },
        { value: 'doux', count: 1 },
      ],
      tax_classes: [
        { value: 'standard', count: 3 },
        { value: 'exempt', count: 1 },
      ],
      active: { yes: 3, no: 1 },
      featured: { yes: 1, no: 3 },
    })
  })

  it('count what the list lists, for any filter and search', async () => {
    const queries = [
      '?q=brie',
      '?q=bire&fuzzy=false',
      `?category_id=${food.id}`,
      `?category_id=${cheese.id}&price_min=5`,
      '?vendor=Ferme',
      '?tag=doux',
      '?is_active=true',
      `?store_id=${mine.id}`,
      '?tax_class=exempt',
      '?availability=in_stock',
      `?availability=out_of_stock&store_id=${mine.id}`,
      '?price_min=3&price_max=13',
    ]
    for (const query of queries) {
      const found = await facets(owner, query)
      const { body } = await owner.get(`/api/v1/products${query}`)
      assert.equal(found.total, body.meta.total, query)
      assert.equal(found.active.yes + found.active.no, found.total, query)
      assert.equal(found.availability.in_stock + found.availability.out_of_stock, found.total, query)
    }
  })

  it('of a category count as its filter does', async () => {
    for (const { id, count } of (await facets(owner)).categories) {
      assert.equal((await facets(owner, `?category_id=${id}`)).total, count)
    }
  })

  it('are only those asked for', async () => {
    assert.deepEqual(await facets(owner, '?include=active,vendors&q=brie'), {
      total: 1,
      vendors: [{ value: 'Ferme', count: 1 }],
      active: { yes: 1, no: 0 },
    })
    const refused = await owner.get('/api/v1/products/facets?include=costs')
    assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['include']])
  })

  it('of nothing are empty', async () => {
    const found = await facets(owner, '?q=introuvable')
    assert.deepEqual([found.total, found.categories, found.price_ranges, found.tags], [0, [], [], []])
    assert.deepEqual(found.availability, { in_stock: 0, out_of_stock: 0 })
  })
})

describe('another store', () => {
  it('is not named, and its stock is not counted', async () => {
    const found = await facets(manager)
    assert.deepEqual(found.stores, [{ id: mine.id, name: 'Le mien', count: 3 }])
    assert.deepEqual(found.availability, { in_stock: 1, out_of_stock: 3 })
    assert.equal((await facets(manager, `?store_id=${other.id}`)).total, 0)
    assert.equal((await facets(manager, `?availability=in_stock&store_id=${other.id}`)).total, 0)
    const { body } = await manager.get('/api/v1/products?availability=in_stock')
    assert.deepEqual(
      body.data.map(({ id }: { id: number }) => id),
      [bread.id],
    )
  })
})

describe('stock', () => {
  it('is told as it is now, whatever was told before', async () => {
    const before = await facets(manager)
    await put(firstVariant(brie), mine.id, '1')
    assert.equal((await facets(manager)).availability.in_stock, before.availability.in_stock + 1)
    const { body } = await manager.get(`/api/v1/products?availability=in_stock&store_id=${mine.id}&sort=name`)
    assert.deepEqual(
      body.data.map(({ id }: { id: number }) => id),
      [brie.id, bread.id],
    )
  })

  it('is not told to those who may not see it', async () => {
    const buyer = as('manager', { storeIds: [mine.id], abilities: ['products.view'] })
    assert.equal((await facets(buyer)).availability, null)
    for (const path of ['products', 'products/facets']) {
      assert.equal((await buyer.get(`/api/v1/${path}?availability=in_stock`)).status, 403)
    }
  })
})
