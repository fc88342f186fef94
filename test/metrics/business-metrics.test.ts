// The figures of trade: what is sold, what comes back, how late tills deliver, how long jobs wait.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createJobQueue, prepareQueues } from '../../server/platform/jobs/job-queue.ts'
import { testApplication } from '../harness/app.ts'
import { makeShop, newId, saleOf } from '../harness/sales.ts'
import { makeTillOn } from '../harness/tills.ts'
import { readScrape } from './scrape.ts'

const HOUR_MS = 3_600_000
const application = await testApplication({ after })
const { sql, as, guest } = application
const shop = await makeShop(sql, { tills: 1, articles: [{ price: '10.00' }] })
const yens = await makeShop(sql, { store: { currency: 'JPY', tax_zone: 'NONE' }, articles: [{ price: '500' }] })
const manager = as('manager', { storeIds: [shop.store.id, yens.store.id] })
const scrape = async () => readScrape(String((await guest.get('/metrics')).body))
const card = (amount: string) => [{ method: 'card', amount }]

test('revenue is what was sold without tax; what comes back is counted beside it, never taken off', async () => {
  const lines = [{ variant_id: shop.articles[0]?.variantId, quantity: '3' }]
  const sold = await manager.post('/api/v1/sales', saleOf(shop, { lines, discount: { type: 'percent', value: '10' } }))
  assert.equal(sold.status, 201, JSON.stringify(sold.body))
  const replay = await manager.post('/api/v1/sales', saleOf(shop, { lines: [], id: newId() }))
  assert.equal(replay.status, 422)
  const first = await scrape()
  assert.equal(first.value('sales_recorded_total'), 1)
  assert.equal(first.value('sales_revenue_total', { currency: 'CAD' }), 27)
  assert.ok(Number.isNaN(first.value('sales_returned_total', { currency: 'CAD' })))

  const path = `/api/v1/sales/${sold.body.data.id}/returns`
  const back = await manager.post(path, {
    id: newId(),
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount: '10.35' }],
  })
  assert.equal(back.status, 201, JSON.stringify(back.body))
  const second = await scrape()
  assert.equal(second.value('sales_recorded_total'), 2)
  assert.equal(second.value('sales_revenue_total', { currency: 'CAD' }), 27)
  assert.equal(second.value('sales_returned_total', { currency: 'CAD' }), 9)
})

test('amounts stand in the units of their currency', async () => {
  const sold = await manager.post('/api/v1/sales', saleOf(yens))
  assert.equal(sold.status, 201, JSON.stringify(sold.body))
  assert.equal((await scrape()).value('sales_revenue_total', { currency: 'JPY' }), 500)
})

test('a till that delivers late is seen, and a delivery that is repeated is not', async () => {
  const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 })
  const before = await scrape()
  assert.equal(before.value('till_outbox_age_seconds'), 0)
  assert.equal(before.value('till_delivery_delay_seconds_count'), 0)
  // The lease is of this moment, so the day is not the till's to choose; a ticket made before it counts all the same.
  const record = till.record('sale', {
    occurred_at: new Date(Date.now() - 2 * HOUR_MS).toISOString(),
    lines: [{ variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: '10.00' }],
    payments: card('11.50'),
    total: '11.50',
    taxes: [
      { code: 'TPS', amount: '0.50' },
      { code: 'TVQ', amount: '1.00' },
    ],
  })
  for (const status of [201, 200]) {
    const { body } = await till.deliver([record])
    assert.equal(body.data[0].status, status, JSON.stringify(body))
  }
  const scraped = await scrape()
  assert.equal(scraped.value('till_delivery_delay_seconds_count'), 1)
  assert.equal(scraped.value('till_delivery_delay_seconds_bucket', { le: '3600' }), 0)
  assert.equal(scraped.value('till_delivery_delay_seconds_bucket', { le: '21600' }), 1)
  const age = scraped.value('till_outbox_age_seconds')
  assert.ok(age >= 7_200 && age < 10_800, String(age))
})

test('the age of a queue is that of the job due longest; what is put off does not wait', async () => {
  await prepareQueues(sql, ['deliver', 'tidy', 'later'])
  const queue = createJobQueue(sql)
  await sql.begin(async (tx) => {
    await queue.enqueue(tx, 'deliver', { n: 1 })
    await queue.enqueue(tx, 'deliver', { n: 2 })
    await queue.enqueue(tx, 'later', {})
  })
  await queue.close()
  await sql`update pgboss.job set start_after = now() - interval '2 minutes' where data->>'n' = '1'`
  await sql`update pgboss.job set start_after = now() + interval '2 minutes' where name = 'later'`
  const scraped = await scrape()
  const age = scraped.value('jobs_oldest_waiting_seconds', { queue: 'deliver' })
  assert.ok(age >= 120 && age < 1_200, String(age))
  assert.equal(scraped.value('jobs_oldest_waiting_seconds', { queue: 'tidy' }), 0)
  assert.equal(scraped.value('jobs_oldest_waiting_seconds', { queue: 'later' }), 0)
})
