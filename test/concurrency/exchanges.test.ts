import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { makeShop, newId, onHandOf, saleOf } from '../harness/sales.ts'

const CLIENTS = 32
const UNITS = 200
const { sql, as, log } = await testApplication({ after }, { max: 10 })

/** Calls `work` from 32 clients at once, each one call after another, until the calls are used up. */
async function fromClients(calls: number, work: (call: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < calls) {
        const call = next
        next += 1
        await work(call)
      }
    }),
  )
}

test('32 clients return and exchange one line at once, and what they got for it: no unit twice, stock and money exact', async () => {
  const free = { price: '10.00', taxClass: 'exempt', fees: [{ label: 'Consigne', amount: '1.00' }] }
  const [shop, other] = [await makeShop(sql, { articles: [free, free], stock: 1000 }), await makeShop(sql)]
  const manager = as('manager', { storeIds: [shop.store.id, other.store.id] })
  const [sold = 0, swapped = 0] = shop.articles.map(({ variantId }) => variantId)
  const sale = saleOf(shop, {
    lines: [{ variant_id: sold, quantity: String(UNITS) }],
    payments: [{ method: 'card', amount: String(UNITS * 11) }],
  })
  assert.equal((await manager.post('/api/v1/sales', sale)).status, 201)

  const exchanged: string[] = []
  const done = { returned: 0, exchanged: 0, again: 0 }
  const take = async (id: string, line: number, content: object): Promise<string | null> => {
    const body = { id: newId(), store_id: shop.store.id, lines: [{ sale_line: line, quantity: '1' }], ...content }
    const answer = await manager.post(`/api/v1/sales/${id}/returns`, body)
    if (answer.status === 201) return answer.body.data.id
    assert.deepEqual([answer.status, answer.body.code], [409, 'returns_too_much'], JSON.stringify(answer.body))
    return null
  }
  const refunds = [{ method: 'card', amount: '11.00' }]
  await fromClients(UNITS * 2 + 64, async (call) => {
    const own = call % 4 === 3 ? exchanged.at(-1) : undefined
    if (own !== undefined) {
      // Two at once take back what the same exchange has sold: its third line, after the article and its deposit.
      const both = await Promise.all([take(own, 3, { refunds }), take(own, 3, { refunds })])
      done.again += both.filter((id) => id !== null).length
    } else if (call % 2 === 0) {
      if ((await take(sale.id, 1, { refunds })) !== null) done.returned += 1
    } else {
      const id = await take(sale.id, 1, { exchange_lines: [{ variant_id: swapped, quantity: '1' }] })
      if (id !== null) {
        done.exchanged += 1
        exchanged.push(id)
      }
    }
  })

  assert.equal(done.returned + done.exchanged, UNITS)
  assert.ok(done.exchanged > 0 && done.again > 0, JSON.stringify(done))
  assert.equal(Number(await onHandOf(sql, shop.store.id, sold)), 1000)
  assert.equal(Number(await onHandOf(sql, shop.store.id, swapped)), 1000 - done.exchanged + done.again)
  const counters = await sql<{ line_no: number; returned: number }[]>`
    select line_no, returned_quantity::int as returned from return_counters where sale_id = ${sale.id} order by line_no`
  assert.deepEqual(
    counters.map(({ line_no, returned }) => [line_no, returned]),
    [
      [1, UNITS],
      [2, UNITS],
    ],
  )
  const [taken] = await sql`
    select sum(payment.amount_minor)::int as left_in_till from sale_payments payment where store_id = ${shop.store.id}`
  assert.equal(taken?.left_in_till, (UNITS - done.returned - done.again) * 1100)
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  assert.deepEqual(log.faults, [])
})
