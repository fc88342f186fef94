import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { findStockFaults } from '../index.ts'

const { sql, as } = await testApplication({ after })
// Where every day has twenty-four hours.
const store = await makeStore(sql, { time_zone: 'UTC' })
const elsewhere = await makeStore(sql)
const manager = as('manager', { storeIds: [store.id] })
const cashier = as('cashier', { storeIds: [store.id] })
const stranger = as('manager', { storeIds: [elsewhere.id] })
const ENGLISH = { 'accept-language': 'en' }

const pathOf = (variantId: number, storeId = store.id) => `/api/v1/stock/${storeId}/${variantId}`
const setTargets = (variantId: number, body: object, headers = {}) =>
  manager.put(`${pathOf(variantId)}/levels`, body, headers)
const adjust = async (variantId: number, change: object) => {
  const body = { store_id: store.id, reason: 'Comptage', ...change }
  const answer = await manager.put(`/api/v1/product-variants/${variantId}/stock`, body)
  assert.equal(answer.status, 200, answer.raw.toString())
}
const sell = async (variantId: number, quantity: string, occurredAt?: string) => {
  const answer = await manager.post('/api/v1/sales', {
    id: randomUUID(),
    store_id: store.id,
    lines: [{ variant_id: variantId, quantity }],
    payments: [{ method: 'cash', amount: '100000' }],
    occurred_at: occurredAt ?? null,
  })
  assert.equal(answer.status, 201, answer.raw.toString())
  return answer.body.data.id as string
}

