import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { findStockFaults, openUnsoldAlerts } from '../index.ts'

const { sql, as, log } = await testApplication({ after }, { max: 16 })
const store = await makeStore(sql)
const elsewhere = await makeStore(sql)
const manager = as('manager', { storeIds: [store.id] })
const stranger = as('manager', { storeIds: [elsewhere.id] })

type Alert = Record<string, string | number | null>

const adjust = async (variantId: number, delta: string) => {
  const body = { store_id: store.id, reason: 'Comptage', delta }
  const answer = await manager.put(`/api/v1/product-variants/${variantId}/stock`, body)
  assert.equal(answer.status, 200, answer.raw.toString())
}
const sell = async (variantId: number, quantity: string, occurredAt: string | null = null) => {
  const answer = await manager.post('/api/v1/sales', {
    id: randomUUID(),
    store_id: store.id,
    lines: [{ variant_id: variantId, quantity }],
    payments: [{ method: 'cash', amount: '100000' }],
    occurred_at: occurredAt,
  })
  assert.equal(answer.status, 201, answer.raw.toString())
}
const alertsOf = async (variantId: number, query = ''): Promise<Alert[]> => {
  const answer = await manager.get(`/api/v1/stock-alerts?variant_id=${variantId}${query}`)
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}
const kindsOf = async (variantId: number) => (await alertsOf(variantId)).map((alert) => alert.kind)
const setTargets = (variantId: number, body: object) =>
  manager.put(`/api/v1/stock/${store.id}/${variantId}/levels`, body)

describe('alerts', () => {
  test('open and close with the movements', async () => {
    const { variantId } = await makeArticle(sql, { name: 'Théière' })
    await setTargets(variantId, { reorder_point: '3', target: '10' })
    const story: (readonly [change: () => Promise<void>, kinds: readonly string[]])[] = [
      [() => adjust(variantId, '12'), ['over']],
      [() => sell(variantId, '2'), []],
      [() => sell(variantId, '7'), ['low']],
      [() => sell(variantId, '1'), ['low']],
      [() => sell(variantId, '2'), ['out']],
      [() => sell(variantId, '1'), ['negative']],
      [() => adjust(variantId, '1'), ['out']],
      [() => adjust(variantId, '10'), []],
    ]
    assert.deepEqual(await kindsOf(variantId), ['out'], 'What a store wants to have and has not is missing there.')
    for (const [change, kinds] of story) {
      await change()
      assert.deepEqual(await kindsOf(variantId), kinds)
    }
    const all = (await alertsOf(variantId, '&status=all&sort=id')) as Alert[]
    assert.deepEqual(
      all.map(({ kind, quantity }) => [kind, quantity]),
      [
        ['out', '0'],
        ['over', '12'],
        ['low', '3'],
        ['out', '0'],
        ['negative', '-1'],
        ['out', '0'],
      ],
    )
    for (const { opened_at, closed_at } of all) assert.ok(String(closed_at) >= String(opened_at))
    const [last] = await alertsOf(variantId, '&status=closed&kind=over')
    assert.deepEqual([last?.product_name, last?.on_hand, last?.target], ['Théière', '10', '10'])
  })

  test('follow the wanted levels, and what a store never had is not missing', async () => {
    const { variantId } = await makeArticle(sql)
    await setTargets(variantId, { target: '5' })
    assert.deepEqual(await kindsOf(variantId), [])
    await setTargets(variantId, { reorder_point: '2' })
    assert.deepEqual(await kindsOf(variantId), ['out'])
    await setTargets(variantId, { reorder_point: null })
    assert.deepEqual(await kindsOf(variantId), [])
    await adjust(variantId, '4')
    await setTargets(variantId, { reorder_point: '4' })
    assert.deepEqual(await kindsOf(variantId), ['low'])
    await setTargets(variantId, { reorder_point: '1', target: '3' })
    assert.deepEqual(await kindsOf(variantId), ['over'])
  })

  test('are those of one’s own stores, by kind, status, article and day', async () => {
    const { variantId, productId } = await makeArticle(sql)
    await sell(variantId, '1')
    assert.deepEqual((await stranger.get(`/api/v1/stock-alerts?variant_id=${variantId}`)).body.data, [])
    assert.deepEqual((await stranger.get(`/api/v1/stock-alerts?store_id=${store.id}&status=all`)).body.data, [])
    const today = new Date().toISOString().slice(0, 10)
    const count = async (query: string) => (await alertsOf(variantId, query)).length
    assert.deepEqual(
      [
        await count('&kind=negative'),
        await count('&kind=out'),
        await count('&status=closed'),
        await count(`&product_id=${productId}`),
        await count('&date_from=2020-01-01'),
        await count('&date_to=2020-01-01'),
        await count(`&date_from=${Number(today.slice(0, 4)) + 1}-01-01`),
      ],
      [1, 0, 0, 1, 1, 0, 0],
    )
    for (const query of ['kind=none', 'status=some', 'sort=kind']) {
      assert.equal((await manager.get(`/api/v1/stock-alerts?${query}`)).status, 422)
    }
    await sql`update products set deleted_at = now() where id = ${productId}`
    assert.equal(await count(''), 1, 'Some of it is still missing.')
    await adjust(variantId, '1')
    assert.equal(await count('&status=all'), 0)
  })

  test('agree with the levels whoever moves them at once', async () => {
    const articles = await Promise.all(Array.from({ length: 4 }, () => makeArticle(sql)))
    const ids = articles.map(({ variantId }) => variantId)
    for (const variantId of ids) await setTargets(variantId, { reorder_point: '2', target: '4' })
    await Promise.all(
      Array.from({ length: 32 }, async (_, client) => {
        for (let round = 0; round < 8; round += 1) {
          const variantId = ids[(client + round) % ids.length] as number
          if (client % 8 === 0) await setTargets(variantId, { reorder_point: String(round % 4) })
          else if (client % 2 === 0) await adjust(variantId, String((client % 5) + 1))
          else await sell(variantId, String((client % 4) + 1))
        }
      }),
    )
    assert.deepEqual(log.faults, [])
    assert.deepEqual(await findStockFaults(sql), [])
  })
})

