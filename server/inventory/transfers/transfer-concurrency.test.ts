import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { makeArticle, stockUp } from '../../../test/harness/sales.ts'
import { findStockFaults } from '../index.ts'

const CLIENTS = 32
const { sql, service, log } = await testApplication({ after }, { max: 16 })

/** So many clients at once, each one call after another. */
const fromClients = (calls: number, work: (client: number, call: number) => Promise<void>) =>
  Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let call = 0; call < calls; call += 1) await work(client, call)
    }),
  )

/** A number that looks like chance, the same in every run. */
const scatter = (...parts: readonly number[]): number =>
  parts.reduce((mixed, part) => Math.imul(mixed ^ (part + 1), 0x9e3779b1) >>> 7, 0x811c9dc5)

async function makePlaces(articles: number, units: number) {
  const [north, south] = [await makeStore(sql, { tax_zone: 'NONE' }), await makeStore(sql, { tax_zone: 'NONE' })]
  const variantIds: number[] = []
  for (let count = 0; count < articles; count += 1) variantIds.push((await makeArticle(sql)).variantId)
  for (const { id } of [north, south]) await stockUp(sql, id, variantIds, units)
  return { stores: [north.id, south.id] as const, variantIds }
}
const ask = async (sourceId: number, destinationId: number, variantIds: readonly number[], quantity: number) => {
  const lines = variantIds.map((variantId) => ({ variant_id: variantId, quantity }))
  const answer = await service.post('/api/v1/transfers', { source_id: sourceId, destination_id: destinationId, lines })
  assert.equal(answer.status, 201, answer.raw.toString())
  return answer.body.data.id as number
}
const sell = async (storeId: number, variantIds: readonly number[]) => {
  const answer = await service.post('/api/v1/sales', {
    id: randomUUID(),
    store_id: storeId,
    lines: variantIds.map((variantId) => ({ variant_id: variantId, quantity: '1' })),
    payments: [{ method: 'cash', amount: '1000' }],
  })
  assert.ok([201, 409].includes(answer.status), answer.raw.toString())
  return answer.status === 201
}

test('32 clients who take the same steps at once take each of them once', async () => {
  const { stores, variantIds } = await makePlaces(3, 1000)
  const counts = new Map<string, number>()
  for (let transfer = 0; transfer < 4; transfer += 1) {
    const id = await ask(stores[0], stores[1], transfer % 2 === 0 ? variantIds : variantIds.toReversed(), 10)
    const steps = ['approve', 'ship', 'receive', 'cancel']
    await fromClients(2, async (client, call) => {
      const step = steps[(client + call) % 4] ?? ''
      const answer = await service.post(`/api/v1/transfers/${id}/${step}`)
      assert.ok([200, 409].includes(answer.status), answer.raw.toString())
      if (answer.status === 200) counts.set(`${id} ${step}`, (counts.get(`${id} ${step}`) ?? 0) + 1)
    })
  }
  assert.ok(
    [...counts.values()].every((count) => count === 1),
    JSON.stringify([...counts]),
  )
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
})

test('transfers both ways, their differences, and sales of the same goods lose and make nothing', async () => {
  const { stores, variantIds } = await makePlaces(4, 500)
  const [first, second] = stores
  const ids: number[] = []
  for (let count = 0; count < 24; count += 1) {
    const [from, to] = count % 2 === 0 ? [first, second] : [second, first]
    ids.push(await ask(from, to, count % 3 === 0 ? variantIds.toReversed() : variantIds, 12))
  }
  let sold = 0
  const step = async (id: number, name: string, body: object = {}) => {
    const answer = await service.post(`/api/v1/transfers/${id}/${name}`, body)
    assert.ok([200, 409, 422].includes(answer.status), answer.raw.toString())
  }
  await fromClients(24, async (client, call) => {
    const id = ids[scatter(client, call, 1) % ids.length] ?? 0
    const variantId = variantIds[(client + call) % 4] ?? 0
    const line = { variant_id: variantId, quantity: 1 + (call % 3) }
    const choice = scatter(client, call, 2) % 8
    if (choice === 0) await step(id, 'approve')
    else if (choice === 1)
      await step(id, 'pick', { lines: variantIds.map((one) => ({ variant_id: one, quantity: 9 })) })
    else if (choice === 2) await step(id, 'ship')
    else if (choice === 3) await step(id, 'receive', { lines: [{ ...line, surplus: call % 2 === 0 }] })
    else if (choice === 4) {
      const outcome = call % 2 === 0 ? 'lost' : 'returned'
      await step(id, 'settle', { lines: [{ ...line, outcome, reason: 'Écart' }] })
    } else if (choice === 5 && client < 4) await step(id, 'cancel')
    else if (await sell(stores[client % 2] ?? 0, call % 2 === 0 ? variantIds : variantIds.toReversed())) sold += 1
  })
  assert.ok(sold > 100, `${sold} sales`)
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
  const [{ there, shipped, lost, surplus }] = await sql<
    [{ there: number; shipped: number; lost: number; surplus: number }]
  >`
    select sum(on_hand + in_transit)::float8 as there,
      (select sum(shipped) from stock_transfer_lines where variant_id = any(${variantIds}::bigint[]))::float8 as shipped,
      (select sum(lost) from stock_transfer_lines where variant_id = any(${variantIds}::bigint[]))::float8 as lost,
      (select sum(surplus) from stock_transfer_lines where variant_id = any(${variantIds}::bigint[]))::float8 as surplus
    from stock_levels where variant_id = any(${variantIds}::bigint[])`
  assert.ok(shipped > 100, `${shipped} shipped`)
  assert.equal(there, 4 * 2 * 500 - 4 * sold - lost + surplus)
})

test('a source that refuses to sell below zero promises its last goods once, to transfers and customers', async () => {
  const { stores, variantIds } = await makePlaces(2, 120)
  const [source, destination] = stores
  await service.put(`/api/v1/stores/${source}/stock-policy`, { below_zero: 'refuse' })
  const ids: number[] = []
  for (let count = 0; count < 32; count += 1) ids.push(await ask(source, destination, variantIds, 5))
  let sold = 0
  let shipped = 0
  await fromClients(6, async (client, call) => {
    const id = ids[client] ?? 0
    if (call === client % 2) {
      const approved = await service.post(`/api/v1/transfers/${id}/approve`)
      assert.ok([200, 409].includes(approved.status), approved.raw.toString())
    } else if (call === 4) {
      const answer = await service.post(`/api/v1/transfers/${id}/ship`)
      assert.ok([200, 409].includes(answer.status), answer.raw.toString())
      if (answer.status === 200) shipped += 1
    } else if (await sell(source, variantIds)) sold += 1
  })
  const levels = await sql<{ on_hand: string; reserved: string }[]>`
    select on_hand, reserved from stock_levels where store_id = ${source} and variant_id = any(${variantIds}::bigint[])`
  for (const { on_hand, reserved } of levels) {
    assert.deepEqual([Number(on_hand), Number(reserved)], [120 - sold - 5 * shipped, 0])
    assert.ok(Number(on_hand) >= 0, on_hand)
  }
  assert.ok(sold > 0 && shipped > 0, `${sold} sold, ${shipped} shipped`)
  assert.deepEqual(log.faults, [])
  assert.deepEqual(await findStockFaults(sql), [])
})
