// Somebody holds what the sales of one store need: a program that froze in the middle of its work, a long transaction.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { until } from '../../../test/harness/processes.ts'
import { makeShop, type Shop, saleOf } from '../../../test/harness/sales.ts'

const { sql, as } = await testApplication({ after })
const [held, free] = [await makeShop(sql, { stock: 1000 }), await makeShop(sql, { stock: 1000 })]
const seller = as('manager', { storeIds: [held.store.id, free.store.id] })
const SALES = '/api/v1/sales'
const BATCH = '/api/v1/sales/batch'

/** Has the first sale of each, without which there is no journal to hold. */
for (const shop of [held, free]) assert.equal((await seller.post(SALES, saleOf(shop))).status, 201)

/** Holds what every sale of a store needs, until the work is done. */
async function whileHeld<T>({ store }: Shop, work: () => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    const rows = await tx`select 1 from register_journals where store_id = ${store.id} for update`
    assert.ok(rows.length > 0)
    return work()
  }) as Promise<T>
}

test('the sales of another store are answered meanwhile, however many of the first are waiting', async () => {
  const order: string[] = []
  const sell = async (shop: Shop, name: string) => {
    const { status } = await seller.post(SALES, saleOf(shop))
    order.push(name)
    return status
  }
  const waiting: Promise<number>[] = []
  const others = await whileHeld(held, async () => {
    waiting.push(sell(held, 'held'))
    // The first of the other store waits half a second; then the other set begins.
    const statuses = [await sell(free, 'free')]
    // Those of the first store that come now must leave that place to others.
    waiting.push(sell(held, 'held'))
    for (let count = 0; count < 5; count += 1) statuses.push(await sell(free, 'free'))
    return statuses
  })
  assert.deepEqual(others, [201, 201, 201, 201, 201, 201])
  assert.deepEqual(await Promise.all(waiting), [201, 201])
  assert.deepEqual(order.slice(0, 6), Array(6).fill('free'))
})

test('those that came in one set with it are answered meanwhile, and it is recorded once it can be', async () => {
  const sales = [held, free, held, free, free].map((shop) => saleOf(shop))
  const recorded = async () => {
    const rows = await sql<{ id: string }[]>`select id from sales where id in ${sql(sales.map(({ id }) => id))}`
    return rows.length
  }
  const answers = await (
    await whileHeld(held, async () => {
      const batch = seller.post(BATCH, { records: sales })
      await until(async () => (await recorded()) === 3)
      return [batch]
    })
  )[0]
  assert.deepEqual(
    answers?.body.data.map(({ status }: { status: number }) => status),
    [201, 201, 201, 201, 201],
  )
  assert.equal(await recorded(), 5)
})

test('what waits in vain is told to come again, and refused as nothing else', async () => {
  const sales = [saleOf(held), saleOf(free)]
  const answer = await whileHeld(held, () => seller.post(BATCH, { records: sales }))
  assert.deepEqual(
    answer.body.data.map(({ status, code }: { status: number; code?: string }) => [status, code ?? null]),
    [
      [503, 'not_ready'],
      [201, null],
    ],
  )
  const again = await seller.post(BATCH, { records: sales })
  assert.deepEqual(
    again.body.data.map(({ status }: { status: number }) => status),
    [201, 200],
  )
})
