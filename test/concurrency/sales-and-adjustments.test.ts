import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { makeShop, saleOf } from '../harness/sales.ts'

const CLIENTS = 64
/** Enough to find an order of locks that is wrong; COMPTOIR_LONG=1 takes the half minute that the issue asks for. */
const DURATION_MS = process.env.COMPTOIR_LONG === '1' ? 30_000 : 4_000

const { sql, as, log } = await testApplication({ after }, { max: 15 })

/** Some of the numbers below `count`, in an order of their own for each seed. */
function shuffled(count: number, seed: number): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index)
  let state = seed + 1
  for (let index = count - 1; index > 0; index -= 1) {
    state = (state * 48_271) % 2_147_483_647
    const other = state % (index + 1)
    ;[numbers[index], numbers[other]] = [numbers[other] as number, numbers[index] as number]
  }
  return numbers.slice(0, 2 + (state % (count - 1)))
}

test('64 clients sell and adjust the same ten articles in overlapping orders', async (t) => {
  const shop = await makeShop(sql, { tills: 4, articles: Array.from({ length: 10 }, () => ({})), stock: 1000 })
  const manager = as('manager', { storeIds: [shop.store.id] })
  const variantOf = (index: number) => shop.articles[index]?.variantId
  const statuses = new Map<string, number>()
  const until = Date.now() + DURATION_MS
  let call = 0

  const sell = (order: readonly number[], seed: number) =>
    manager.post(
      '/api/v1/sales',
      saleOf(shop, {
        register_id: shop.tillIds[seed % 4],
        lines: order.map((index) => ({ variant_id: variantOf(index), quantity: '1' })),
        payments: [{ method: 'cash', amount: '10000' }],
      }),
    )
  const adjust = (order: readonly number[], seed: number) =>
    manager.put(`/api/v1/product-variants/${variantOf(order[0] ?? 0)}/stock`, {
      store_id: shop.store.id,
      ...(seed % 2 === 0 ? { delta: String((seed % 7) - 3 || 1) } : { on_hand: String(seed % 500) }),
      reason: 'Inventaire',
    })
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      while (Date.now() < until) {
        call += 1
        const seed = call * 64 + client
        const order = shuffled(10, seed)
        const [kind, answer] =
          client % 3 === 0
            ? (['adjust', await adjust(order, seed)] as const)
            : (['sell', await sell(order, seed)] as const)
        const key = `${kind} ${answer.status} ${answer.status < 400 ? '' : answer.body.code}`.trim()
        statuses.set(key, (statuses.get(key) ?? 0) + 1)
      }
    }),
  )
  t.diagnostic(JSON.stringify(Object.fromEntries([...statuses].sort())))
  assert.deepEqual([...statuses.keys()].sort(), ['adjust 200', 'sell 201'])
  assert.deepEqual(log.faults, [])
  const findings = await verifyInstallation(sql)
  assert.deepEqual(
    findings.filter((finding) => finding.faults > 0),
    [],
  )
  const [deadlocks] = await sql`select deadlocks from pg_stat_database where datname = current_database()`
  t.diagnostic(`deadlocks: ${deadlocks?.deadlocks}`)
})
