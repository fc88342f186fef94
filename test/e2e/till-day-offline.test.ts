// A day at the till without a network, on its real screens: two hundred tickets of every kind rung up by scanner, keys and touch, the drawer
// closed and opened in between, the power cut again and again; in the evening a bad network, and all of it on the server once.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { startRoughProxy } from '../../bench/till-page/rough-proxy.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { startBrowserAt } from '../harness/browser.ts'
import { killBrowser } from '../harness/browser-process.ts'
import { CREAM, makeDayShop, ringUp } from '../harness/day-of-tickets.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { listenToComplaints } from '../harness/page-complaints.ts'
import * as cashier from '../harness/till-cashier.ts'
import { enrol, isReady, openDrawer, says, scan } from '../harness/till-hands.ts'
import { webApplication } from '../harness/web-app.ts'

const TICKETS = 200
const CLOSED_AFTER = 110
/** From this ticket on there is a network, of a kind. */
const NETWORK_FROM = 192

const cleaner = { after }
const web = await webApplication(cleaner)
const { sql } = web
const proxy = await startRoughProxy({ upstream: web.address })
after(() => proxy.close())
const { address } = proxy
const shop = await makeDayShop(sql)
const [register = 0] = shop.tillIds
const storeId = shop.store.id
const manager = await web.person('manager', { name: 'Noël Bœuf', storeIds: [storeId] })
const profile = join(temporaryFolder(cleaner), 'profile')

type Shown = cashier.ShownTicket
type Way = (page: Page, index: number) => Promise<Shown>

/** The day so far: where one stands, and what was shown there. */
const day: { context: BrowserContext | null; page: Page | null; readonly shown: Shown[] } = {
  context: null,
  page: null,
  shown: [],
}
const complaints: (readonly string[])[] = []

function watch(page: Page): Page {
  page.on('dialog', (dialog) => void dialog.accept())
  complaints.push(listenToComplaints(page, address))
  return page
}

async function start(): Promise<Page> {
  const options = { baseURL: address, locale: 'fr-CA', viewport: { width: 1024, height: 768 } }
  const context = (await startBrowserAt(profile, options)) ?? assert.fail()
  context.setDefaultTimeout(30_000)
  const page = watch(await context.newPage())
  Object.assign(day, { context, page })
  return page
}

async function cutThePower(): Promise<Page> {
  killBrowser(profile)
  await day.context?.close().catch(() => {})
  const page = await start()
  await page.goto('/till')
  return page
}

/** What happens to a ticket beside being sold, by its place in the day. */
const EVENTS: Readonly<Record<number, Way>> = {
  20: async (page) => {
    await scan(page, CREAM)
    await says(page, '5,00')
    await sleep(300)
    const again = await cutThePower()
    await says(again, '5,00')
    return cashier.payCash(again)
  },
  40: async (page) => {
    await scan(page, CREAM)
    await says(page, '5,00')
    await page.reload()
    await says(page, '5,00')
    return cashier.payCash(await moveToAnotherTab(page))
  },
  60: (page) => cutWhilePaying(page, 5),
  90: async (page) => {
    await scan(page, CREAM)
    await says(page, '5,00')
    const shown = await cashier.payCash(page)
    const again = await cutThePower()
    await isReady(again)
    const { reference, total } = await cashier.readLastTicket(again)
    assert.deepEqual([reference, total], [shown.reference, shown.total])
    return shown
  },
  118: async (_page, index) => {
    const again = await cutThePower()
    await isReady(again)
    return ringUp(again, index, day.shown)
  },
  140: (page) => cutWhilePaying(page, 30),
  160: (page) => cutWhilePaying(page, 60),
}

/** Whether the ticket was written before the power went is seen in the list; if it was not, it is on the screen still. */
async function cutWhilePaying(page: Page, afterMs: number): Promise<Shown> {
  await scan(page, CREAM)
  await says(page, '5,00')
  await sleep(200)
  await cashier.beginPayment(page)
  void page.keyboard.press('Enter').catch(() => {})
  await sleep(afterMs)
  const again = await cutThePower()
  await again.getByRole('button', { name: 'Menu de la caisse' }).waitFor()
  const last = await cashier.readLastTicket(again)
  if (last.reference !== day.shown.at(-1)?.reference) {
    await isReady(again)
    return last
  }
  await says(again, '5,00')
  return cashier.payCash(again)
}

