import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle, type TestArticle } from '../../test/harness/inventory.ts'

const { sql, as } = await testApplication({ after })
const first = await makeStore(sql)
const second = await makeStore(sql)
const owner = as('owner')
const here = as('manager', { storeIds: [first.id] })

const get = async (path: string) => {
  const answer = await owner.get(`/api/v1${path}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body
}
const namesOf = (body: { data: { product_name: string }[] }) => body.data.map((row) => row.product_name)

let tea: TestArticle
let parent = 0

before(async () => {
  const [food] = await sql`insert into product_categories (name) values ('Épicerie') returning id`
  parent = food?.id
  const [drinks] = await sql`insert into product_categories (name, parent_id) values ('Thés', ${parent}) returning id`
  tea = await makeArticle(sql, { name: 'Thé vert', sku: 'THE-1', category_id: drinks?.id, barcode: '4006381333931' })
  const sugar = await makeArticle(sql, { name: 'Érable granulé', sku: 'ERA-1', category_id: parent })
  const bowl = await makeArticle(sql, { name: 'Bol 100 %', sku: 'BOL-1' })
  const cup = await makeArticle(sql, { name: 'Tasse', sku: 'TAS-1' })
  await makeArticle(sql, { name: 'Jamais reçu' })
  const put = ({ variantId }: TestArticle, store_id: number, body: object) =>
    owner.put(`/api/v1/product-variants/${variantId}/stock`, { store_id, reason: 'Ouverture', ...body })
  await put(tea, first.id, { on_hand: '12.5' })
  await put(sugar, first.id, { on_hand: '3' })
  await put(bowl, first.id, { on_hand: '0' })
  await put(cup, first.id, { delta: '-1' })
  await put(tea, second.id, { on_hand: '7' })
})

describe('a store’s stock', () => {
  test('lists what the store has ever kept, by name as French sorts it', async () => {
    const body = await get(`/stores/${first.id}/stock`)
    assert.deepEqual(namesOf(body), ['Bol 100 %', 'Érable granulé', 'Tasse', 'Thé vert'])
    assert.deepEqual(body.meta, { current_page: 1, last_page: 1, per_page: 15, total: 4 })
    const { updated_at, ...row } = body.data[3]
    assert.ok(Date.parse(updated_at) > 0)
    assert.deepEqual(row, {
      store_id: first.id,
      variant_id: tea.variantId,
      product_id: tea.productId,
      product_name: 'Thé vert',
      variant_name: '',
      sku: 'THE-1',
      category_id: row.category_id,
      on_hand: '12.5',
      reserved: '0',
      in_transit: '0',
      available: '12.5',
      status: 'in',
      reorder_point: null,
      target: null,
      pack_size: null,
      lead_time_days: null,
      last_sold_at: null,
      currency: 'CAD',
      average_cost: '2.50',
      value: '31.25',
      in_transit_value: '0.00',
    })
  })

  const FILTERS: readonly [query: string, names: readonly string[]][] = [
    ['q=the', ['Thé vert']],
    ['q=VERT%20the', ['Thé vert']],
    ['q=100%20%25', ['Bol 100 %']],
    ['q=%25', ['Bol 100 %']],
    ['q=tas-1', ['Tasse']],
    ['q=4006381333931', ['Thé vert']],
    ['status=out', ['Bol 100 %']],
    ['status=negative', ['Tasse']],
    ['status=in', ['Érable granulé', 'Thé vert']],
    ['sort=-on_hand', ['Thé vert', 'Érable granulé', 'Bol 100 %', 'Tasse']],
    ['sort=sku&per_page=2', ['Bol 100 %', 'Érable granulé']],
    ['sort=sku&per_page=2&page=2', ['Tasse', 'Thé vert']],
    ['page=9', []],
  ]
  for (const [query, names] of FILTERS) {
    test(query, async () => assert.deepEqual(namesOf(await get(`/stores/${first.id}/stock?${query}`)), names))
  }

  test('filters by a category and those below it, and by ids', async () => {
    const path = `/stores/${first.id}/stock`
    assert.deepEqual(namesOf(await get(`${path}?category_id=${parent}`)), ['Érable granulé', 'Thé vert'])
    assert.deepEqual(namesOf(await get(`${path}?categorie_id=${parent + 1}`)), ['Thé vert'])
    assert.deepEqual(namesOf(await get(`${path}?ids=${tea.variantId}`)), ['Thé vert'])
    const picked = await get(`${path}?ids=${tea.variantId}&fields=variant_id,on_hand`)
    assert.deepEqual(picked.data, [{ store_id: first.id, variant_id: tea.variantId, on_hand: '12.5' }])
    const bare = await get(`/stock?store_id=${first.id}&variant_id=${tea.variantId}&fields=id`)
    assert.deepEqual(bare.data, [{ store_id: first.id, variant_id: tea.variantId }])
  })

  test('is walked by cursor in any order', async () => {
    for (const sort of ['name', '-on_hand', 'updated_at,-sku', '-id']) {
      const whole = namesOf(await get(`/stores/${first.id}/stock?sort=${sort}`))
      const walked: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const body = await get(`/stores/${first.id}/stock?sort=${sort}&per_page=1&cursor=${cursor}`)
        walked.push(...namesOf(body))
        cursor = body.meta.next_cursor
      }
      assert.deepEqual(walked, whole)
    }
  })

  test('is not found for a store that is not there', async () => {
    assert.equal((await owner.get('/api/v1/stores/987654/stock')).status, 404)
    const empty = await makeStore(sql)
    assert.deepEqual((await get(`/stores/${empty.id}/stock`)).data, [])
  })

  test('refuses what it does not understand', async () => {
    const path = `/api/v1/stores/${first.id}/stock`
    assert.equal((await owner.get(`${path}?status=scarce`)).status, 422)
    assert.equal((await owner.get(`${path}?sort=value`)).status, 422)
    assert.equal((await owner.get(`${path}?category_id=x`)).status, 400)
    assert.equal((await owner.get(`${path}?cursor=zzz`)).status, 400)
    assert.equal((await owner.get(`${path}?colour=red`)).status, 400)
    assert.equal((await owner.get(`${path}?fields=value_minor`)).status, 422)
  })
})

describe('stock of several stores', () => {
  test('is a row for each store and variant', async () => {
    const body = await get(`/stock?variant_id=${tea.variantId}`)
    assert.deepEqual(
      body.data.map((row: { store_id: number; on_hand: string }) => [row.store_id, row.on_hand]),
      [
        [first.id, '12.5'],
        [second.id, '7'],
      ],
    )
    assert.equal((await get(`/stock?product_id=${tea.productId}&store_id=${second.id}`)).data.length, 1)
    assert.deepEqual(namesOf(await get('/stock?status=negative')), ['Tasse'])
  })

  test('is walked by cursor, each row once', async () => {
    for (const sort of ['', '&sort=name', '&sort=-on_hand', '&sort=-store_id,variant_id']) {
      const whole = (await get(`/stock?per_page=100${sort}`)).data
      const walked: unknown[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const body = await get(`/stock?per_page=2&cursor=${cursor}${sort}`)
        walked.push(...body.data)
        cursor = body.meta.next_cursor
      }
      assert.deepEqual(walked, whole)
      assert.equal(whole.length, 5)
    }
  })

  test('shows a manager the attached stores only', async () => {
    const { data } = (await here.get(`/api/v1/stock?variant_id=${tea.variantId}`)).body
    assert.deepEqual(
      data.map((row: { store_id: number }) => row.store_id),
      [first.id],
    )
  })
})

describe('a store some of whose articles are deleted', () => {
  test('counts what it lists, also once articles are deleted', async () => {
    const place = await makeStore(sql)
    const articles: TestArticle[] = []
    for (const [name, onHand] of Object.entries({ Abricot: 1, Banane: 0, Cerise: 0, Datte: 2, Figue: 0 })) {
      const article = await makeArticle(sql, { name })
      articles.push(article)
      const body = { store_id: place.id, reason: 'Ouverture', on_hand: String(onHand) }
      await owner.put(`/api/v1/product-variants/${article.variantId}/stock`, body)
    }
    const [abricot, banane, cerise, datte] = articles as [TestArticle, TestArticle, TestArticle, TestArticle]
    const listed = async (query: string) => {
      const { data, meta } = await get(`/stores/${place.id}/stock?${query}`)
      return [namesOf({ data }), meta.total]
    }
    assert.deepEqual(await listed('per_page=2&page=2'), [['Cerise', 'Datte'], 5])
    await sql`update products set deleted_at = now() where id in (${abricot.productId}, ${banane.productId})`
    await sql`update product_variants set deleted_at = now() where id in (${banane.variantId}, ${cerise.variantId}, ${datte.variantId})`
    assert.deepEqual(await listed('per_page=2'), [['Abricot', 'Datte'], 3])
    assert.deepEqual(await listed('per_page=2&page=9'), [[], 3])
    assert.deepEqual(await listed('q=tt'), [['Datte'], 1])
  })
})
