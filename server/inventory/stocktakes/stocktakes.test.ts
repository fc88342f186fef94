import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCategory, nextBarcode } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { beginStocktake, countOf, sendCounts, stepStocktake } from '../../../test/harness/stocktakes.ts'
import { findStockFaults } from '../index.ts'

const { sql, as, log } = await testApplication({ after }, { max: 16 })
const elsewhere = await makeStore(sql)
const stranger = as('manager', { storeIds: [elsewhere.id] })
const PATH = '/api/v1/stocktakes'

/** A store of its own with its people. */
async function makePlace() {
  const store = await makeStore(sql)
  const manager = as('manager', { storeIds: [store.id] })
  const clerk = as('stock_clerk', { storeIds: [store.id] })
  const put = (variantId: number, input: object) =>
    manager.put(`/api/v1/product-variants/${variantId}/stock`, { store_id: store.id, reason: 'Arrivage', ...input })
  const onHand = async (variantId: number) =>
    (await manager.get(`/api/v1/stock/${store.id}/${variantId}`)).body.data.on_hand
  const stock = async (variantId: number, quantity: string) => {
    assert.equal((await put(variantId, { on_hand: quantity })).status, 200)
  }
  return { store, manager, clerk, put, stock, onHand }
}
const variances = async (client: { get(path: string): Promise<{ body: ReturnType<typeof JSON.parse> }> }, id: number) =>
  (await client.get(`${PATH}/${id}/variances`)).body

