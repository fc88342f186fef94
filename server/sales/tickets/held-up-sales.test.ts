// Somebody holds what the sales of one store need: a program that froze in the middle of its work, a long transaction.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeUser } from '../../../test/harness/factories.ts'
import { until } from '../../../test/harness/processes.ts'
import { makeShop, newId, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'

const application = await testApplication({ after }, { max: 12 })
const { sql, as } = application
const shops = { tills: 1, articles: [{ price: '10.00' }], stock: 10_000 }
const [held, free] = [await makeShop(sql, shops), await makeShop(sql, shops)]
const seller = as('manager', { storeIds: [held.store.id, free.store.id] })
const { id: cashier_id } = await makeUser(sql, { roles: ['cashier'], storeIds: [held.store.id, free.store.id] })
const SALES = '/api/v1/sales'
const BATCH = '/api/v1/sales/batch'

type Answers = { body: { data: { status: number; code?: string; data?: { flags: string[] } }[] } }
const outcomesOf = ({ body }: Answers) => body.data.map(({ status, code }) => [status, code ?? null])
const statusesOf = ({ body }: Answers) => body.data.map(({ status }) => status)
const tillOn = (shop: Shop) =>
  makeTillOn(application, seller, { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 })
const tills = [await tillOn(held), await tillOn(free)] as const

/** Sold by the till, without a session, for a card. */
function soldBy(index: 0 | 1): ReturnType<(typeof tills)[0]['record']> {
  const shop = index === 0 ? held : free
  const lines = [{ variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: '10.00' }]
  return tills[index].record('sale', {
    cashier_id,
    lines,
    payments: [{ method: 'card', amount: '11.50' }],
    total: '11.50',
  })
}

// Without a first sale there is no journal to hold.
for (const shop of [held, free]) assert.equal((await seller.post(SALES, saleOf(shop))).status, 201)
for (const index of [0, 1] as const) assert.deepEqual(statusesOf(await tills[index].deliver([soldBy(index)])), [201])

/** Holds what every sale of a store needs, until the work is done. What is not awaited must be in a list. */
async function whileHeld<T>({ store }: Shop, work: () => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    const rows = await tx`select 1 from register_journals where store_id = ${store.id} for update`
    assert.equal(rows.length, 2)
    return work()
  }) as Promise<T>
}

/** When the transactions began that wait for a lock, each at its time. */
async function lookAtWaiting(seen = new Set<string>()): Promise<Set<string>> {
  const rows = await sql<{ began: string }[]>`
    select xact_start::text as began from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()`
  for (const { began } of rows) seen.add(began)
  return seen
}

test('the sales of another store are answered meanwhile, however many of the first wait', async () => {
  const order: string[] = []
  const sell = async (shop: Shop) => {
    const { status } = await seller.post(SALES, saleOf(shop))
    order.push(shop === held ? 'held' : 'free')
    return status
  }
  const waiting: Promise<number>[] = []
  const others = await whileHeld(held, async () => {
    waiting.push(sell(held))
    // The first of the other store waits half a second; then another set begins.
    const statuses = [await sell(free)]
    // Those of the first store that come now must leave that place to others.
    waiting.push(sell(held))
    for (let count = 0; count < 5; count += 1) statuses.push(await sell(free))
    return statuses
  })
  assert.deepEqual(others, Array(6).fill(201))
  assert.deepEqual(await Promise.all(waiting), [201, 201])
  assert.deepEqual(order.slice(0, 6), Array(6).fill('free'))
})

test('more than a set holds of one store leaves room for another', async () => {
  const [batch] = await whileHeld(held, async () => {
    const delivered = seller.post(BATCH, { records: Array.from({ length: 200 }, () => saleOf(held)) })
    await until(async () => (await lookAtWaiting()).size > 0)
    assert.equal((await seller.post(SALES, saleOf(free))).status, 201)
    return [delivered]
  })
  assert.deepEqual(statusesOf(await batch), Array(200).fill(201))
})

test('those that came in one set with it are answered meanwhile, and so are those that came after them', async () => {
  const sales = [held, free, held, free, free].map((shop) => saleOf(shop))
  const countRecorded = async () => {
    const rows = await sql<{ id: string }[]>`select id from sales where id in ${sql(sales.map(({ id }) => id))}`
    return rows.length
  }
  const [first] = await whileHeld(held, async () => {
    const batch = seller.post(BATCH, { records: sales })
    await until(async () => (await lookAtWaiting()).size > 0)
    const next = await seller.post(BATCH, { records: Array.from({ length: 20 }, () => saleOf(free)) })
    assert.deepEqual(statusesOf(next), Array(20).fill(201))
    assert.equal(await countRecorded(), 3)
    return [batch]
  })
  assert.deepEqual(statusesOf(await first), Array(5).fill(201))
  assert.equal(await countRecorded(), 5)
})

test('what a register made keeps its order: a closing does not pass the sales that wait', async () => {
  const [till] = tills
  const session_id = newId()
  const head = { session_id, cashier_id }
  assert.deepEqual(
    statusesOf(await till.deliver([till.record('session_open', { ...head, opening_float: '50.00' })])),
    [201],
  )
  const lines = [{ variant_id: held.articles[0]?.variantId, quantity: '1', unit_price: '10.00' }]
  const sale = () =>
    till.record('sale', { ...head, lines, payments: [{ method: 'card', amount: '11.50' }], total: '11.50' })
  const sold = [sale(), sale(), sale()]
  const closing = { ...head, counted: { cash: '50.00' }, last_number: (sold.at(-1)?.number ?? 0) + 1 }
  const records = [...sold, till.record('session_close', closing)]
  const [delivery] = await whileHeld(held, async () => {
    const delivered = till.deliver(records)
    const seen = new Set<string>()
    await until(async () => (await lookAtWaiting(seen)).size >= 3)
    return [delivered]
  })
  const answers: Answers = await delivery
  assert.deepEqual(statusesOf(answers), [201, 201, 201, 201])
  for (const { data } of answers.body.data.slice(0, 3)) assert.deepEqual(data?.flags, [])
})

test('what waits in vain is told to come again, as is what follows it, and is refused as nothing else', async () => {
  const [sale, other] = [saleOf(held), saleOf(free)]
  const back = {
    kind: 'return',
    id: newId(),
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount: '11.50' }],
  }
  const records = [sale, other, back]
  assert.deepEqual(outcomesOf(await whileHeld(held, () => seller.post(BATCH, { records }))), [
    [503, 'not_ready'],
    [201, null],
    [503, 'not_ready'],
  ])
  assert.deepEqual(statusesOf(await seller.post(BATCH, { records })), [201, 200, 201])
})

test('a return that waited for its sale is not forgotten when its own store is held', async () => {
  const sale = soldBy(1)
  const back = tills[0].record('return', {
    cashier_id,
    sale_id: sale.id,
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'card', amount: '11.50' }],
    total: '-11.50',
  })
  assert.deepEqual(outcomesOf(await tills[0].deliver([back])), [[202, 'waits_for_sale']])
  assert.deepEqual(outcomesOf(await whileHeld(held, () => tills[1].deliver([sale]))), [[503, 'not_ready']])
  assert.deepEqual(statusesOf(await tills[1].deliver([sale])), [200])
  const { status, body } = await seller.get(`${SALES}/${back.id}`)
  assert.deepEqual([status, body.data?.kind], [200, 'return'])
})
