import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { formatDecimal } from '../../rules/index.ts'
import type { Finding } from '../../server/platform/verification/findings.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { makeShop, onHandOf, type Shop, saleOf } from '../harness/sales.ts'

const { sql, as, log } = await testApplication({ after }, { max: 10 })

const faultsOf = (findings: readonly Finding[]) => findings.filter((finding) => finding.faults > 0)
const assertSound = async () => assert.deepEqual(faultsOf(await verifyInstallation(sql)), [])

/** Calls `work` from so many clients at once, each one call after another, until the calls are used up. */
async function fromClients(clients: number, calls: number, work: (call: number) => Promise<void>): Promise<void> {
  let next = 0
  const client = async () => {
    while (next < calls) {
      const call = next
      next += 1
      await work(call)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
}

async function numbersOf(shop: Shop, registerId: number): Promise<number[]> {
  const rows = await sql<{ number: number }[]>`
    select number from sales where store_id = ${shop.store.id} and register_id = ${registerId} order by number`
  return rows.map((row) => row.number)
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('32 clients sell on one register: numbers without gaps, stock exact, chain whole', async () => {
  const shop = await makeShop(sql, { tills: 1, articles: [{}, {}, {}], stock: 10_000 })
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  const sales = 800
  await fromClients(32, sales, async (call) => {
    const lines = shop.articles.map(({ variantId }, index) => ({ variant_id: variantId, quantity: index + 1 }))
    if (call % 2 === 0) lines.reverse()
    const answer = await cashier.post('/api/v1/sales', saleOf(shop, { register_id: shop.tillIds[0], lines }))
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
  })
  for (const tillId of shop.tillIds) assert.deepEqual(await numbersOf(shop, tillId), upTo(sales))
  for (const [index, { variantId }] of shop.articles.entries()) {
    const left = BigInt(10_000 - sales * (index + 1)) * 1000n
    assert.equal(await onHandOf(sql, shop.store.id, variantId), formatDecimal(left, 3))
  }
  await assertSound()
})

test('of many returns of the same last unit at once exactly one succeeds', async () => {
  const shop = await makeShop(sql)
  const manager = as('manager', { storeIds: [shop.store.id] })
  for (let round = 0; round < 10; round += 1) {
    const sale = saleOf(shop, { payments: [{ method: 'card', amount: '34.48' }] })
    assert.equal((await manager.post('/api/v1/sales', sale)).status, 201)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        manager.post(`/api/v1/sales/${sale.id}/returns`, {
          id: crypto.randomUUID(),
          lines: [{ sale_line: 1, quantity: '1' }],
          refunds: [{ method: 'card', amount: '34.48' }],
        }),
      ),
    )
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, ...Array(7).fill(409)])
  }
  assert.equal(await onHandOf(sql, shop.store.id, shop.articles[0]?.variantId ?? 0), '100.000')
  await assertSound()
})

test('returns in two stores of sales of a third, against each other, take back no more than was sold', async () => {
  const [here, there] = await Promise.all([makeShop(sql), makeShop(sql)])
  const shop = await makeShop(sql, { articles: [{ taxClass: 'exempt' }, { taxClass: 'exempt' }] })
  const manager = as('manager', { storeIds: [shop.store.id, here.store.id, there.store.id] })
  const lines = shop.articles.map(({ variantId }) => ({ variant_id: variantId, quantity: 10, unit_price: '10' }))
  const sales = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const sale = saleOf(shop, { lines, payments: [{ method: 'card', amount: '200.00' }] })
      assert.equal((await manager.post('/api/v1/sales', sale)).status, 201)
      return sale
    }),
  )
  let taken = 0
  await fromClients(16, 160, async (call) => {
    const answer = await manager.post(`/api/v1/sales/${sales[call % 4]?.id}/returns`, {
      id: crypto.randomUUID(),
      store_id: (call % 3 === 0 ? here : there).store.id,
      lines: [{ sale_line: (Math.floor(call / 4) % 2) + 1, quantity: 1 }],
      refunds: [{ method: 'card', amount: '10.00' }],
    })
    assert.ok(answer.status === 201 || answer.body.code === 'returns_too_much', JSON.stringify(answer.body))
    if (answer.status === 201) taken += 1
  })
  assert.equal(taken, 80)
  await assertSound()
})

test('a bad sale that shares its transaction with good ones harms none of them', async () => {
  const shop = await makeShop(sql, { tills: 1, articles: [{}, { price: '999999999', cost: '999999999' }] })
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  const unknown = [{ variant_id: 999_999, quantity: 1 }]
  const before = (await numbersOf(shop, shop.virtualRegisterId)).length
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const isBad = index % 6 === 5
      return cashier.post('/api/v1/sales', saleOf(shop, isBad ? { lines: unknown } : {}))
    }),
  )
  assert.deepEqual(
    answers.map((answer) => answer.status),
    Array.from({ length: 60 }, (_, index) => (index % 6 === 5 ? 422 : 201)),
  )
  assert.deepEqual(await numbersOf(shop, shop.virtualRegisterId), upTo(before + 50))
  await assertSound()
})

test('a sale that the database itself refuses harms none of those that share its transaction', async () => {
  const shop = await makeShop(sql)
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  const { variantId } = shop.articles[0] ?? { variantId: 0 }
  // One unit more than the column of the balance can hold.
  await sql`
    update stock_levels set on_hand = -999999999.5 where store_id = ${shop.store.id} and variant_id = ${variantId}`
  const other = await makeShop(sql)
  const otherCashier = as('cashier', { storeIds: [other.store.id] })
  const answers = await Promise.all([
    ...Array.from({ length: 20 }, () => otherCashier.post('/api/v1/sales', saleOf(other))),
    cashier.post('/api/v1/sales', saleOf(shop)),
    ...Array.from({ length: 20 }, () => otherCashier.post('/api/v1/sales', saleOf(other))),
  ])
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [...Array(20).fill(201), 422, ...Array(20).fill(201)],
  )
  assert.deepEqual(await numbersOf(other, other.virtualRegisterId), upTo(40))
  await sql`update stock_levels set on_hand = 100 where store_id = ${shop.store.id} and variant_id = ${variantId}`
  await assertSound()
})

test('the same sale from many clients at once is recorded once, and all are given the same answer', async () => {
  const shop = await makeShop(sql)
  const cashier = as('cashier', { storeIds: [shop.store.id] })
  const sale = saleOf(shop)
  const answers = await Promise.all(Array.from({ length: 24 }, () => cashier.post('/api/v1/sales', sale)))
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [...Array(23).fill(200), 201])
  for (const answer of answers) assert.deepEqual(answer.body.data, answers[0]?.body.data)
  assert.deepEqual(await numbersOf(shop, shop.virtualRegisterId), [1])
  await assertSound()
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