/** A second tab waits until it is taken to; the first one stops then. */
async function moveToAnotherTab(page: Page): Promise<Page> {
  const elsewhere = 'La caisse est ouverte dans un autre onglet'
  const other = watch((await day.context?.newPage()) ?? assert.fail())
  await other.goto('/till')
  await other.getByText(elsewhere).waitFor()
  await other.getByRole('button', { name: 'Reprendre ici' }).click()
  await says(other, '5,00')
  await page.getByText(elsewhere).waitFor()
  await page.close()
  day.page = other
  return other
}

async function setUp(page: Page): Promise<void> {
  const { email, password } = manager
  const answer = await page.context().request.post('/api/v1/login', {
    data: { email, password, session: true },
    headers: { origin: address },
  })
  assert.ok(answer.ok())
  await page.goto('/till')
  await page.evaluate('navigator.serviceWorker.ready')
  await enrol(page)
  await openDrawer(page, '100')
}

test('a day without a network is on the server once', {
  skip: web.browser === null && 'no browser',
  timeout: 600_000,
}, async (t) => {
  t.after(() => day.context?.close().catch(() => {}))
  await setUp(await start())
  await day.context?.close()
  proxy.network = 'cut'
  const alone = await start()
  await alone.goto('/till')
  await isReady(alone)

  const closings: cashier.ShownClosing[] = []
  for (let index = 0; index < TICKETS; index += 1) {
    if (index === NETWORK_FROM) proxy.network = 'rough'
    const way = EVENTS[index] ?? ringUp
    day.shown.push(await way(day.page ?? assert.fail(), index, day.shown))
    if (index === CLOSED_AFTER) {
      const page = day.page ?? assert.fail()
      await cashier.nextCustomer(page)
      closings.push(await cashier.closeDrawer(page, '400'))
      await openDrawer(await cutThePower(), '150')
    }
  }
  const page = day.page ?? assert.fail()
  await cashier.nextCustomer(page)
  closings.push(await cashier.closeDrawer(page, '300'))
  await page.getByRole('heading', { name: 'Z n° 2' }).waitFor({ timeout: 60_000 })
  assert.deepEqual(complaints.flat(), [])
  assert.ok(proxy.counts.lost > 0 && proxy.counts.unanswered > 0 && proxy.counts.twice > 0)
  await assertArrived(closings)
})

async function assertArrived(closings: readonly cashier.ShownClosing[]): Promise<void> {
  const { shown } = day
  const sales = await sql<{ reference: string; total: number; change: number; flags: string[] }[]>`
    select concat_ws('-', store_id, register_id, series, lpad(number::text, 6, '0')) as reference,
      total_minor as total, change_minor as change, flags
    from sales where register_id = ${register} order by number`
  // Nobody saw the change of a ticket that was paid as the power went.
  const seen = sales.map(({ reference, total, change }, index) => ({
    reference,
    total,
    change: shown[index]?.change === null ? null : change,
  }))
  assert.deepEqual(
    seen,
    shown.map(({ reference, total, change }) => ({ reference, total, change })),
  )
  assert.deepEqual([...new Set(sales.flatMap(({ flags }) => flags))], [])
  const records = await sql<{ number: number; series: number }[]>`
    select number, series from till_records where register_id = ${register} order by number`
  assert.deepEqual(
    records.map(({ number, series }) => [number, series]),
    Array.from({ length: TICKETS + 4 }, (_none, index) => [index + 1, 1]),
  )
  await assertClosed(closings)
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
}

async function assertClosed(closings: readonly cashier.ShownClosing[]): Promise<void> {
  const sessions = await sql<{ id: string }[]>`
    select id from register_sessions where register_id = ${register} and kind = 'drawer' order by z_number`
  const client = web.as('manager', { storeIds: [storeId] })
  const reports = []
  for (const { id } of sessions) {
    const { session, totals } = (await client.get(`/api/v1/register-sessions/${id}/z-report`)).body.data
    assert.ok(session.is_complete)
    const [total, expected] = [cashier.cents(totals.total), cashier.cents(session.expected_cash)]
    reports.push({ tickets: totals.tickets, total, expected })
  }
  assert.deepEqual(reports, closings)
}