describe('a stocktake of the whole store', () => {
  test('is begun, counted, finished and approved, and the stock is what was counted', async () => {
    const { store, manager, clerk, stock, onHand } = await makePlace()
    const category = await makeCategory(sql, { name: 'Épices' })
    const barcode = nextBarcode()
    const pepper = await makeArticle(sql, { name: 'Poivre', sku: 'POI-1', category_id: category.id })
    const salt = await makeArticle(sql, { name: 'Sel', barcode })
    const saffron = await makeArticle(sql, { name: 'Safran', cost: '40' })
    const found = await makeArticle(sql, { name: 'Cumin', cost: '3' })
    await stock(pepper.variantId, '10')
    await stock(salt.variantId, '4.5')
    await stock(saffron.variantId, '2')
    const begun = await clerk.post(PATH, { store_id: store.id, scope: 'store', note: ' Inventaire annuel ' })
    assert.equal(begun.status, 201, begun.raw.toString())
    assert.equal(begun.body.message, 'Inventaire commencé.')
    const { id, started_at, ...head } = begun.body.data
    const { id: clerkId, name: clerkName } = await clerk.person
    assert.deepEqual(head, {
      store_id: store.id,
      scope: 'store',
      category_ids: null,
      blind: true,
      note: 'Inventaire annuel',
      status: 'counting',
      round: 1,
      uncounted: null,
      created_by: clerkId,
      created_by_name: clerkName,
      finished_by: null,
      finished_by_name: null,
      finished_at: null,
      approved_by: null,
      approved_by_name: null,
      approved_at: null,
      cancelled_by: null,
      cancelled_by_name: null,
      cancelled_at: null,
      progress: { articles: 3, counted: 0, to_count: 3, found: 0 },
      counters: [],
      is_approved_by_counter: null,
    })
    const kept = await sendCounts(clerk, id, [
      countOf(pepper.variantId, '8', { variant_id: undefined, sku: 'poi-1', zone: 'A1' }),
      countOf(salt.variantId, '4.5', { variant_id: null, barcode }),
      countOf(found.variantId, '3'),
    ])
    assert.deepEqual(
      kept.map((count: Record<string, unknown>) => [count.variant_id, count.quantity, count.zone, count.is_current]),
      [
        [pepper.variantId, '8', 'A1', true],
        [salt.variantId, '4.5', null, true],
        [found.variantId, '3', null, true],
      ],
    )
    const progress = (await clerk.get(`${PATH}/${id}`)).body.data
    assert.deepEqual(progress.progress, { articles: 4, counted: 3, to_count: 1, found: 1 })
    assert.deepEqual(
      progress.counters.map((counter: Record<string, unknown>) => [counter.actor_id, counter.counts, counter.articles]),
      [[clerkId, 3, 3]],
    )
    const missing = await clerk.get(`${PATH}/${id}/articles?is_to_count=true&fields=variant_id,product_name,counted`)
    assert.deepEqual(missing.body.data, [{ variant_id: saffron.variantId, product_name: 'Safran', counted: null }])
    assert.equal(missing.body.meta.total, 1)

    assert.equal((await clerk.post(`${PATH}/${id}/approve`)).status, 403)
    assert.equal((await manager.post(`${PATH}/${id}/approve`)).body.code, 'stocktake_not_finished')
    assert.equal((await manager.get(`${PATH}/${id}/variances`)).body.code, 'stocktake_not_finished')
    const finished = await stepStocktake(clerk, id, 'finish', { uncounted: 'zero' })
    assert.deepEqual([finished.status, finished.uncounted, finished.finished_by], ['finished', 'zero', clerkId])

    const listed = await variances(manager, id)
    assert.deepEqual(
      listed.data.map((row: Record<string, unknown>) => [
        row.product_name,
        row.counted,
        row.expected,
        row.difference,
        row.value,
        row.is_planned,
        row.is_zeroed,
      ]),
      [
        ['Safran', '0', '2', '-2', '-80.00', true, true],
        ['Cumin', '3', '0', '3', '9.00', false, false],
        ['Poivre', '8', '10', '-2', '-5.00', true, false],
        ['Sel', '4.5', '4.5', '0', '0.00', true, false],
      ],
    )
    const summary = (await manager.get(`${PATH}/${id}/variances/summary`)).body.data
    assert.deepEqual(summary, {
      currency: 'CAD',
      total: { articles: 4, different: 3, more: '3', less: '4', gain: '9.00', loss: '85.00', value: '-76.00' },
      categories: [
        {
          category_id: category.id,
          category_name: 'Épices',
          articles: 1,
          different: 1,
          more: '0',
          less: '2',
          gain: '0.00',
          loss: '5.00',
          value: '-5.00',
        },
        {
          category_id: null,
          category_name: null,
          articles: 3,
          different: 2,
          more: '3',
          less: '2',
          gain: '9.00',
          loss: '80.00',
          value: '-71.00',
        },
      ],
    })
    const csv = await manager.get(`${PATH}/${id}/variances.csv`, { 'accept-language': 'en' })
    assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8')
    const [header, first] = csv.raw.toString().split('\r\n')
    assert.equal(
      header,
      '\ufeffsku,product,variant,category,counted,expected,difference,moved meanwhile,corrected,counted at,value,currency',
    )
    assert.match(first ?? '', /^,Safran,,,0,2,-2,0,0,\d{4}-.*Z,-80\.00,CAD$/)

    const approved = await stepStocktake(manager, id, 'approve')
    assert.deepEqual(
      [approved.status, approved.approved_by, approved.is_approved_by_counter],
      ['approved', (await manager.person).id, false],
    )
    for (const [article, quantity] of [
      [pepper, '8'],
      [salt, '4.5'],
      [saffron, '0'],
      [found, '3'],
    ] as const) {
      assert.equal(await onHand(article.variantId), quantity)
    }
    assert.deepEqual((await variances(manager, id)).data, listed.data)
    const history = await manager.get(`/api/v1/stock/${store.id}/${pepper.variantId}/history`)
    const [count] = history.body.data.movements
    assert.deepEqual(
      [count.kind, count.quantity, count.balance_after, count.value, count.reference_url],
      ['count', '-2', '8', '-5.00', `/api/v1/stocktakes/${id}`],
    )
    assert.equal((await manager.post(`${PATH}/${id}/cancel`)).body.code, 'stocktake_over')
    assert.equal((await clerk.post(`${PATH}/${id}/finish`)).body.code, 'stocktake_over')
    assert.equal(
      (await clerk.post(`${PATH}/${id}/counts`, { counts: [countOf(salt.variantId, '1')] })).body.code,
      'stocktake_not_counting',
    )
  })

  test('can be given up, and then nothing has changed', async () => {
    const { store, manager, clerk, stock, onHand } = await makePlace()
    const { variantId } = await makeArticle(sql)
    await stock(variantId, '5')
    const id = await beginStocktake(clerk, store.id)
    await sendCounts(clerk, id, [countOf(variantId, '1')])
    await stepStocktake(clerk, id, 'finish')
    assert.equal((await clerk.post(`${PATH}/${id}/cancel`)).status, 403)
    assert.equal((await stepStocktake(manager, id, 'cancel')).status, 'cancelled')
    assert.equal((await manager.post(`${PATH}/${id}/approve`)).body.code, 'stocktake_over')
    assert.equal((await manager.get(`${PATH}/${id}/variances`)).status, 409)
    assert.equal(await onHand(variantId), '5')
  })

  test('says that whoever approved had counted', async () => {
    const { store, manager, stock } = await makePlace()
    const { variantId } = await makeArticle(sql)
    await stock(variantId, '5')
    const id = await beginStocktake(manager, store.id)
    await sendCounts(manager, id, [countOf(variantId, '5')])
    await stepStocktake(manager, id, 'finish')
    assert.equal((await stepStocktake(manager, id, 'approve')).is_approved_by_counter, true)
  })
})