describe('what does not sell', () => {
  const DAY_MS = 24 * 60 * 60 * 1000
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
  const letTimePass = (variantId: number, days: number) => sql`
    update stock_levels set in_stock_since = in_stock_since - make_interval(days => ${days}),
      last_sold_at = last_sold_at - make_interval(days => ${days}) where variant_id = ${variantId}`

  test('is noticed by the daily look, once, and no more once it sells or is gone', async () => {
    const [idle, sold, gone, fresh] = await Promise.all(
      Array.from({ length: 4 }, async () => (await makeArticle(sql)).variantId),
    )
    const all = [idle, sold, gone, fresh] as number[]
    for (const variantId of all) await adjust(variantId, '10')
    await sell(sold as number, '1')
    for (const variantId of [idle, sold, gone]) await letTimePass(variantId as number, 91)
    await letTimePass(fresh as number, 89)
    assert.equal(await openUnsoldAlerts(sql), 3)
    assert.equal(await openUnsoldAlerts(sql), 0)
    const kinds = () => Promise.all(all.map(kindsOf))
    assert.deepEqual(await kinds(), [['no_sale'], ['no_sale'], ['no_sale'], []])
    const [alert] = await alertsOf(idle as number)
    assert.ok(String(alert?.idle_since) < daysAgo(90))
    assert.deepEqual(await findStockFaults(sql), [])
    await adjust(idle as number, '5')
    await sell(sold as number, '1', daysAgo(40))
    await adjust(gone as number, '-10')
    assert.deepEqual(await kinds(), [['no_sale'], [], ['out'], []])
    await sell(idle as number, '1')
    assert.deepEqual(await kindsOf(idle as number), [])
    assert.equal(await openUnsoldAlerts(sql), 0)
  })

  test('is noticed after as many days as the store says, or never', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, '10')
    await letTimePass(variantId, 31)
    await openUnsoldAlerts(sql)
    assert.deepEqual(await kindsOf(variantId), [])
    await manager.put(`/api/v1/stores/${store.id}/stock-policy`, { no_sale_days: 30 })
    await openUnsoldAlerts(sql)
    assert.deepEqual(await kindsOf(variantId), ['no_sale'])
    await sell(variantId, '1')
    await letTimePass(variantId, 3000)
    await manager.put(`/api/v1/stores/${store.id}/stock-policy`, { no_sale_days: null })
    assert.equal(await openUnsoldAlerts(sql), 0)
  })

  test('a forged alert is found', async () => {
    const { variantId } = await makeArticle(sql)
    await adjust(variantId, '1')
    await sql`
      insert into stock_alerts (store_id, variant_id, kind, quantity) values (${store.id}, ${variantId}, 'low', 1)`
    assert.deepEqual(await findStockFaults(sql), [
      {
        invariant: 'stock_alerts_agree_with_levels',
        store_id: store.id,
        variant_id: variantId,
        expected: null,
        found: 'low',
      },
    ])
  })
})
