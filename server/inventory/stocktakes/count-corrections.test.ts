import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { beginStocktake, countOf, sendCounts, stepStocktake } from '../../../test/harness/stocktakes.ts'
import { findStockFaults } from '../index.ts'

const { sql, as, log } = await testApplication({ after }, { max: 8 })

/** Moments of the past: minutes after the stocktake began, which is made to have begun two hours ago. */
const BEGAN = Date.now() - 2 * 60 * 60 * 1000
const at = (minutes: number) => new Date(BEGAN + minutes * 60_000).toISOString()

async function makePlace(stock = 10) {
  const shop = await makeShop(sql, { articles: [{ cost: '10' }], stock })
  // What stood on the shelves had come the day before.
  await ageMovements(shop)
  const manager = as('manager', { storeIds: [shop.store.id] })
  const variantId = shop.articles[0]?.variantId ?? 0
  const level = async () => (await manager.get(`/api/v1/stock/${shop.store.id}/${variantId}`)).body.data
  const history = async () =>
    (await manager.get(`/api/v1/stock/${shop.store.id}/${variantId}/history?per_page=100`)).body.data.movements
  const sell = async (occurred_at: string, quantity = '1') => {
    const answer = await manager.post(
      '/api/v1/sales',
      saleOf(shop, { occurred_at, lines: [{ variant_id: variantId, quantity }] }),
    )
    assert.equal(answer.status, 201, answer.raw.toString())
    return answer.body.data
  }
  const begin = async () => {
    const id = await beginStocktake(manager, shop.store.id)
    await sql`update stocktakes set started_at = ${new Date(BEGAN).toISOString()}, last_movement_id = 0 where id = ${id}`
    return id
  }
  const count = (id: number, quantity: string, counted_at: string, zone?: string) =>
    sendCounts(manager, id, [countOf(variantId, quantity, { counted_at, ...(zone !== undefined && { zone }) })])
  const approve = async (id: number) => {
    await stepStocktake(manager, id, 'finish')
    return stepStocktake(manager, id, 'approve')
  }
  const variance = async (id: number) => (await manager.get(`/api/v1/stocktakes/${id}/variances`)).body.data[0]
  return { shop, manager, variantId, level, history, sell, begin, count, approve, variance }
}

/** Recorded movements cannot be changed, but for a test that plays in the past. */
async function ageMovements({ store }: Shop) {
  await sql`alter table stock_movements disable trigger stock_movements_append_only`
  await sql`
    update stock_movements set occurred_at = now() - interval '1 day', recorded_at = now() - interval '1 day'
    where store_id = ${store.id}`
  await sql`alter table stock_movements enable trigger stock_movements_append_only`
}