describe('the scope', () => {
  test('of categories takes those below, and what is found in them', async () => {
    const { store, clerk, stock } = await makePlace()
    const parent = await makeCategory(sql)
    const child = await makeCategory(sql, { parent_id: parent.id })
    const inside = await makeArticle(sql, { category_id: child.id })
    const found = await makeArticle(sql, { category_id: parent.id })
    const outside = await makeArticle(sql)
    await stock(inside.variantId, '1')
    await stock(outside.variantId, '1')
    const id = await beginStocktake(clerk, store.id, { scope: 'category', category_ids: [parent.id] })
    await sendCounts(clerk, id, [countOf(inside.variantId, '1'), countOf(found.variantId, '1')])
    const refused = await clerk.post(`${PATH}/${id}/counts`, {
      counts: [countOf(inside.variantId, '1'), countOf(outside.variantId, '1')],
    })
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.body.errors, { 'counts.1.variant_id': ['Cet article n’est pas de cet inventaire.'] })
  })

  test('of a list takes nothing else', async () => {
    const { store, clerk, stock } = await makePlace()
    const [listed, other] = [await makeArticle(sql), await makeArticle(sql)]
    await stock(other.variantId, '1')
    const id = await beginStocktake(clerk, store.id, {
      scope: 'list',
      variant_ids: [listed.variantId, listed.variantId],
    })
    assert.equal((await clerk.get(`${PATH}/${id}`)).body.data.progress.articles, 1)
    await sendCounts(clerk, id, [countOf(listed.variantId, '2')])
    assert.equal((await clerk.post(`${PATH}/${id}/counts`, { counts: [countOf(other.variantId, '2')] })).status, 422)
  })

  test('is refused where it does not fit, with the field named', async () => {
    const { store, clerk } = await makePlace()
    const { variantId } = await makeArticle(sql)
    const refusals: [object, Record<string, string>][] = [
      [{ scope: 'category' }, { category_ids: 'This field is required for this scope.' }],
      [{ scope: 'list' }, { variant_ids: 'This field is required for this scope.' }],
      [{ scope: 'store', variant_ids: [variantId] }, { variant_ids: 'This field does not go with this scope.' }],
      [{ scope: 'list', variant_ids: [variantId, 999_999] }, { 'variant_ids.1': 'This reference does not exist.' }],
      [{ scope: 'category', category_ids: [999_999] }, { 'category_ids.0': 'This reference does not exist.' }],
    ]
    for (const [input, errors] of refusals) {
      const { status, body } = await clerk.post(PATH, { store_id: store.id, ...input }, { 'accept-language': 'en' })
      assert.equal(status, 422)
      assert.deepEqual(body.errors, Object.fromEntries(Object.entries(errors).map(([field, text]) => [field, [text]])))
    }
    assert.equal((await clerk.post(PATH, { store_id: elsewhere.id, scope: 'store' })).status, 404)
  })
})

