import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import postgres from 'postgres'
import { makeCategory, makeProduct, nextBarcode } from '../../../test/harness/catalog.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { type Queryable, withTransaction } from '../../platform/database/connect.ts'
import { VALUE_TYPES } from '../../platform/database/value-types.ts'
import { ensureTaxRules } from '../../stores/index.ts'
import { deleteProduct } from './delete-product.ts'
import { getProduct } from './get-product.ts'
import { listProducts, type ProductListQuery } from './list-products.ts'
import { RELATIONS } from './select-products.ts'

const { sql, url } = await testDatabase({ after })
await withTransaction(sql, {}, ensureTaxRules)

const statements: string[] = []
/** Sees every statement that reaches the database, but the driver's own question for array types. */
const watched = postgres(url, {
  max: 1,
  types: VALUE_TYPES,
  debug: (_connection, query) => {
    if (!query.includes('pg_catalog.pg_type')) statements.push(query)
  },
})
after(() => watched.end())

const store = await makeStore(sql)
const otherStore = await makeStore(sql)
const food = await makeCategory(sql, { name: 'Alimentation' })
const drinks = await makeCategory(sql, { name: 'Boissons', parent_id: food.id })
const juices = await makeCategory(sql, { name: 'Jus', parent_id: drinks.id })
const barcode = nextBarcode()
const upc = '036000291452'

const juice = await makeProduct(sql, {
  name: 'Jus d’été à la pêche',
  category_id: juices.id,
  price: '4.50',
  sku: 'JUS-1',
})
const brulee = await makeProduct(sql, {
  name: 'Crème brûlée',
  category_id: food.id,
  price: '6.00',
  barcode,
  is_featured: true,
})
const creme = await makeProduct(sql, {
  name: 'Crème',
  price: '3.00',
  sku: 'ÉTÉ-9',
  tax_class: 'exempt',
  external_id: 'ext-9',
})
const chair = await makeProduct(sql, {
  name: 'Chaise crème 100 %',
  price: '80',
  is_active: false,
  store_ids: [store.id],
  variants: [{ name: 'Luxe', price: '200', barcode: upc }],
})
const bare = await makeProduct(sql, { name: 'Zoo', price: undefined })
const gone = await makeProduct(sql, { name: 'Crème partie', category_id: food.id })
await withTransaction(sql, {}, (tx) => deleteProduct(tx, gone.id, []))

/** No room that keeps stock stands here. */
const nothing = (queryable: Queryable) => queryable`false`
const list = async (query: ProductListQuery, actor: Actor = systemActor) =>
  (await listProducts(sql, actor, query, nothing)).data
const ids = async (query: ProductListQuery) => (await list(query)).map((product) => product.id)
const sorted = async (query: ProductListQuery) => (await ids(query)).sort((left = 0, right = 0) => left - right)

describe('filters', () => {
  it('a category counts what is under it', async () => {
    assert.deepEqual(await sorted({ category_id: food.id }), [juice.id, brulee.id])
    assert.deepEqual(await sorted({ category_id: drinks.id }), [juice.id])
    assert.deepEqual(await ids({ category_id: 999 }), [])
  })

  it('a price is one of the active variants’', async () => {
    assert.deepEqual(await sorted({ price_min: '4.5', price_max: '6' }), [juice.id, brulee.id])
    assert.deepEqual(await sorted({ price_min: 100 }), [chair.id])
    assert.deepEqual(await sorted({ price_max: '3.0000' }), [creme.id])
    assert.deepEqual(await ids({ price_min: '100', price_max: '150' }), [])
  })

  it('a store sells what is for all stores and what is for it', async () => {
    assert.deepEqual(await sorted({ store_id: store.id }), [juice.id, brulee.id, creme.id, chair.id, bare.id])
    assert.deepEqual(await sorted({ store_id: otherStore.id }), [juice.id, brulee.id, creme.id, bare.id])
    assert.deepEqual(await ids({ store_id: 999 }), [])
    const manager: Actor = { ...systemActor, kind: 'user', storeIds: [otherStore.id] }
    assert.deepEqual(await list({ store_id: store.id }, manager), [])
  })

  it('flags, classes and codes', async () => {
    assert.deepEqual(await ids({ is_active: false }), [chair.id])
    assert.deepEqual(await ids({ is_featured: true }), [brulee.id])
    assert.deepEqual(await ids({ tax_class: 'exempt' }), [creme.id])
    assert.deepEqual(await ids({ sku: 'JUS-1' }), [juice.id])
    assert.deepEqual(await ids({ sku: 'jus-1' }), [])
    assert.deepEqual(await ids({ barcode }), [brulee.id])
    assert.deepEqual(await ids({ barcode: `0${upc}` }), [chair.id])
    assert.deepEqual(await ids({ external_id: 'ext-9' }), [creme.id])
    assert.deepEqual(await sorted({ ids: `${juice.id},${gone.id},${creme.id}` }), [juice.id, creme.id])
  })
})