describe('what was sold', () => {
  test('before the count is expected to be gone, after it stays sold, whenever it is recorded', async () => {
    const { level, sell, begin, count, approve, variance } = await makePlace()
    const id = await begin()
    await sell(at(10))
    await sell(at(30), '2')
    await count(id, '8', at(20))
    // Late, between the counting and the approval: one before the count, one after.
    await sell(at(15))
    await sell(at(25))
    await approve(id)
    const { counted, expected, difference } = await variance(id)
    assert.deepEqual([counted, expected, difference], ['8', '8', '0'])
    assert.equal((await level()).on_hand, '5')
    // Late, after the approval.
    await sell(at(5), '2')
    await sell(at(20))
    assert.equal((await level()).on_hand, '5')
    await sell(at(40))
    assert.equal((await level()).on_hand, '4')
    const after = await variance(id)
    assert.deepEqual([after.expected, after.difference, after.corrected], ['8', '0', '3'])
  })

  test('late is posted with its opposite, which names the count and takes the value back', async () => {
    const { level, history, sell, begin, count, approve } = await makePlace()
    const id = await begin()
    await count(id, '9', at(20))
    await approve(id)
    const before = await level()
    assert.deepEqual([before.on_hand, before.value], ['9', '90.00'])
    const ticket = await sell(at(10))
    const [correction, sale, counted] = await history()
    assert.deepEqual(
      [sale.kind, sale.quantity, sale.value, sale.reference_id, sale.balance_after],
      ['sale', '-1', '-10.00', ticket.id, '8'],
    )
    assert.deepEqual(
      [correction.kind, correction.quantity, correction.value, correction.balance_after, correction.reference_url],
      ['count_correction', '1', '10.00', '9', `/api/v1/stocktakes/${id}`],
    )
    assert.equal(correction.occurred_at, at(20))
    assert.deepEqual([counted.kind, counted.quantity, counted.occurred_at], ['count', '-1', at(20)])
    assert.deepEqual([(await level()).on_hand, (await level()).value], ['9', '90.00'])
    assert.deepEqual(ticket.flags, [])
  })

  test('late in one set, several times, costs what one at a time would', async () => {
    const { shop, manager, variantId, level, begin, count, approve } = await makePlace(3)
    const id = await begin()
    await count(id, '1', at(20))
    await approve(id)
    const records = [5, 6, 30, 7].map((minutes) => ({
      kind: 'sale',
      ...saleOf(shop, { occurred_at: at(minutes), lines: [{ variant_id: variantId, quantity: '1' }] }),
    }))
    const answer = await manager.post('/api/v1/sales/batch', { records })
    assert.deepEqual(
      answer.body.data.map((record: { status: number }) => record.status),
      [201, 201, 201, 201],
    )
    assert.deepEqual([(await level()).on_hand, (await level()).value], ['0', '0.00'])
  })

  test('late is not refused by a store that sells no more than it has, nor flagged', async () => {
    const { shop, manager, sell, begin, count, approve, level } = await makePlace()
    await manager.put(`/api/v1/stores/${shop.store.id}/stock-policy`, { below_zero: 'refuse' })
    const id = await begin()
    await count(id, '0', at(20))
    await approve(id)
    assert.deepEqual((await sell(at(10), '4')).flags, [])
    assert.equal((await level()).on_hand, '0')
  })
})

describe('goods', () => {
  const receive = (place: Awaited<ReturnType<typeof makePlace>>, received_at: string, unit_cost: string) =>
    place.manager.post('/api/v1/stock-receipts', {
      store_id: place.shop.store.id,
      received_at,
      lines: [{ variant_id: place.variantId, quantity: '5', unit_cost }],
    })

  test('that came before the count and are noted after it were counted with the others', async () => {
    const place = await makePlace(0)
    const id = await place.begin()
    await place.count(id, '5', at(20))
    await place.approve(id)
    const answer = await receive(place, at(10), '12')
    assert.equal(answer.status, 201, answer.raw.toString())
    assert.equal(answer.body.data.lines[0].cost, '60.00')
    assert.deepEqual([(await place.level()).on_hand, (await place.level()).value], ['5', '50.00'])
    assert.equal((await receive(place, at(30), '12')).status, 201)
    assert.deepEqual([(await place.level()).on_hand, (await place.level()).value], ['10', '110.00'])
  })

  test('that came before the count into what is missing change neither quantity nor value', async () => {
    const place = await makePlace(0)
    const id = await place.begin()
    await place.count(id, '0', at(20))
    await place.approve(id)
    await place.sell(at(30), '2')
    assert.deepEqual([(await place.level()).on_hand, (await place.level()).value], ['-2', '-20.00'])
    assert.equal((await receive(place, at(10), '33')).status, 201)
    assert.deepEqual([(await place.level()).on_hand, (await place.level()).value], ['-2', '-20.00'])
    assert.equal((await receive(place, at(40), '20')).status, 201)
    assert.deepEqual([(await place.level()).on_hand, (await place.level()).value], ['3', '60.00'])
  })

  test('set by hand after the count are as they were set', async () => {
    const { shop, manager, variantId, level, begin, count, approve } = await makePlace()
    const id = await begin()
    await count(id, '8', new Date().toISOString())
    await approve(id)
    await manager.put(`/api/v1/product-variants/${variantId}/stock`, {
      store_id: shop.store.id,
      reason: 'Casse',
      on_hand: '7',
    })
    assert.equal((await level()).on_hand, '7')
  })
})