describe('counts', () => {
  test('of several zones add up, one of the same zone replaces, and all are kept', async () => {
    const { store, manager, clerk, stock, onHand } = await makePlace()
    const { variantId } = await makeArticle(sql)
    await stock(variantId, '20')
    const id = await beginStocktake(clerk, store.id)
    await Promise.all([
      sendCounts(clerk, id, [countOf(variantId, '5', { zone: 'A1' })]),
      sendCounts(manager, id, [countOf(variantId, '7', { zone: 'Réserve' })]),
    ])
    await sendCounts(manager, id, [countOf(variantId, '6', { zone: 'A1' })])
    // By a clock that is behind: what is received last holds all the same.
    const before = (await clerk.get(`${PATH}/${id}`)).body.data.started_at
    await sendCounts(clerk, id, [countOf(variantId, '4', { zone: 'A1', counted_at: before })])
    const [article] = (await clerk.get(`${PATH}/${id}/articles`)).body.data
    assert.deepEqual([article.counted, article.zones, article.is_counted], ['11', 2, true])
    const all = (await clerk.get(`${PATH}/${id}/counts?sort=id`)).body.data
    assert.deepEqual(
      all
        .map((count: Record<string, unknown>) => [count.zone, count.quantity, count.is_current])
        .sort((left: string[], right: string[]) => Number(left[1]) - Number(right[1])),
      [
        ['A1', '4', true],
        ['A1', '5', false],
        ['A1', '6', false],
        ['Réserve', '7', true],
      ],
    )
    await stepStocktake(clerk, id, 'finish')
    await stepStocktake(manager, id, 'approve')
    assert.equal(await onHand(variantId), '11')
  })

  test('sent twice count once, also once it is finished; another under the same id is refused', async () => {
    const { store, clerk, stock } = await makePlace()
    const { variantId } = await makeArticle(sql)
    await stock(variantId, '3')
    const id = await beginStocktake(clerk, store.id)
    const counts = [countOf(variantId, '2', { zone: 'A' }), countOf(variantId, '1', { zone: 'B' })]
    const answers = await Promise.all([1, 2, 3, 4].map(() => clerk.post(`${PATH}/${id}/counts`, { counts })))
    for (const answer of answers) {
      assert.equal(answer.status, 201, answer.raw.toString())
      assert.deepEqual(answer.body.data, answers[0]?.body.data)
    }
    assert.equal((await clerk.get(`${PATH}/${id}/counts`)).body.meta.total, 2)
    const other = await clerk.post(`${PATH}/${id}/counts`, { counts: [{ ...counts[0], quantity: '9' }] })
    assert.equal(other.status, 409)
    assert.equal(other.body.code, 'duplicate_count')
    assert.deepEqual(Object.keys(other.body.errors), ['counts.0.id'])
    const second = await beginStocktake(clerk, store.id)
    assert.equal((await clerk.post(`${PATH}/${second}/counts`, { counts })).body.code, 'duplicate_count')
    await stepStocktake(clerk, id, 'finish')
    assert.deepEqual((await sendCounts(clerk, id, counts)).length, 2)
  })

  test('name every article that nobody knows, and take exactly one name', async () => {
    const { store, clerk, stock } = await makePlace()
    const { variantId } = await makeArticle(sql, { sku: 'NOM-1' })
    await stock(variantId, '3')
    const id = await beginStocktake(clerk, store.id)
    const twice = countOf(variantId, '1')
    const answer = await clerk.post(
      `${PATH}/${id}/counts`,
      {
        counts: [
          countOf(999_999, '1'),
          countOf(variantId, '1', { sku: 'NOM-1' }),
          countOf(0, '1', { variant_id: undefined }),
          countOf(0, '1', { variant_id: undefined, barcode: '0000' }),
          countOf(variantId, '1'),
        ],
      },
      { 'accept-language': 'en' },
    )
    assert.equal(answer.status, 422)
    assert.deepEqual(answer.body.errors, {
      'counts.0.variant_id': ['This reference does not exist.'],
      'counts.1.variant_id': ['Give one of variant_id, sku and barcode.'],
      'counts.2.variant_id': ['Give one of variant_id, sku and barcode.'],
      'counts.3.barcode': ['This reference does not exist.'],
    })
    const same = await clerk.post(`${PATH}/${id}/counts`, { counts: [twice, twice] })
    assert.deepEqual(Object.keys(same.body.errors), ['counts.1.id'])
    assert.equal((await clerk.get(`${PATH}/${id}/counts`)).body.meta.total, 0)
  })

  test('sent again are answered though nothing has that name any more', async () => {
    const { store, clerk, stock } = await makePlace()
    const article = await makeArticle(sql, { sku: 'ANCIEN-1' })
    await stock(article.variantId, '3')
    const id = await beginStocktake(clerk, store.id)
    const other = await makeArticle(sql)
    const bySku = countOf(0, '3', { variant_id: undefined, sku: 'ANCIEN-1', zone: 'A' })
    const byId = countOf(article.variantId, '1', { zone: 'B' })
    const kept = (await sendCounts(clerk, id, [bySku, byId])).map((count: object) => ({ ...count, sku: 'NOUVEAU-1' }))
    await sql`update product_variants set sku = 'NOUVEAU-1' where id = ${article.variantId}`
    assert.deepEqual(await sendCounts(clerk, id, [bySku, byId]), kept)
    const again = await sendCounts(clerk, id, [bySku, countOf(other.variantId, '2'), byId])
    assert.deepEqual([again[0], again[2]], kept)
    const renamed = { ...bySku, sku: undefined, variant_id: other.variantId }
    assert.equal((await clerk.post(`${PATH}/${id}/counts`, { counts: [renamed] })).body.code, 'duplicate_count')
    const fresh = await clerk.post(`${PATH}/${id}/counts`, { counts: [bySku, { ...bySku, id: randomUUID() }] })
    assert.deepEqual([fresh.status, Object.keys(fresh.body.errors)], [422, ['counts.1.sku']])
  })

  test('by a clock that is ahead, or behind the beginning, are put right', async () => {
    const { store, clerk, stock } = await makePlace()
    const { variantId } = await makeArticle(sql)
    await stock(variantId, '3')
    const id = await beginStocktake(clerk, store.id)
    await stock(variantId, '2')
    const sent = Date.now()
    const [ahead, behind] = await sendCounts(clerk, id, [
      countOf(variantId, '1', { counted_at: '2099-01-01T00:00:00Z', zone: 'A' }),
      countOf(variantId, '1', { counted_at: '2001-01-01T00:00:00Z', zone: 'B' }),
    ])
    for (const { counted_at } of [ahead, behind]) {
      assert.ok(Date.parse(counted_at) >= sent && Date.parse(counted_at) <= Date.now(), counted_at)
    }
  })
})

