import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { rollUpReports } from './rollups/roll-up-reports.ts'
import { insertTickets, type TestTicket } from './test-tickets.ts'

const { sql, as, service, log } = await testApplication({ after })
const montreal = await makeStore(sql, { currency: 'CAD' })
const laval = await makeStore(sql, { currency: 'CAD' })
const NOW = new Date('2026-03-10T15:00:00Z')
const MONTH = 'date_from=2025-02-01&date_to=2025-02-28'
const SALES = `/api/v1/reports/sales?${MONTH}`

const ticket = (day: string, rest: Partial<TestTicket> = {}): TestTicket => ({
  storeId: montreal.id,
  day,
  currency: 'CAD',
  lines: [{ productId: 1, variantId: 11, name: 'Café', quantity: '1', gross: 1000, tax: 150 }],
  payments: [{ method: 'card', amount: 1150 }],
  ...rest,
})
const rollUp = () => rollUpReports(sql, { now: NOW })
await insertTickets(sql, [ticket('2025-01-20'), ticket('2025-02-03'), ticket('2025-02-03', { storeId: laval.id })])
await rollUp()

/** What is answered, and whether it was kept: sums that lie show where an answer was read from. */
const netOf = async (path: string) => {
  const { status, body } = await service.get(path)
  assert.equal(status, 200, path)
  return body.data.totals?.net ?? body.data.revenue?.value ?? body.data.totals?.revenue
}
const hits = async () => (await service.get('/api/v1/cache/stats')).body.data.hits as number
const isKept = async (path: string) => {
  await service.get(path)
  const before = await hits()
  await service.get(path)
  return (await hits()) > before
}

test('a report of days that are over is kept, in each form of its question', async () => {
  for (const path of [
    SALES,
    `${SALES}&group_by=product`,
    `${SALES}&store_id=${laval.id}`,
    `/api/v1/reports/kpis?${MONTH}`,
    `/api/v1/reports/top-products?${MONTH}`,
  ]) {
    assert.equal(await isKept(path), true, path)
  }
})

test('what is not over, or can change without a ticket, is read anew', async () => {
  for (const path of [
    '/api/v1/reports/sales',
    '/api/v1/reports/sales?period=today',
    // Not summed: nothing is known of it.
    '/api/v1/reports/sales?date_from=2026-03-09&date_to=2026-03-12',
    '/api/v1/reports/sales?date_from=2024-12-01&date_to=2025-02-28',
    `${SALES}&group_by=customer`,
    `${SALES}&group_by=cashier`,
    `${SALES}&group_by=fiscal_year`,
    // It shows stock as well.
    '/api/v1/reports/stores?date_from=2025-02-01&date_to=2025-02-28',
    `/api/v1/reports/trends?${MONTH}`,
  ]) {
    assert.equal(await isKept(path), false, path)
  }
})

test('a file is written anew and keeps its type', async () => {
  for (let times = 0; times < 2; times += 1) {
    const { status, headers, raw } = await service.get(`${SALES}&format=csv`)
    assert.equal(status, 200)
    assert.match(String(headers['content-type']), /^text\/csv/)
    assert.ok(raw.length > 0)
  }
  assert.match(String((await service.get(SALES)).headers['content-type']), /^application\/json/)
})

test('a late ticket is in the very next answer, and every one after it', async () => {
  assert.equal(await netOf(SALES), '20.00')
  const kpis = `/api/v1/reports/kpis?${MONTH}`
  await service.get(kpis)
  await insertTickets(sql, [ticket('2025-02-14')])
  assert.equal(await netOf(SALES), '30.00')
  assert.equal(await isKept(SALES), false, 'its day is read from tickets')
  await rollUp()
  assert.equal(await netOf(SALES), '30.00')
  assert.equal(await isKept(SALES), true)
  // The period before counts too where a report shows it.
  const before = (await service.get(kpis)).body
  await insertTickets(sql, [ticket('2025-01-31')])
  const now = (await service.get(kpis)).body
  assert.notDeepEqual(now, before)
  assert.equal(await netOf(SALES), '30.00')
  await rollUp()
  assert.deepEqual((await service.get(kpis)).body, now)
})

test('as tickets come late and days are summed again, no answer differs from one that is computed', async () => {
  const paths = [SALES, `${SALES}&group_by=day`, `${SALES}&store_id=${montreal.id}`, `/api/v1/reports/kpis?${MONTH}`]
  let random = 7
  const next = (below: number) => {
    random = (random * 48_271) % 2_147_483_647
    return random % below
  }
  const found = await hits()
  for (let step = 0; step < 120; step += 1) {
    const path = paths[next(paths.length)] as string
    const what = next(6)
    if (what === 0) {
      const day = `2025-02-${String(1 + next(28)).padStart(2, '0')}`
      await insertTickets(sql, [ticket(day, { storeId: next(2) === 0 ? montreal.id : laval.id })])
    } else if (what === 1) await rollUp()
    const [{ net }] = (await sql<[{ net: string }]>`
      select (coalesce(sum(l.net_minor), 0) / 100)::numeric(14, 2)::text as net from sale_lines l
      join sales s on s.store_id = l.store_id and s.id = l.sale_id
      where s.business_day between '2025-02-01' and '2025-02-28'
        ${path.includes('store_id') ? sql`and s.store_id = ${montreal.id}` : sql``}`) as [{ net: string }]
    assert.equal(await netOf(path), net, `${path} after ${step} steps`)
  }
  assert.ok((await hits()) > found)
})

test('who may not see margins is never shown a page of who may', async () => {
  const owner = as('owner')
  const manager = as('analyst', { storeIds: [montreal.id, laval.id], abilities: ['reports.view'] })
  const shown = (await owner.get(SALES)).body.data.totals
  const hidden = (await manager.get(SALES)).body.data.totals
  assert.ok('margin' in shown)
  assert.ok(!('margin' in hidden))
  assert.equal((await as('analyst').get(SALES)).body.data.totals.tickets, 0, 'who has no store sees none')
})

test('it says up to when it knows, and whether it has changed', async () => {
  const first = await service.get(SALES)
  const second = await service.get(SALES)
  const asOf = (answer: typeof first) => Date.parse(String(answer.headers['x-data-as-of']))
  assert.ok(asOf(second) >= asOf(first))
  const unchanged = await service.get(SALES, { 'if-none-match': String(first.headers.etag) })
  assert.equal(unchanged.status, 304)
  assert.deepEqual(log.faults, [])
})
