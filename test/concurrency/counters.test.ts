import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { API_TOKEN, apiProcess } from '../harness/api-process.ts'
import type { Answer } from '../harness/client.ts'
import { testDatabase } from '../harness/database.ts'
import { makeCustomer, makeShop, newId, onHandOf, saleOf } from '../harness/sales.ts'

/**
 * Every counter of the till and of the stock room, one at a time: 32 clients, half of them at each of two API processes,
 * thousands of operations over real HTTP, and at the end the exact number. What is refused is refused for the one reason
 * that the counter knows.
 */
const CLIENTS = 32
const { sql, url } = await testDatabase({ after })
await prepareInstallation(sql)
const apis = await Promise.all([apiProcess({ after }, url), apiProcess({ after }, url)])
for (const api of apis) await api.start()

type Answered = Pick<Answer, 'status' | 'body'>

async function send(client: number, method: string, path: string, body?: object): Promise<Answered> {
  const response = await fetch(`${apis[client % apis.length]?.address}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

/** Calls `work` from so many clients at once, each one call after another, until the calls are used up. */
async function fromClients(calls: number, work: (client: number, call: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      while (next < calls) {
        const call = next
        next += 1
        await work(client, call)
      }
    }),
  )
}

async function assertSound(): Promise<void> {
  const findings = await verifyInstallation(sql)
  assert.deepEqual(
    findings.filter(({ faults }) => faults > 0),
    [],
  )
}

const FREE_OF_TAX = { price: '10.00', taxClass: 'exempt' }
const tenIn = (method: string) => [{ method, amount: '10.00' }]

/** Done, or refused for this one reason. Answers whether it was done. */
function isDone({ status, body }: Answered, refusal?: string): boolean {
  if (status === 200 || status === 201) return true
  assert.deepEqual([status, body.code], [409, refusal], JSON.stringify(body))
  return false
}

test('ticket numbers: 3,000 sales on four registers have the numbers 1 to 750 of each, and stock is exact', async () => {
  const shop = await makeShop(sql, { tills: 4, articles: [FREE_OF_TAX, FREE_OF_TAX], stock: 10_000 })
  const numbers = new Map<number, number[]>(shop.tillIds.map((id) => [id, []]))
  await fromClients(3_000, async (client, call) => {
    const registerId = shop.tillIds[call % 4] as number
    const lines = shop.articles.map(({ variantId }) => ({ variant_id: variantId, quantity: '1' }))
    if (client % 2 === 0) lines.reverse()
    const answer = await send(client, 'POST', '/sales', saleOf(shop, { register_id: registerId, lines }))
    assert.ok(isDone(answer))
    numbers.get(registerId)?.push(answer.body.data.number)
  })
  const wanted = Array.from({ length: 750 }, (_, index) => index + 1)
  for (const given of numbers.values()) {
    assert.deepEqual(
      given.toSorted((left, right) => left - right),
      wanted,
    )
  }
  for (const { variantId } of shop.articles) assert.equal(await onHandOf(sql, shop.store.id, variantId), '7000.000')
  await assertSound()
})

test('drawer: 2,400 sales, movements and reports on two open drawers, and the cash expected is exact', async () => {
  const shop = await makeShop(sql, { tills: 2, articles: [FREE_OF_TAX], stock: 10_000 })
  const sessions: string[] = []
  for (const id of shop.tillIds) {
    const opened = await send(0, 'POST', `/registers/${id}/sessions`, { opening_float: '50.00' })
    sessions.push(opened.body.data.id)
  }
  await fromClients(2_400, async (client, call) => {
    const place = call % 2
    const path = `/register-sessions/${sessions[place]}`
    const kind = Math.floor(call / 2) % 6
    if (kind === 0) {
      const out = { type: 'out', amount: '2.00', reason: 'Livreur' }
      assert.ok(isDone(await send(client, 'POST', `${path}/cash-movements`, out)))
    } else if (kind === 1) assert.ok(isDone(await send(client, 'GET', `${path}/x-report`)))
    else {
      const sale = saleOf(shop, {
        register_id: shop.tillIds[place],
        session_id: sessions[place],
        payments: tenIn('cash'),
      })
      assert.ok(isDone(await send(client, 'POST', '/sales', sale)))
    }
  })
  for (const id of sessions) {
    const { body } = await send(0, 'POST', `/register-sessions/${id}/close`, { counted: { cash: '7650.00' } })
    // 800 sales of 10.00, 200 movements of 2.00 out, and the float.
    assert.deepEqual([body.data.session.expected_cash, body.data.session.difference], ['7650.00', '0.00'])
  }
  await assertSound()
})

test('session close: of 2,000 sales around twenty closings each is in exactly one Z, in time or late', async () => {
  const shop = await makeShop(sql, { tills: 2, articles: [FREE_OF_TAX], stock: 10_000 })
  let late = 0
  for (let round = 0; round < 20; round += 1) {
    const registerId = shop.tillIds[round % 2]
    const opened = await send(0, 'POST', `/registers/${registerId}/sessions`, { opening_float: '0' })
    const path = `/register-sessions/${opened.body.data.id}`
    const closeAt = 20 + Math.floor(Math.random() * 60)
    await fromClients(101, async (client, call) => {
      if (call === closeAt) {
        assert.ok(isDone(await send(client, 'POST', `${path}/close`, { counted: { cash: '0' } })))
        return
      }
      const sale = saleOf(shop, { register_id: registerId, session_id: opened.body.data.id, payments: tenIn('cash') })
      const answer = await send(client, 'POST', '/sales', sale)
      assert.ok(isDone(answer))
      if (answer.body.data.flags.includes('session_closed')) late += 1
    })
    const z = (await send(0, 'GET', `${path}/z-report`)).body.data
    assert.equal(z.totals.tickets + z.late.totals.tickets, 100)
    assert.equal(z.session.z_number, Math.floor(round / 2) + 1)
    late -= z.late.totals.tickets
  }
  assert.equal(late, 0)
  await assertSound()
})

test('stock: 2,000 sales and adjustments of ten articles in overlapping orders add up', async () => {
  const shop = await makeShop(sql, { tills: 2, articles: Array(10).fill(FREE_OF_TAX), stock: 1_000 })
  const expected = shop.articles.map(() => 1_000)
  await fromClients(2_000, async (client, call) => {
    const first = (call * 7 + client) % 10
    if (call % 3 === 0) {
      const { variantId } = shop.articles[first] ?? assert.fail()
      const change = { store_id: shop.store.id, delta: (call % 5) - 2 || 1, reason: 'Casse' }
      assert.ok(isDone(await send(client, 'PUT', `/product-variants/${variantId}/stock`, change)))
      expected[first] = (expected[first] as number) + change.delta
      return
    }
    const places = [first, (first + 3) % 10, (first + 8) % 10]
    const lines = places.map((place) => ({ variant_id: shop.articles[place]?.variantId, quantity: '1' }))
    assert.ok(
      isDone(await send(client, 'POST', '/sales', saleOf(shop, { register_id: shop.tillIds[call % 2], lines }))),
    )
    for (const place of places) expected[place] = (expected[place] as number) - 1
  })
  const left = await Promise.all(shop.articles.map(({ variantId }) => onHandOf(sql, shop.store.id, variantId)))
  assert.deepEqual(left.map(Number), expected)
  await assertSound()
})

test('store credit: of 2,500 attempts to spend one balance of 10,000.00 in two stores exactly a thousand succeed', async () => {
  const here = await makeShop(sql, { articles: [FREE_OF_TAX], stock: 10_000 })
  const there = await makeShop(sql, { articles: [FREE_OF_TAX], stock: 10_000 })
  const customerId = await makeCustomer(sql)
  const grant = { amount: '10000.00', currency: 'CAD', reason: 'Geste' }
  assert.ok(isDone(await send(0, 'POST', `/customers/${customerId}/credit`, grant)))
  let spent = 0
  await fromClients(2_500, async (client) => {
    const sale = saleOf(client % 3 === 0 ? here : there, { customer_id: customerId, payments: tenIn('credit') })
    if (isDone(await send(client, 'POST', '/sales', sale), 'insufficient_credit')) spent += 1
  })
  assert.equal(spent, 1_000)
  const { balances } = (await send(0, 'GET', `/customers/${customerId}/credit`)).body.data
  assert.deepEqual(balances, [])
  await assertSound()
})

test('reservations: of 2,500 that want the last thousand units exactly a thousand are given', async () => {
  const shop = await makeShop(sql, { articles: [FREE_OF_TAX, FREE_OF_TAX], stock: 500 })
  const given = [0, 0]
  await fromClients(2_500, async (client, call) => {
    const place = call % 2
    const wanted = { store_id: shop.store.id, variant_id: shop.articles[place]?.variantId, quantity: '1' }
    if (isDone(await send(client, 'POST', '/reservations', wanted), 'not_enough_stock')) {
      given[place] = (given[place] as number) + 1
    }
  })
  assert.deepEqual(given, [500, 500])
  await assertSound()
})

test('return remainder: of 2,000 returns against twenty sales of forty, in two stores, exactly 800 succeed', async () => {
  const shop = await makeShop(sql, { articles: [FREE_OF_TAX], stock: 1_000 })
  const elsewhere = await makeShop(sql, { articles: [FREE_OF_TAX] })
  const sales = Array.from({ length: 20 }, () =>
    saleOf(shop, {
      lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '40' }],
      payments: [{ method: 'card', amount: '400.00' }],
    }),
  )
  for (const sale of sales) assert.ok(isDone(await send(0, 'POST', '/sales', sale)))
  const taken = new Map(sales.map(({ id }) => [id, 0]))
  let takenHere = 0
  await fromClients(2_000, async (client, call) => {
    const saleId = sales[call % 20]?.id ?? ''
    const store = call % 3 === 0 ? elsewhere : shop
    const back = {
      id: newId(),
      store_id: store.store.id,
      lines: [{ sale_line: 1, quantity: '1' }],
      refunds: tenIn('card'),
    }
    if (!isDone(await send(client, 'POST', `/sales/${saleId}/returns`, back), 'returns_too_much')) return
    taken.set(saleId, (taken.get(saleId) as number) + 1)
    if (store === shop) takenHere += 1
  })
  assert.deepEqual([...taken.values()], Array(20).fill(40))
  assert.equal(Number(await onHandOf(sql, shop.store.id, shop.articles[0]?.variantId ?? 0)), 200 + takenHere)
  await assertSound()
})
