import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { loadConfig } from '../server/platform/config.ts'
import type { Sql } from '../server/platform/database/connect.ts'
import { createWebServer } from '../server/web/create-web-server.ts'
import { startBrowserAt } from '../test/harness/browser.ts'
import { makeUser } from '../test/harness/factories.ts'
import { createTestLog } from '../test/harness/test-log.ts'
import { freshBuild } from '../test/harness/web-app.ts'
import { median, type Report } from './report.ts'

const PASSWORD = 'correct cheval pile agrafe'
const STARTS = 5
const BUDGET_MS = { start: 2_000 }
const COPY_PATIENCE_MS = 120_000
/** What one sees of a keystroke is drawn within this time. */
const DRAWN_WITHIN_MS = 400
const TYPED = ['fromage bio', 'camenbert', 'jus', 'chocolat sans']

type Scene = {
  readonly sql: Sql
  readonly folder: string
  readonly storeId: number
  readonly apiBaseUrl: string
  /** How much slower the page's processor is. */
  readonly slower: number
}

/** The till as people have it: its screens, its service worker, its local data. */
export async function measureTillScreens(scene: Scene, report: Report): Promise<void> {
  const { sql, storeId, folder, apiBaseUrl } = scene
  await sql`insert into registers (store_id, name) values (${storeId}, 'Caisse 1')`
  const { email } = await makeUser(sql, { roles: ['manager'], storeIds: [storeId], password: PASSWORD })
  const config = loadConfig({ DATABASE_URL: 'postgres://127.0.0.1:1/none', SECRET_KEY: 'x'.repeat(32) }, { folder })
  const builds = await freshBuild(folder)
  const application = { builds, state: 'ready' } as const
  const web = await createWebServer({ config: { ...config, apiBaseUrl }, log: createTestLog(), application })
  const address = (await web.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
  const context = await startBrowserAt(join(folder, 'screens'), { baseURL: address })
  try {
    if (context === null) return
    await context.addInitScript(WATCH)
    await setUp(context, { address, email })
    await measureStarts(context, scene.slower, report)
    await measureTyping(context, scene.slower, report)
  } finally {
    await context?.close()
    await web.close()
  }
}

/** When the field that one searches in is there, and when after a key the page last changed. */
const WATCH = `
  window.usableMs = null
  window.changedMs = 0
  new MutationObserver(() => {
    changedMs = performance.now()
    if (usableMs === null && document.querySelector('input[type="search"]:enabled') !== null) usableMs = changedMs
  }).observe(document, { childList: true, subtree: true, characterData: true })
  addEventListener('keydown', () => { window.pressedMs = performance.now() }, true)`

async function setUp(context: BrowserContext, { address, email }: { address: string; email: string }): Promise<void> {
  const answer = await context.request.post('/api/v1/login', {
    data: { email, password: PASSWORD, session: true },
    headers: { origin: address },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  const page = await context.newPage()
  await page.goto('/till')
  await page.evaluate('navigator.serviceWorker.ready')
  await page
    .getByLabel(/appareil|device/i)
    .first()
    .fill('Bench')
  await page.getByRole('button', { name: /Inscrire cet appareil|Enrol this device/ }).click()
  await page.getByRole('button', { name: /^Caisse 1/ }).click({ timeout: COPY_PATIENCE_MS })
  await page.getByLabel(/Fonds de caisse|float/i).fill('100', { timeout: COPY_PATIENCE_MS })
  await page.getByRole('button', { name: /^(Ouvrir avec|Open with)/ }).click()
  await untilUsable(page)
  await page.close()
}

async function openSlowly(context: BrowserContext, rate: number): Promise<Page> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  await page.goto('/till', { waitUntil: 'commit' })
  await untilUsable(page)
  return page
}

/** Asked from here: the policy of the page lets nothing be evaluated in it again and again. */
async function untilUsable(page: Page): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await page.evaluate<boolean>('typeof usableMs === "number"').catch(() => false)) return
    await page.waitForTimeout(20)
  }
  throw new Error('The till did not become usable.')
}

async function measureStarts(context: BrowserContext, slower: number, report: Report): Promise<void> {
  const times: number[] = []
  for (let start = 0; start < STARTS; start += 1) {
    const page = await openSlowly(context, slower)
    times.push(await page.evaluate<number>('usableMs'))
    await page.close()
  }
  report.add({
    what: `a warm start of the till until one can sell, processor ${slower} times slower, ms`,
    measured: `median of ${STARTS}, longest ${Math.max(...times).toFixed(0)} ms`,
    ratio: median(times),
    atMost: BUDGET_MS.start,
  })
}

async function measureTyping(context: BrowserContext, slower: number, report: Report): Promise<void> {
  const page = await openSlowly(context, slower)
  const times: number[] = []
  for (const text of TYPED) {
    await page.locator('input[type="search"]').fill('')
    for (const key of text) {
      await page.waitForTimeout(DRAWN_WITHIN_MS)
      await page.keyboard.press(key === ' ' ? 'Space' : key)
      await page.waitForTimeout(DRAWN_WITHIN_MS)
      const drawnMs = await page.evaluate<number>('changedMs - pressedMs')
      if (drawnMs > 0 && drawnMs < DRAWN_WITHIN_MS) times.push(drawnMs)
    }
  }
  report.add({
    what: `from a key in the till's search until its tiles stand, page ${slower} times slower, ms`,
    measured: `median of ${times.length}: ${median(times).toFixed(0)}, longest ${Math.max(...times).toFixed(0)}`,
  })
}
