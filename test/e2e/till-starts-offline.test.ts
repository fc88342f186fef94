// The till's screens without a network: loaded once, the browser ended and started again, sold by hand, delivered later.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { startRoughProxy } from '../../bench/till-page/rough-proxy.ts'
import { startBrowserAt } from '../harness/browser.ts'
import { killBrowser } from '../harness/browser-process.ts'
import { eventually } from '../harness/eventually.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { listenToComplaints } from '../harness/page-complaints.ts'
import { makeShop } from '../harness/sales.ts'
import { enrol, isReady, openDrawer, says, scan, totalOf } from '../harness/till-hands.ts'
import { webApplication } from '../harness/web-app.ts'

const cleaner = { after }
const web = await webApplication(cleaner)
const { sql } = web
const proxy = await startRoughProxy({ upstream: web.address })
after(() => proxy.close())
const { address } = proxy
const BARCODE = '036000291452'
const shop = await makeShop(sql, {
  tills: 1,
  articles: [{ name: 'Crème fraîche', price: '5.00', taxClass: 'exempt', barcode: BARCODE }],
})
const [register = 0] = shop.tillIds
const manager = await web.person('manager', { storeIds: [shop.store.id] })
const profile = join(temporaryFolder(cleaner), 'profile')

async function open(): Promise<{ context: BrowserContext; page: Page; complaints: readonly string[] }> {
  const options = { baseURL: address, locale: 'fr-CA', viewport: { width: 1024, height: 768 } }
  const context = (await startBrowserAt(profile, options)) ?? assert.fail()
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  page.on('dialog', (dialog) => void dialog.accept())
  return { context, page, complaints: listenToComplaints(page, address) }
}

/** Enrols the browser and opens the drawer, with the network. */
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

/** Scans an article and takes its price in cash. */
async function sell(page: Page): Promise<void> {
  await scan(page, BARCODE)
  await says(page, '5,00')
  await totalOf(page).click()
  await page.getByRole('button', { name: /5,00/ }).first().click()
  await page.getByRole('button', { name: 'Vente suivante' }).click()
  await isReady(page)
}

const numbers = async () => {
  const rows = await sql<{ number: number }[]>`
    select number from till_records where register_id = ${register} order by number`
  return rows.map(({ number }) => number)
}

test('starts and sells without a network after the browser has ended', { skip: web.browser === null }, async (t) => {
  let { context, page } = await open()
  t.after(() => context.close().catch(() => {}))
  await setUp(page)
  await eventually(numbers, ({ length }) => length === 1)
  await context.close()

  proxy.network = 'cut'
  const alone = await open()
  ;({ context, page } = alone)
  await page.goto('/till')
  await isReady(page)
  await sell(page)
  await scan(page, BARCODE)
  await says(page, '5,00')
  assert.deepEqual(alone.complaints, [])
  // A power cut in the middle of a ticket.
  killBrowser(profile)
  await context.close().catch(() => {})

  ;({ context, page } = await open())
  await page.goto('/till')
  await says(page, '5,00')
  assert.deepEqual(await numbers(), [1])
  proxy.network = 'through'
  assert.deepEqual(await eventually(numbers, ({ length }) => length === 2), [1, 2])
})