describe('the end of the counting', () => {
  test('has in it every count that was taken, and no other is taken', async () => {
    const { store, manager, clerk, stock, onHand } = await makePlace()
    const { variantId } = await makeArticle(sql)
    await stock(variantId, '5')
    const id = await beginStocktake(clerk, store.id)
    const send = (zone: number) =>
      clerk.post(`${PATH}/${id}/counts`, { counts: [countOf(variantId, '1', { zone: `Z${zone}` })] })
    const [finishes, answers] = await Promise.all([
      send(0).then(() => Promise.all([1, 2, 3].map(() => clerk.post(`${PATH}/${id}/finish`)))),
      Promise.all(Array.from({ length: 32 }, (_, zone) => send(zone + 1))),
    ])
    assert.deepEqual(finishes.map(({ status }) => status).sort(), [200, 409, 409])
    for (const { status, body } of answers) assert.ok(status === 201 || body.code === 'stocktake_not_counting')
    const taken = 1 + answers.filter(({ status }) => status === 201).length
    await stepStocktake(manager, id, 'approve')
    assert.equal(await onHand(variantId), String(taken))
  })

  test('is not approved where a level could not hold what was counted', async () => {
    const { store, manager, stock, onHand } = await makePlace()
    const { variantId } = await makeArticle(sql, { name: 'Sable' })
    await stock(variantId, '5')
    const id = await beginStocktake(manager, store.id)
    for (const part of [0, 1, 2]) {
      const counts = Array.from({ length: 400 }, (_, zone) =>
        countOf(variantId, '999999', { zone: String(part * 400 + zone) }),
      )
      await sendCounts(manager, id, counts)
    }
    await stepStocktake(manager, id, 'finish')
    assert.equal((await variances(manager, id)).data[0].counted, '1199998800')
    const answer = await manager.post(`${PATH}/${id}/approve`)
    assert.equal(answer.body.code, 'count_too_large')
    assert.match(answer.body.error, /Sable/)
    assert.equal(await onHand(variantId), '5')
    assert.equal((await manager.get(`${PATH}/${id}`)).body.data.status, 'finished')
  })
})

