import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { makeShop, onHandOf, saleOf } from '../harness/sales.ts'
import { beginStocktake, countOf, sendCounts, stepStocktake } from '../harness/stocktakes.ts'
import { makeTillOn, type Till } from '../harness/tills.ts'

const SELLERS = 32
const SALES_EACH = 12
const COUNTERS = 4
const LATE_PER_TILL = 15

const application = await testApplication({ after }, { max: 15 })
const { sql, as, log } = application

/** When one of an article was sold. */
type Sold = { readonly variantId: number; readonly at: number }

const soldAfter = (sold: readonly Sold[], variantId: number, at: number) =>
  sold.filter((sale) => sale.variantId === variantId && sale.at > at).length

test('what is counted while 32 clients sell stays true, also when tills deliver late what they sold before', async (t) => {
  const shop = await makeShop(sql, { tills: 2, articles: Array.from({ length: 8 }, () => ({})), stock: 500 })
  const manager = as('manager', { storeIds: [shop.store.id] })
  const clerk = as('stock_clerk', { storeIds: [shop.store.id] })
  const variants = shop.articles.map((article) => article.variantId)
  const tills: Till[] = []
  for (const registerId of shop.tillIds) {
    tills.push(await makeTillOn(application, manager, { storeId: shop.store.id, registerId }))
  }
  const sold: Sold[] = []
  const isSelling = { count: SELLERS }
  const id = await beginStocktake(clerk, shop.store.id)
  const countedAt = new Map<number, number>()
  const COUNTED = 40

  const sell = async (client: number) => {
    for (let sale = 0; sale < SALES_EACH; sale += 1) {
      const variantId = variants[(client + sale * 3) % variants.length] as number
      const occurredAt = new Date().toISOString()
      const answer = await manager.post(
        '/api/v1/sales',
        saleOf(shop, { occurred_at: occurredAt, lines: [{ variant_id: variantId, quantity: '1' }] }),
      )
      assert.equal(answer.status, 201, answer.raw.toString())
      sold.push({ variantId, at: Date.parse(occurredAt) })
    }
    isSelling.count -= 1
  }
  // Each counts its own shelf, again and again while the others sell; the last count of the shelf holds.
  const count = async (counter: number) => {
    do {
      for (let index = counter; index < variants.length; index += COUNTERS) {
        const variantId = variants[index] as number
        const counted = countOf(variantId, String(COUNTED + index), { zone: 'Rayon' })
        const [kept] = await sendCounts(clerk, id, [counted])
        countedAt.set(variantId, Date.parse(kept.counted_at))
      }
    } while (isSelling.count > SELLERS / 2)
  }
  await Promise.all([
    ...Array.from({ length: SELLERS }, (_, client) => sell(client)),
    ...Array.from({ length: COUNTERS }, (_, counter) => count(counter)),
  ])
  await stepStocktake(clerk, id, 'finish')

  // While it is approved twice at once, tills deliver what they sold, before some counts and after others.
  const times = [...countedAt.values()].sort((left, right) => left - right)
  const [first, last] = [times[0] as number, times.at(-1) as number]
  const records = tills.map((till, tillIndex) =>
    Array.from({ length: LATE_PER_TILL }, (_, index) => {
      const variantId = variants[(index + tillIndex) % variants.length] as number
      const at = Math.round(first - 50 + ((last - first + 100) * index) / LATE_PER_TILL)
      const occurredAt = new Date(Math.min(at, Date.now())).toISOString()
      sold.push({ variantId, at: Date.parse(occurredAt) })
      const record = till.record('sale', {
        occurred_at: occurredAt,
        lines: [{ variant_id: variantId, quantity: '1', unit_price: '29.99' }],
        payments: [{ method: 'cash', amount: '34.50' }],
        total: '34.48',
        taxes: [
          { code: 'TPS', amount: '1.50' },
          { code: 'TVQ', amount: '2.99' },
        ],
      })
      return { till, record }
    }),
  )
  const deliver = async (from: number, to: number) => {
    await Promise.all(
      records.map(async (all) => {
        for (const { till, record } of all.slice(from, to)) {
          const answer = await till.deliver([record])
          assert.equal(answer.body.data[0].status, 201, answer.raw.toString())
        }
      }),
    )
  }
  const half = Math.floor(LATE_PER_TILL / 2)
  const approve = () => manager.post(`/api/v1/stocktakes/${id}/approve`)
  const [answers] = await Promise.all([Promise.all([approve(), approve(), approve()]), deliver(0, half)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
  await deliver(half, LATE_PER_TILL)

  for (const [index, variantId] of variants.entries()) {
    const after = soldAfter(sold, variantId, countedAt.get(variantId) as number)
    const expected = `${COUNTED + index - after}.000`
    assert.equal(await onHandOf(sql, shop.store.id, variantId), expected, `article ${index}`)
  }
  const corrections = await sql`select count(*)::int as count from stock_movements where kind = 'count_correction'`
  t.diagnostic(`${sold.length} sales, ${corrections[0]?.count} corrections`)
  assert.ok((corrections[0]?.count ?? 0) > 0)
  assert.deepEqual(log.faults, [])
  assert.deepEqual(
    (await verifyInstallation(sql)).filter((finding) => finding.faults > 0),
    [],
  )
})
