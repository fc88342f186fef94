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

let tea: TestArticle
let cup: TestArticle

before(async () => {
  tea = await makeArticle(sql, { name: 'Thé vert', sku: 'THE-1' })
  cup = await makeArticle(sql, { name: 'Érable granulé', sku: 'ERA-1' })
  await makeArticle(sql, { name: 'Jamais reçu' })
  const put = ({ variantId }: TestArticle, store_id: number, on_hand: string) =>
    owner.put(`/api/v1/product-variants/${variantId}/stock`, { store_id, reason: 'Ouverture', on_hand })
  await put(tea, first.id, '12.5')
  await put(tea, second.id, '7')
  await put(cup, second.id, '0')
  await owner.put(`/api/v1/stock/${second.id}/${tea.variantId}/levels`, { reorder_point: '8', target: '20' })
})

const read = async (client: typeof owner, query = '') => {
  const answer = await client.get(`/api/v1/stock/articles${query}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body
}

describe('the stock of articles', () => {
  test('is a row for each article, with its stores side by side and their sum', async () => {
    const body = await read(owner)
    assert.deepEqual(body.meta, { current_page: 1, last_page: 1, per_page: 15, total: 2 })
    assert.deepEqual(body.data[1], {
      variant_id: tea.variantId,
      product_id: tea.productId,
      product_name: 'Thé vert',
      variant_name: '',
      sku: 'THE-1',
      category_id: body.data[1].category_id,
      on_hand: '19.5',
      stores: [
        {
          store_id: first.id,
          on_hand: '12.5',
          available: '12.5',
          in_transit: '0',
          status: 'in',
          reorder_point: null,
          target: null,
        },
        {
          store_id: second.id,
          on_hand: '7',
          available: '7',
          in_transit: '0',
          status: 'low',
          reorder_point: '8',
          target: '20',
        },
      ],
    })
  })

  test('keeps the articles that are so somewhere, and shows all their stores', async () => {
    const { data } = await read(owner, '?status=low')
    assert.deepEqual(
      data.map(({ sku, stores }: { sku: string; stores: object[] }) => [sku, stores.length]),
      [['THE-1', 2]],
    )
  })

  test('shows nothing of other people’s stores', async () => {
    const { data, meta } = await read(here)
    assert.equal(meta.total, 1)
    assert.deepEqual([data[0].on_hand, data[0].stores.length, data[0].stores[0].store_id], ['12.5', 1, first.id])
    assert.deepEqual((await read(here, '?status=low')).data, [])
  })

  test('is searched, picked by ids and cut to fields as other lists are', async () => {
    assert.deepEqual((await read(owner, '?q=erable&fields=sku')).data, [{ variant_id: cup.variantId, sku: 'ERA-1' }])
    assert.equal((await read(owner, `?ids=${tea.variantId}`)).data.length, 1)
    const walked = await read(owner, '?cursor=&per_page=1&sort=-sku')
    assert.deepEqual([walked.data[0].sku, walked.meta.per_page], ['THE-1', 1])
    const rest = await read(owner, `?cursor=${walked.meta.next_cursor}&per_page=1&sort=-sku`)
    assert.equal(rest.data[0].sku, 'ERA-1')
  })
})
