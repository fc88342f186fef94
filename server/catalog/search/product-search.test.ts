import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeCategory, makeProduct, nextBarcode } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'

const { sql, as } = await testApplication({ after })
const owner = as('owner')

/** What lists read is what a recomputation says, to the row; and so are the counts. */
async function assertKept() {
  const [difference] = await sql`
    select (select count(*)::int from (table current_product_search except table product_search) missing) as missing,
      (select count(*)::int from (table product_search except table current_product_search) left_over) as left_over,
      (select count(*)::int from product_search_pending) as pending`
  assert.deepEqual({ ...difference }, { missing: 0, left_over: 0, pending: 0 })
  const counts = await sql`
    select is_active, is_featured, sum(products)::int as products from product_counts group by 1, 2 having sum(products) <> 0 order by 1, 2`
  const recounted = await sql`
    select is_active, is_featured, count(*)::int as products from products where deleted_at is null group by 1, 2 order by 1, 2`
  assert.deepEqual([...counts], [...recounted])
}

afterEach(assertKept)

const priceOf = async (id: number) => {
  const [row] = await sql<{ price: string; price_max: string | null; variants_count: number }[]>`
    select price::text, price_max::text, variants_count from product_search where product_id = ${id}`
  return row
}

describe('product_search follows', () => {
  it('products, through creation, change, deletion and restoration', async () => {
    const product = await makeProduct(sql, { name: 'Un', barcode: nextBarcode() })
    await assertKept()
    await owner.patch(`/api/v1/products/${product.id}`, { name: 'Deux', is_active: false, tags: ['a'], vendor: 'Moi' })
    await assertKept()
    await owner.del(`/api/v1/products/${product.id}`)
    assert.equal(await priceOf(product.id), undefined)
    await assertKept()
    await owner.post(`/api/v1/products/${product.id}/restore`)
    assert.equal((await priceOf(product.id))?.variants_count, 1)
  })

  it('variants: the lowest and highest price of the active ones', async () => {
    const product = await makeProduct(sql, {
      price: '10',
      variants: [
        { name: 'B', price: '30' },
        { name: 'C', price: '5' },
      ],
    })
    assert.deepEqual(await priceOf(product.id), { price: '5.0000', price_max: '30.0000', variants_count: 3 })
    const [first = 0, second = 0, third = 0] = (product.variants ?? []).map(({ id }) => id)
    await owner.patch(`/api/v1/product-variants/${third}`, { is_active: false })
    assert.deepEqual(await priceOf(product.id), { price: '10.0000', price_max: '30.0000', variants_count: 3 })
    await owner.del(`/api/v1/product-variants/${second}`)
    assert.deepEqual(await priceOf(product.id), { price: '10.0000', price_max: '10.0000', variants_count: 2 })
    await owner.patch(`/api/v1/product-variants/${first}`, { is_active: false, barcode: nextBarcode() })
    assert.deepEqual(await priceOf(product.id), { price: 'Infinity', price_max: null, variants_count: 2 })
  })

  it('categories that are moved, renamed and deleted', async () => {
    const top = await makeCategory(sql)
    const other = await makeCategory(sql, { name: 'Ailleurs' })
    const leaf = await makeCategory(sql, { parent_id: top.id })
    const product = await makeProduct(sql, { category_id: leaf.id })
    await owner.patch(`/api/v1/product-categories/${leaf.id}`, { parent_id: other.id })
    const [row] =
      await sql`select words @@ 'ailleurs:B' as is_found from product_search where product_id = ${product.id}`
    assert.equal(row?.is_found, true)
    await assertKept()
    await sql`update product_categories set deleted_at = now() where id = ${leaf.id}`
  })

  it('the stores that sell a product', async () => {
    const store = await makeStore(sql)
    const product = await makeProduct(sql, { store_ids: [store.id] })
    await assertKept()
    await owner.patch(`/api/v1/products/${product.id}`, { store_ids: [] })
  })

  it('statements of any shape: many rows at once, rows taken out, a product emptied', async () => {
    const products = await Promise.all(Array.from({ length: 5 }, () => makeProduct(sql, { barcode: nextBarcode() })))
    const ids = products.map(({ id }) => id)
    await sql`update product_variants set price = price + product_id where product_id = any(${ids}::bigint[])`
    await assertKept()
    await sql`delete from variant_barcodes where variant_id = any(${products.map(firstVariant)}::bigint[])`
    await assertKept()
    await sql`delete from product_variants where product_id = any(${ids.slice(0, 2)}::bigint[])`
    await sql`delete from products where id = any(${ids.slice(0, 2)}::bigint[])`
    await assertKept()
    await sql.begin(async (tx) => {
      await tx`update products set is_featured = true where id = ${ids[2] ?? 0}`
      await tx`update products set is_featured = false, deleted_at = now() where id = ${ids[2] ?? 0}`
    })
  })
})

describe('many writers at once', () => {
  it('of one product’s variants leave its prices right', async () => {
    const product = await makeProduct(sql, {
      price: '100',
      variants: Array.from({ length: 15 }, (_, index) => ({ name: `v${index}`, price: '100' })),
    })
    const ids = (product.variants ?? []).map(({ id }) => id)
    for (const round of [1, 2, 3]) {
      // Straight to the database: no use case's lock stands before the triggers.
      await Promise.all(
        ids.map((id, index) =>
          sql`update product_variants set price = ${(index + 1) * round} where id = ${id}`.then(() => undefined),
        ),
      )
      assert.deepEqual(await priceOf(product.id), {
        price: `${round}.0000`,
        price_max: `${ids.length * round}.0000`,
        variants_count: ids.length,
      })
    }
  })

  it('of products and categories leave every row and every count right', async () => {
    const category = await makeCategory(sql)
    const products = await Promise.all(Array.from({ length: 12 }, () => makeProduct(sql, { category_id: category.id })))
    const work = products.flatMap(({ id }, index) => [
      () => owner.patch(`/api/v1/products/${id}`, { is_active: index % 2 === 0, is_featured: index % 3 === 0 }),
      () => owner.post(`/api/v1/products/${id}/variants`, { name: `n${index}`, price: index + 1 }),
      () => owner.patch(`/api/v1/product-categories/${category.id}`, { name: `Nom ${index}` }),
      () => owner.post('/api/v1/products', { name: `Neuf ${index}`, price: 3, is_featured: index % 2 === 0 }),
      () => (index % 4 === 0 ? owner.del(`/api/v1/products/${id}`) : owner.get(`/api/v1/products/${id}`)),
    ])
    const answers = await Promise.all(work.map((call) => call()))
    for (const { status, body } of answers) assert.ok(status < 500, JSON.stringify(body))
  })
})