describe('the levels of an article in a store', () => {
  test('are told with what sales suggest', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, { on_hand: '30' })
    const DAY_MS = 24 * 60 * 60 * 1000
    // One a day: a history of as many days as it is told to rest on.
    for (let day = 1; day <= 10; day += 1) await sell(variantId, '1', new Date(Date.now() - day * DAY_MS).toISOString())
    const { status, body } = await manager.get(pathOf(variantId))
    assert.equal(status, 200)
    const { on_hand, available, reserved, in_transit, average_cost, value, suggestion } = body.data
    assert.deepEqual([on_hand, available, reserved, in_transit], ['20', '20', '0', '0'])
    assert.deepEqual([average_cost, value, body.data.status], ['2.50', '50.00', 'in'])
    assert.deepEqual(suggestion, { days: 11, daily_sales: '0.909', reorder_point: '8', target: '21' })
    await setTargets(variantId, { pack_size: '12', lead_time_days: 0 })
    const packed = (await manager.get(pathOf(variantId))).body.data.suggestion
    assert.deepEqual([packed.reorder_point, packed.target], ['0', '24'])
  })

  test('suggest nothing where nothing was sold, and show no cost to whoever may not see it', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, { on_hand: '3' })
    const { data } = (await cashier.get(pathOf(variantId))).body
    assert.deepEqual(data.suggestion, { days: 7, daily_sales: '0', reorder_point: null, target: null })
    assert.equal('average_cost' in data || 'value' in data, false)
  })

  test('are said in part, taken away by null, and followed by the status', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, { on_hand: '5' })
    const first = await setTargets(variantId, { reorder_point: '5', target: 20, pack_size: '6', lead_time_days: 3 })
    assert.equal(first.status, 200, first.raw.toString())
    assert.equal(first.body.message, 'Niveaux enregistrés avec succès.')
    const shown = ({ reorder_point, target, pack_size, lead_time_days, status }: typeof first.body.data) =>
      [reorder_point, target, pack_size, lead_time_days, status] as const
    assert.deepEqual(shown(first.body.data), ['5', '20', '6', 3, 'low'])
    const second = await setTargets(variantId, { target: '5', reorder_point: '2.5', lead_time_days: null }, ENGLISH)
    assert.equal(second.body.message, 'Levels saved.')
    assert.deepEqual(shown(second.body.data), ['2.5', '5', '6', null, 'in'])
    assert.deepEqual(shown((await setTargets(variantId, { target: '4' })).body.data), ['2.5', '4', '6', null, 'over'])
    assert.deepEqual(shown((await setTargets(variantId, {})).body.data), ['2.5', '4', '6', null, 'over'])
    const [logged] = await sql`
      select operation, entity_id from audit_log where entity_type = 'stock-target' order by id desc limit 1`
    assert.deepEqual(logged, { operation: 'setStockTargets', entity_id: `${store.id}:${variantId}` })
  })

  test('make a level for what the store never had', async () => {
    const { variantId } = await makeArticle(sql)
    assert.equal((await manager.get(pathOf(variantId))).status, 404)
    const { data } = (await setTargets(variantId, { reorder_point: '4' })).body
    assert.deepEqual([data.on_hand, data.status], ['0', 'out'])
    assert.equal((await manager.get(pathOf(variantId))).status, 200)
  })

  const CASES: readonly [what: string, body: unknown, fields: readonly string[]][] = [
    ['a target below the reorder point', { reorder_point: '5', target: '4.999' }, ['target']],
    ['less than nothing', { reorder_point: '-1', target: '-1' }, ['reorder_point', 'target']],
    ['a pack of nothing', { pack_size: '0' }, ['pack_size']],
    ['a year and a day', { lead_time_days: 366 }, ['lead_time_days']],
    ['half a day', { lead_time_days: 0.5 }, ['lead_time_days']],
    ['four decimals', { target: '1.0001' }, ['target']],
    ['an unknown field', { maximum: 4 }, ['maximum']],
  ]
  for (const [what, body, fields] of CASES) {
    test(`refuse ${what}`, async () => {
      const { variantId } = await makeArticle(sql)
      const answer = await setTargets(variantId, body as object)
      assert.equal(answer.status, 422, answer.raw.toString())
      assert.deepEqual(Object.keys(answer.body.errors).sort(), [...fields].sort())
    })
  }

  test('compare a target with the reorder point that stands', async () => {
    const { variantId } = await makeArticle(sql)
    await setTargets(variantId, { reorder_point: '5' })
    const french = await setTargets(variantId, { target: '3' })
    assert.deepEqual(french.body.errors.target, ['La cible ne peut pas être inférieure au seuil de commande.'])
    const english = await setTargets(variantId, { target: '3' }, ENGLISH)
    assert.deepEqual(english.body.errors.target, ['The target cannot be below the reorder point.'])
  })

  test('do not exist for another store’s manager, nor for an article that is gone', async () => {
    const { variantId, productId } = await makeArticle(sql)
    await adjust(variantId, { on_hand: '5' })
    const asked = [
      await stranger.get(pathOf(variantId)),
      await stranger.get(`${pathOf(variantId)}/history`),
      await stranger.put(`${pathOf(variantId)}/levels`, { target: '1' }),
      await stranger.get(`/api/v1/stores/${store.id}/stock-policy`),
      await stranger.put(`/api/v1/stores/${store.id}/stock-policy`, { below_zero: 'allow' }),
      await manager.put(`${pathOf(987_654)}/levels`, { target: '1' }),
    ]
    assert.deepEqual(
      asked.map((answer) => answer.status),
      [404, 404, 404, 404, 404, 404],
    )
    await sql`update products set deleted_at = now() where id = ${productId}`
    assert.equal((await setTargets(variantId, { target: '1' })).status, 404)
  })
})

describe('lists of stock', () => {
  test('are asked for by status', async () => {
    const shop = await makeStore(sql)
    const owner = as('owner')
    const made: number[] = []
    for (const quantity of ['0', '2', '5', '9', '-1']) {
      const { variantId } = await makeArticle(sql)
      made.push(variantId)
      const body = { store_id: shop.id, reason: 'Comptage' }
      await owner.put(`/api/v1/product-variants/${variantId}/stock`, { ...body, delta: '1' })
      await owner.put(`/api/v1/product-variants/${variantId}/stock`, { ...body, delta: String(Number(quantity) - 1) })
      await owner.put(`${pathOf(variantId, shop.id)}/levels`, { reorder_point: '2', target: '8' })
    }
    for (const [index, status] of ['out', 'low', 'in', 'over', 'negative'].entries()) {
      const { data, meta } = (await owner.get(`/api/v1/stock?store_id=${shop.id}&status=${status}`)).body
      assert.equal(meta.total, 1)
      assert.deepEqual([data[0].variant_id, data[0].status], [made[index], status])
    }
  })
})

