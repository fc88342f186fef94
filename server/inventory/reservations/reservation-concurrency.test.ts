import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, onHandOf } from '../../../test/harness/sales.ts'
import { expireReservations, findStockFaults } from '../index.ts'

const CLIENTS = 32
const PATH = '/api/v1/reservations'

const { sql, as, log } = await testApplication({ after }, { max: 16 })

/** So many clients at once, each one call after another. */
const fromClients = (calls: number, work: (client: number, call: number) => Promise<void>) =>
  Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let call = 0; call < calls; call += 1) await work(client, call)
    }),
  )

test('32 clients who reserve the last units get exactly what there is', async () => {
  const shop = await makeShop(sql, { articles: [{}, {}], stock: 300 })
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  const given = new Map(shop.articles.map(({ variantId }) => [variantId, 0]))
  await fromClients(32, async (client, call) => {
    const variantId = shop.articles[(client + call) % 2]?.variantId ?? 0
    const answer = await cashier.post(PATH, { store_id: shop.store.id, variant_id: variantId, quantity: '1' })
    if (answer.status === 201) given.set(variantId, (given.get(variantId) ?? 0) + 1)
    else assert.equal(answer.body.code, 'not_enough_stock', answer.raw.toString())
  })
  assert.deepEqual([...given.values()], [300, 300])
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
})

test('reserving, extending, giving up, expiring and selling at once promise nothing twice', async () => {
  const shop = await makeShop(sql, { articles: [{}, {}, {}], stock: 90 })
  const manager = as('manager', { storeIds: [shop.store.id] })
  await manager.put(`/api/v1/stores/${shop.store.id}/stock-policy`, { below_zero: 'refuse' })
  const expected = new Set([200, 201, 409])
  let sold = 0
  const sell = async (variantId: number, reservationId: number | null) => {
    const answer = await manager.post('/api/v1/sales', {
      id: randomUUID(),
      store_id: shop.store.id,
      lines: [{ variant_id: variantId, quantity: '1', reservation_id: reservationId }],
      payments: [{ method: 'cash', amount: '100' }],
    })
    if (answer.status === 201) sold += 1
    assert.ok(expected.has(answer.status), answer.raw.toString())
  }
  let isOver = false
  const expiring = (async () => {
    while (!isOver) {
      // The hour of some has come.
      await sql`
        update stock_reservations set expires_at = now() - interval '1 second'
        where store_id = ${shop.store.id} and status = 'active' and id % 7 = 0`
      await expireReservations(sql)
    }
  })()
  await fromClients(20, async (client, call) => {
    const variantId = shop.articles[(client * 5 + call) % 3]?.variantId ?? 0
    const made = await manager.post(PATH, { store_id: shop.store.id, variant_id: variantId, quantity: '1' })
    assert.ok(expected.has(made.status), made.raw.toString())
    if (made.status !== 201) return sell(variantId, null)
    const { id } = made.body.data
    const choice = (client + call) % 4
    if (choice === 0) await sell(variantId, id)
    if (choice === 1) assert.ok(expected.has((await manager.del(`${PATH}/${id}`)).status))
    if (choice === 2) {
      // Both at once: one of them finds it ended, or both find that it ran out.
      const [released] = await Promise.all([manager.del(`${PATH}/${id}`), sell(variantId, id)])
      assert.ok(expected.has(released.status), released.raw.toString())
    }
    if (choice === 3) {
      const expires_at = new Date(Date.now() + 3_600_000).toISOString()
      assert.ok(expected.has((await manager.patch(`${PATH}/${id}`, { expires_at })).status))
    }
  })
  isOver = true
  await expiring
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
  const left = await Promise.all(shop.articles.map(({ variantId }) => onHandOf(sql, shop.store.id, variantId)))
  assert.equal(
    left.map(Number).reduce((sum, units) => sum + units),
    270 - sold,
  )
  assert.ok(
    left.every((units) => Number(units) >= 0),
    'A store that refuses to sell below zero never did.',
  )
  const [promised] = await sql`
    select bool_and(reserved <= on_hand) as is_covered from stock_levels where store_id = ${shop.store.id}`
  assert.equal(promised?.is_covered, true)
})

test('32 clients who buy the last units of a store that refuses to sell below zero get exactly what there is', async () => {
  const shop = await makeShop(sql, { articles: [{}, {}], stock: 100 })
  const manager = as('manager', { storeIds: [shop.store.id] })
  await manager.put(`/api/v1/stores/${shop.store.id}/stock-policy`, { below_zero: 'refuse' })
  let sold = 0
  await fromClients(20, async (client, call) => {
    const lines = shop.articles.map(({ variantId }) => ({ variant_id: variantId, quantity: '1' }))
    if ((client + call) % 2 === 0) lines.reverse()
    const answer = await manager.post('/api/v1/sales', {
      id: randomUUID(),
      store_id: shop.store.id,
      lines,
      payments: [{ method: 'cash', amount: '100' }],
    })
    if (answer.status === 201) sold += 1
    else assert.equal(answer.body.code, 'not_enough_stock', answer.raw.toString())
  })
  assert.equal(sold, 100)
  for (const { variantId } of shop.articles) assert.equal(await onHandOf(sql, shop.store.id, variantId), '0.000')
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
})