describe('search', () => {
  it('ignores accents and case; every word must be found, in a name, a SKU or a barcode', async () => {
    assert.deepEqual(await sorted({ q: 'CREME' }), [brulee.id, creme.id, chair.id])
    assert.deepEqual(await ids({ q: 'brulee creme' }), [brulee.id])
    assert.deepEqual(await sorted({ q: 'ete' }), [juice.id])
    assert.deepEqual(await sorted({ q: 'été' }), [juice.id, creme.id])
    assert.deepEqual(await ids({ q: 'jus-1' }), [juice.id])
    assert.deepEqual(await ids({ q: barcode.slice(0, 10) }), await ids({ q: barcode }))
    assert.deepEqual(await ids({ q: barcode }), [brulee.id])
    assert.deepEqual(await ids({ q: `${upc} luxe` }), [])
    assert.deepEqual(await ids({ q: 'creme introuvable' }), [])
  })

  it('takes wildcards to the letter', async () => {
    assert.deepEqual(await ids({ q: '100 %' }), [chair.id])
    assert.deepEqual(await ids({ q: '%' }), [chair.id])
    assert.deepEqual(await ids({ q: '_' }), [])
    assert.deepEqual(await ids({ q: '\\' }), [])
  })

  it('answers the best first when no order is asked for', async () => {
    assert.deepEqual(await ids({ q: 'crème' }), [creme.id, brulee.id, chair.id])
    assert.deepEqual(await ids({ q: 'crème', sort: '-price' }), [chair.id, brulee.id, creme.id])
  })

  it('walks by cursor too', async () => {
    const first = await listProducts(sql, systemActor, { q: 'creme', cursor: '', per_page: 2 }, nothing)
    const cursor = first.meta !== undefined && 'next_cursor' in first.meta ? (first.meta.next_cursor ?? '') : ''
    const second = await listProducts(sql, systemActor, { q: 'creme', cursor, per_page: 2 }, nothing)
    assert.deepEqual([...first.data, ...second.data].length, 3)
    assert.deepEqual(second.meta, { next_cursor: null, per_page: 2 })
  })
})

describe('orders', () => {
  it('are French for names, and put what has no price last', async () => {
    assert.deepEqual(await ids({ sort: 'name' }), [chair.id, creme.id, brulee.id, juice.id, bare.id])
    assert.deepEqual(await ids({ sort: 'price' }), [creme.id, juice.id, brulee.id, chair.id, bare.id])
    assert.deepEqual(await ids({}), [bare.id, chair.id, creme.id, brulee.id, juice.id])
    const met: (number | undefined)[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const step: Awaited<ReturnType<typeof listProducts>> = await listProducts(
        sql,
        systemActor,
        {
          sort: 'price',
          per_page: 2,
          cursor,
        },
        nothing,
      )
      met.push(...step.data.map((product) => product.id))
      cursor = step.meta !== undefined && 'next_cursor' in step.meta ? step.meta.next_cursor : null
    }
    assert.deepEqual(met, await ids({ sort: 'price' }))
  })
})

describe('what a page shows', () => {
  it('is what is asked for', async () => {
    const [plain] = await list({ ids: String(chair.id) })
    assert.deepEqual(
      [plain?.price, plain?.price_max, plain?.variants_count, plain?.sold_everywhere],
      ['80.00', '200.00', 2, false],
    )
    assert.ok(plain !== undefined && !('variants' in plain) && !('stores' in plain))
    const [full] = await list({ ids: String(chair.id), include: RELATIONS.join(',') })
    assert.deepEqual(full?.stores, [{ id: store.id, name: store.name }])
    assert.deepEqual(full?.variants?.[1]?.barcodes, [{ code: upc, type: 'gtin' }])
    assert.deepEqual([full?.options, full?.images, full?.creator], [[], [], null])
    assert.deepEqual(await list({ ids: String(chair.id), fields: 'price' }), [{ id: chair.id, price: '80.00' }])
  })

  it('is the options and their values too', async () => {
    const [option] = await sql<{ id: number }[]>`
      insert into product_options (product_id, name) values (${juice.id}, 'Format') returning id`
    const [value] = await sql<{ id: number }[]>`
      insert into product_option_values (option_id, value) values (${option?.id ?? 0}, '1 L') returning id`
    const variantId = juice.variants?.[0]?.id ?? 0
    await sql`
      insert into variant_option_values (variant_id, option_id, option_value_id)
      values (${variantId}, ${option?.id ?? 0}, ${value?.id ?? 0})`
    await sql`insert into product_images (product_id, source_url) values (${juice.id}, 'https://example.com/jus.jpg')`
    const shown = await getProduct(sql, systemActor, juice.id)
    assert.deepEqual(shown.options, [
      { id: option?.id, name: 'Format', position: 1, values: [{ id: value?.id, value: '1 L', position: 1 }] },
    ])
    assert.deepEqual(shown.variants?.[0]?.option_values, [
      { option_id: option?.id, option: 'Format', value_id: value?.id, value: '1 L' },
    ])
    assert.equal(shown.images?.[0]?.source_url, 'https://example.com/jus.jpg')
  })
})

describe('the database', () => {
  it('is asked once per page, whatever is included and filtered', async () => {
    const queries: ProductListQuery[] = [
      {},
      { include: RELATIONS.join(',') },
      {
        q: 'creme brulee',
        include: 'variants,stores,options,images',
        category_id: food.id,
        price_min: '1',
        store_id: store.id,
      },
      { page: 50 },
      { cursor: '', include: 'variants' },
    ]
    await watched`select 1`
    for (const query of queries) {
      statements.length = 0
      await listProducts(watched, systemActor, query, nothing)
      assert.equal(statements.length, 1, JSON.stringify(query))
    }
    statements.length = 0
    await getProduct(watched, systemActor, juice.id)
    assert.equal(statements.length, 1)
  })
})