describe('counting again', () => {
  test('voids what was counted of the chosen articles, and takes no others', async () => {
    const { store, manager, clerk, stock, onHand } = await makePlace()
    const [doubted, sure] = [await makeArticle(sql), await makeArticle(sql)]
    await stock(doubted.variantId, '10')
    await stock(sure.variantId, '10')
    const id = await beginStocktake(clerk, store.id)
    await sendCounts(clerk, id, [
      countOf(doubted.variantId, '1', { zone: 'A' }),
      countOf(doubted.variantId, '2', { zone: 'B' }),
      countOf(sure.variantId, '9'),
    ])
    await stepStocktake(clerk, id, 'finish')
    assert.equal((await clerk.post(`${PATH}/${id}/reopen`, { variant_ids: [doubted.variantId] })).status, 403)
    const unknown = await manager.post(`${PATH}/${id}/reopen`, { variant_ids: [doubted.variantId, 999_999] })
    assert.deepEqual(Object.keys(unknown.body.errors), ['variant_ids.1'])
    const reopened = await stepStocktake(manager, id, 'reopen', { variant_ids: [doubted.variantId] })
    assert.deepEqual(
      [reopened.status, reopened.round, reopened.finished_at, reopened.progress],
      ['counting', 2, null, { articles: 2, counted: 1, to_count: 1, found: 0 }],
    )
    const other = await clerk.post(`${PATH}/${id}/counts`, { counts: [countOf(sure.variantId, '8')] })
    assert.deepEqual(other.body.errors, { 'counts.0.variant_id': ['Cet article n’est pas à recompter.'] })
    await sendCounts(clerk, id, [countOf(doubted.variantId, '8', { zone: 'A' })])
    await stepStocktake(clerk, id, 'finish')
    await stepStocktake(manager, id, 'approve')
    assert.deepEqual([await onHand(doubted.variantId), await onHand(sure.variantId)], ['8', '9'])
    const current = (await clerk.get(`${PATH}/${id}/counts?sort=id`)).body.data
    assert.deepEqual(
      current.map((count: Record<string, unknown>) => [count.round, count.quantity, count.is_current]),
      [
        [1, '1', false],
        [1, '2', false],
        [1, '9', true],
        [2, '8', true],
      ],
    )
  })
})

test('another store’s stocktake does not exist', async () => {
  const { store, clerk, manager, stock } = await makePlace()
  const { variantId } = await makeArticle(sql)
  await stock(variantId, '3')
  const id = await beginStocktake(clerk, store.id)
  for (const path of ['', '/articles', '/counts', '/variances', '/variances/summary', '/variances.csv']) {
    assert.equal((await stranger.get(`${PATH}/${id}${path}`)).status, 404, path)
  }
  for (const [step, body] of [
    ['counts', { counts: [countOf(variantId, '1')] }],
    ['finish', {}],
    ['reopen', { variant_ids: [variantId] }],
    ['approve', undefined],
    ['cancel', undefined],
  ] as const) {
    assert.equal((await stranger.post(`${PATH}/${id}/${step}`, body)).status, 404, step)
  }
  assert.deepEqual((await stranger.get(PATH)).body.data, [])
  const mine = await manager.get(`${PATH}?status=counting&store_id=${store.id}&q=&fields=id,status`)
  assert.deepEqual(mine.body.data, [{ id, status: 'counting' }])
  assert.equal((await stranger.get(`${PATH}?store_id=${store.id}`)).body.meta.total, 0)
  assert.equal((await manager.get(`${PATH}/${randomUUID()}`)).status, 400)
})

test('the stock adds up, and nothing failed', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
  assert.deepEqual(log.faults, [])
})