describe('why there are so many', () => {
  test('is told by the movements, the newest first, down to what there was before them', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, { on_hand: '10' })
    const saleId = await sell(variantId, '2')
    const receipt = await manager.post('/api/v1/stock-receipts', {
      store_id: store.id,
      lines: [{ variant_id: variantId, quantity: '4', unit_cost: '3.25' }],
    })
    await adjust(variantId, { delta: '-5' })
    const path = `${pathOf(variantId)}/history`
    const { level, opening, movements, next_cursor } = (await manager.get(`${path}?per_page=3`)).body.data
    assert.deepEqual([level.on_hand, opening.balance], ['7', '10'])
    const story = (entries: Record<string, unknown>[]) =>
      entries.map((entry) => [entry.kind, entry.quantity, entry.balance_after, entry.unit_cost, entry.reference_url])
    assert.deepEqual(story(movements), [
      ['adjustment', '-5', '7', '2.75', null],
      ['receipt', '4', '12', '3.25', `/api/v1/stock-receipts/${receipt.body.data.id}`],
      ['sale', '-2', '8', '2.50', `/api/v1/sales/${saleId}`],
    ])
    for (const { reference_url: url } of movements) if (url !== null) assert.equal((await manager.get(url)).status, 200)
    assert.equal(opening.at, movements[2].recorded_at)
    const rest = (await manager.get(`${path}?per_page=3&cursor=${next_cursor}`)).body.data
    assert.deepEqual(story(rest.movements), [['adjustment', '10', '10', '2.50', null]])
    assert.deepEqual([rest.opening.balance, rest.next_cursor], ['0', null])
    const unseen = (await cashier.get(path)).body.data
    assert.equal(unseen.movements.length, 4)
    assert.doesNotMatch(JSON.stringify(unseen), /unit_cost|"value"|average_cost/)
  })

  test('is told of a level that never moved', async () => {
    const { variantId } = await makeArticle(sql)
    await setTargets(variantId, { target: '4' })
    const { data } = (await manager.get(`${pathOf(variantId)}/history`)).body
    assert.deepEqual([data.opening, data.movements, data.next_cursor], [{ balance: '0', at: null }, [], null])
  })

  test('refuses a cursor that is not its own', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, { on_hand: '1' })
    assert.equal((await manager.get(`${pathOf(variantId)}/history?cursor=zzz`)).status, 400)
    assert.equal((await manager.get(`${pathOf(variantId)}/history?per_page=101`)).status, 422)
  })
})

describe('a store’s stock policy', () => {
  test('has defaults, and changes in part', async () => {
    const path = `/api/v1/stores/${store.id}/stock-policy`
    const defaults = { store_id: store.id, below_zero: 'warn', no_sale_days: 90, supplied_by: null }
    assert.deepEqual((await cashier.get(path)).body.data, defaults)
    const changed = await manager.put(path, { below_zero: 'refuse' })
    assert.equal(changed.body.message, 'Règles de stock enregistrées avec succès.')
    assert.deepEqual(changed.body.data, { ...defaults, below_zero: 'refuse' })
    assert.deepEqual((await manager.put(path, { no_sale_days: null })).body.data, {
      store_id: store.id,
      below_zero: 'refuse',
      no_sale_days: null,
      supplied_by: null,
    })
    assert.deepEqual((await manager.put(path, defaultsOf(defaults))).body.data, defaults)
    assert.equal((await cashier.put(path, { below_zero: 'allow' })).status, 403)
    const refused = await manager.put(path, { below_zero: 'never', no_sale_days: 0 })
    assert.deepEqual([refused.status, Object.keys(refused.body.errors).sort()], [422, ['below_zero', 'no_sale_days']])
  })
})

const defaultsOf = ({ below_zero, no_sale_days }: { below_zero: string; no_sale_days: number }) => ({
  below_zero,
  no_sale_days,
})

test('after all of it, the stock is sound', async () => {
  assert.deepEqual(await findStockFaults(sql), [])
})