describe('several counts of one article', () => {
  test('the later one holds, whichever is approved first', async () => {
    for (const order of ['first', 'second'] as const) {
      const { level, sell, begin, count, approve } = await makePlace()
      const [first, second] = [await begin(), await begin()]
      await count(first, '7', at(10))
      await sell(at(15))
      await count(second, '4', at(20))
      await sell(at(25))
      for (const id of order === 'first' ? [first, second] : [second, first]) await approve(id)
      assert.equal((await level()).on_hand, '3', order)
      // Before both, between them, after both.
      for (const minutes of [5, 12, 30]) await sell(at(minutes))
      assert.equal((await level()).on_hand, '2', order)
    }
  })

  test('in zones counted one after the other: the last is the moment, and what moved meanwhile is told', async () => {
    const { level, sell, begin, count, approve, variance, manager } = await makePlace()
    const id = await begin()
    await count(id, '6', at(10), 'A')
    await sell(at(15))
    await count(id, '3', at(20), 'B')
    await stepStocktake(manager, id, 'finish')
    const { expected, difference, moved_meanwhile, counted_at } = await variance(id)
    assert.deepEqual([expected, difference, moved_meanwhile, counted_at], ['9', '0', '-1', at(20)])
    await stepStocktake(manager, id, 'approve')
    assert.equal((await level()).on_hand, '9')
    const next = await begin()
    await count(next, '9', at(40))
    await approve(next)
    assert.equal((await variance(next)).moved_meanwhile, '0')
  })

  test('what was counted right leaves a movement of nothing, and counts as well', async () => {
    const { history, level, sell, begin, count, approve } = await makePlace()
    const id = await begin()
    await count(id, '10', at(20))
    await approve(id)
    const [movement] = await history()
    assert.deepEqual([movement.kind, movement.quantity, movement.value], ['count', '0', '0.00'])
    await sell(at(10))
    assert.equal((await level()).on_hand, '10')
  })
})

test('what a till with a wrong clock sold is gone all the same', async () => {
  const { shop, manager, variantId, level, begin, count, approve } = await makePlace()
  const id = await begin()
  await count(id, '10', at(20))
  await approve(id)
  const ahead = new Date(Date.now() + 60 * 60 * 1000).toISOString()
  const answer = await manager.post(
    '/api/v1/sales',
    saleOf(shop, { occurred_at: ahead, lines: [{ variant_id: variantId, quantity: '1' }] }),
  )
  assert.deepEqual(answer.body.data.flags, ['clock_skew'])
  assert.equal((await level()).on_hand, '9')
  // It was recorded before this count, so it is expected to be gone.
  const next = await begin()
  await count(next, '9', new Date().toISOString())
  await approve(next)
  assert.equal((await level()).on_hand, '9')
})

test('what a difference is said to be worth is what it is worth once approved', async () => {
  const shop = await makeShop(sql, {
    articles: [{ cost: '0.3333' }, { cost: '1.005' }, { cost: '7' }, { cost: '2.5' }, { cost: '3' }, { cost: null }],
    stock: 3,
  })
  const manager = as('manager', { storeIds: [shop.store.id] })
  const [thirds, less, more, sold, short, unknown] = shop.articles.map((article) => article.variantId)
  await manager.post(
    '/api/v1/sales',
    saleOf(shop, {
      lines: [
        { variant_id: sold, quantity: '3' },
        { variant_id: short, quantity: '8' },
      ],
    }),
  )
  const id = await beginStocktake(manager, shop.store.id)
  await sendCounts(manager, id, [
    countOf(thirds ?? 0, '1.234'),
    countOf(less ?? 0, '0'),
    countOf(more ?? 0, '10'),
    countOf(sold ?? 0, '2'),
    countOf(short ?? 0, '4'),
    countOf(unknown ?? 0, '1'),
  ])
  await stepStocktake(manager, id, 'finish')
  const read = async () => (await manager.get(`/api/v1/stocktakes/${id}/variances?sort=id`)).body.data
  const before = await read()
  await stepStocktake(manager, id, 'approve')
  assert.deepEqual(await read(), before)
  assert.deepEqual(
    before.map((row: { value: string }) => row.value),
    ['-0.59', '-3.02', '49.00', '5.00', '27.00', '0.00'],
  )
})

test('the stock adds up, and nothing failed', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
  assert.deepEqual(log.faults, [])
})
