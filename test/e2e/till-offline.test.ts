// A till that is alone for a day: sold, returned, counted and killed without a network, then delivered through a bad one.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'
import { buildTillPage, TILL_PAGE } from '../../bench/till-page/build-till-page.ts'
import { startRoughProxy } from '../../bench/till-page/rough-proxy.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { startBrowser, startBrowserAt } from '../harness/browser.ts'
import { killBrowser } from '../harness/browser-process.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { makeShop } from '../harness/sales.ts'
import { openPage, returnRecord, saleRecord, signInCashier, type TillPage } from '../harness/till-page.ts'

const TICKETS = 200
/** Every so many tickets one comes back. */
const RETURNED_EVERY = 8
const CLOSED_AFTER = 90
/** Tickets while which the power goes. */
const KILLED_AT: ReadonlySet<number> = new Set([20, 60, 100, 140, 180])
/** Tickets that are on their way to the disk at that moment. */
const UNDER_WAY = 4

const cleaner = { after }
const application = await testApplication(cleaner)
const { sql, app } = application
const folder = temporaryFolder(cleaner)
const profile = join(folder, 'profile')
await buildTillPage(join(folder, 'page'))
const upstream = await app.listen({ port: 0, host: '127.0.0.1' })
const proxy = await startRoughProxy({ upstream, pages: { prefix: TILL_PAGE, folder: join(folder, 'page') } })
after(() => proxy.close())
const isSkipped = (await startBrowser(cleaner)) === null && 'no browser'

const shop = await makeShop(sql, {
  tills: 1,
  articles: [
    { name: 'Café', price: '4.35', taxClass: 'exempt' },
    { name: 'Thé', price: '3.10', taxClass: 'exempt' },
  ],
})
const [register = 0] = shop.tillIds

type Record = ReturnType<typeof saleRecord> | ReturnType<typeof returnRecord>

const openingOf = (cashier: number) => ({
  kind: 'session_open',
  content: { opening_float: '150.00', cashier_id: cashier },
})

async function start(cashier: number | null): Promise<{ context: BrowserContext; till: TillPage }> {
  const context = (await startBrowserAt(profile, { baseURL: proxy.address })) ?? assert.fail()
  const place = { address: proxy.address, storeId: shop.store.id }
  const signedIn = cashier ?? (await signInCashier(application, context, place))
  const till = await openPage(application, { context, cashier: signedIn, storeId: shop.store.id })
  await till.until(({ phase }) => phase === 'ready')
  return { context, till }
}

/** The day's tickets: sales of two articles, some of which come back. */
function planTickets(cashier: number): Record[] {
  const tickets: Record[] = []
  const sales: ReturnType<typeof saleRecord>[] = []
  for (let index = 0; index < TICKETS; index += 1) {
    const isReturn = index % RETURNED_EVERY === RETURNED_EVERY - 1
    const [article, name, price] = index % 2 === 0 ? [0, 'Café', '4.35'] : [1, 'Thé', '3.10']
    const { variantId = 0 } = shop.articles[article as number] ?? {}
    const sale = saleRecord({ variantId, name: name as string, price: price as string, cashier })
    if (!isReturn) sales.push(sale)
    tickets.push(isReturn ? returnRecord(sales[index - 5 - Math.floor(index / RETURNED_EVERY)] ?? assert.fail()) : sale)
  }
  return tickets
}

/** What the till says of the drawers that it has closed. */
type Closed = { id: string; expectedCash: string; sums: { tickets: number; returnTickets: number; total: string } }

test('a day without a network, with five power cuts, arrives whole and once', { skip: isSkipped }, async (t) => {
  let { context, till } = await start(null)
  t.after(() => context.close())
  const { cashier } = till
  await till.enrol()
  await till.ask(`till.device.chooseRegister(${register})`)
  await till.until(({ copy }) => copy.state === 'complete')
  proxy.network = 'cut'
  await context.close()
  ;({ context, till } = await start(cashier))
  assert.equal((await till.snapshot()).copy.state, 'complete')
  assert.equal((await till.ask<unknown[]>(`till.copy.search('cafe')`)).length, 1)

  await till.append(openingOf(cashier))
  const tickets = planTickets(cashier)
  const close = { kind: 'session_close', content: { counted: { cash: '150.00' }, cashier_id: cashier } }
  for (let index = 0; index < tickets.length; index += 1) {
    if (KILLED_AT.has(index)) {
      const underWay = tickets.slice(index, index + UNDER_WAY)
      await till.ask(`void Promise.all(${JSON.stringify(underWay)}.map((record) => till.outbox.append(record)))`)
      await sleep(index % 3 === 0 ? 5 : 25)
      killBrowser(profile)
      await context.close().catch(() => {})
      ;({ context, till } = await start(cashier))
    }
    // Whether the power went before or after it was written, whoever rings it up again gets the same.
    await till.append(tickets[index])
    if (index === CLOSED_AFTER) {
      await till.append(close)
      await till.append(openingOf(cashier))
    }
  }
  await till.append({ ...close, content: { ...close.content, note: 'Fin de journée' } })
  const closings = (await till.ask<Closed[]>('till.tickets.closings()')).reverse()
  const { outbox } = await till.snapshot()
  assert.deepEqual([outbox.waiting, outbox.refused], [TICKETS + 4, 0])

  proxy.network = 'rough'
  for (let tries = 0; tries < 40 && (await till.snapshot()).outbox.waiting > 0; tries += 1) {
    await till.ask('till.outbox.deliver()')
  }
  const done = await till.until(({ outbox: now }) => now.waiting === 0)
  assert.deepEqual([done.outbox.refused, done.outbox.held], [0, 0])
  assert.ok(
    proxy.counts.lost > 0 && proxy.counts.unanswered > 0 && proxy.counts.twice > 0,
    JSON.stringify(proxy.counts),
  )
  assert.deepEqual(
    till.complaints.filter((complaint) => !complaint.includes('net::ERR')),
    [],
  )
  await context.close()
  await assertArrived(tickets, closings)
})

async function assertArrived(tickets: readonly Record[], closings: readonly Closed[]): Promise<void> {
  const sales = await sql<{ id: string; total_minor: number; flags: string[]; kind: string }[]>`
    select id, total_minor, flags, kind from sales where register_id = ${register} order by number`
  assert.deepEqual(
    sales.map(({ id, total_minor: total, kind }) => [id, total, kind]),
    tickets.map(({ content, kind }) => [content.id, Math.round(Number(content.total) * 100), kind]),
  )
  assert.deepEqual([...new Set(sales.flatMap(({ flags }) => flags))], [])
  const records = await sql<{ number: number; series: number }[]>`
    select number, series from till_records where register_id = ${register} order by number`
  assert.deepEqual(
    records.map(({ number, series }) => [number, series]),
    Array.from({ length: TICKETS + 4 }, (_none, index) => [index + 1, 1]),
  )
  const manager = application.as('manager', { storeIds: [shop.store.id] })
  for (const closed of closings) {
    const { body } = await manager.get(`/api/v1/register-sessions/${closed.id}/z-report`)
    const { session, totals } = body.data
    assert.deepEqual(
      [session.is_complete, session.expected_cash, totals.tickets, totals.return_tickets, totals.total],
      [true, closed.expectedCash, closed.sums.tickets, closed.sums.returnTickets, closed.sums.total],
    )
  }
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
}
