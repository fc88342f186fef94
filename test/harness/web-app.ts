import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { DefaultRoleName } from '../../server/identity/index.ts'
import { chooseBuildsFolder, ensureBuild } from '../../server/web/build-application.ts'
import { createWebServer } from '../../server/web/create-web-server.ts'
import { inReverse, type TestApplication, testApplication } from './app.ts'
import { startBrowser } from './browser.ts'
import type { Cleaner } from './database.ts'
import { makeUser, type TestUser } from './factories.ts'
import { listenToComplaints } from './page-complaints.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const PASSWORD = 'correct cheval pile agrafe'
/** The machines that run the tests are small. */
const PATIENCE_MS = 30_000

export type Person = TestUser & { readonly password: string }

export type OpenOptions = {
  /** Who is signed in; nobody unless given. */
  as?: Person
  language?: 'fr' | 'en'
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
  /** The address is no page of the application. */
  isBare?: boolean
  /** Lets the page work without a network. */
  hasServiceWorker?: boolean
}

export type WebPage = {
  readonly page: Page
  /** What the browser complained about: a test ends by asserting that it is nothing. */
  readonly complaints: readonly string[]
}

export type WebApplication = TestApplication & {
  /** Of the web port. */
  readonly address: string
  /** null: no browser runs here, and the test is skipped. */
  readonly browser: Browser | null
  /** Somebody with this role who can sign in. */
  person(role: DefaultRoleName, options?: { name?: string; storeIds?: readonly number[] }): Promise<Person>
  /** A page in a browser of its own: another cookie, another storage. */
  open(path: string, options?: OpenOptions): Promise<WebPage>
}

/**
 * The whole application behind its two ports, in a real browser.
 *
 * @param options.builds the folder of the builds; the project's, with a fresh one in force, unless given.
 */
export async function webApplication(cleaner: Cleaner, options: { builds?: string } = {}): Promise<WebApplication> {
  const cleaning = inReverse(cleaner)
  const api = await testApplication(cleaning)
  const apiBaseUrl = await api.app.listen({ port: 0, host: '127.0.0.1' })
  const { config, log } = api
  const builds = options.builds ?? (await freshBuild(config.dataFolder))
  const web = await createWebServer({ config: { ...config, apiBaseUrl }, log, application: { builds, state: 'ready' } })
  cleaning.after(() => web.close())
  const address = (await web.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
  const browser = await startBrowser(cleaning)
  return {
    ...api,
    address,
    browser,
    async person(role, options = {}) {
      const user = await makeUser(api.sql, { ...options, roles: [role], password: PASSWORD })
      return { ...user, password: PASSWORD }
    },
    open: (path, options = {}) => openPage(browser as Browser, address, path, options),
  }
}

/** The folder of the project's builds, with one of the sources as they are in force. */
export async function freshBuild(dataFolder: string): Promise<string> {
  const builds = chooseBuildsFolder({ root: ROOT, dataFolder })
  await ensureBuild({ root: ROOT, builds })
  return builds
}

async function openPage(browser: Browser, address: string, path: string, options: OpenOptions): Promise<WebPage> {
  const { as: person, language = 'fr', scheme = 'light', width = 1440, height = 900 } = options
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    colorScheme: scheme,
    locale: `${language}-CA`,
    timezoneId: 'America/Toronto',
    reducedMotion: 'reduce',
    serviceWorkers: options.hasServiceWorker === true ? 'allow' : 'block',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (person !== undefined) {
    const { email, password } = person
    const answer = await context.request.post('/api/v1/login', {
      data: { email, password, session: true },
      headers: { origin: address },
    })
    if (!answer.ok()) throw new Error(`${email} cannot sign in: ${await answer.text()}`)
  }
  const page = await context.newPage()
  const complaints = listenToComplaints(page, address)
  await page.goto(path)
  if (options.isBare !== true) await settle(page)
  return { page, complaints }
}

const BUSY = '[role="status"] .mantine-Loader-root, [aria-busy="true"], [data-loading="true"]'

/** Waits until nothing is being fetched for the page, as it says itself, and what it draws stands still. */
export async function settle(page: Page): Promise<void> {
  await page.locator('#root > *').first().waitFor({ state: 'attached' })
  const patience = Date.now() + PATIENCE_MS
  while ((await page.locator(BUSY).count()) > 0) {
    if (Date.now() > patience) throw new Error(`${page.url()} is still busy`)
    await sleep(20)
  }
  await page.evaluate(
    'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))',
  )
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }

/**
 * What axe finds on the page as it is drawn now, in sentences.
 *
 * @param within a selector of what is looked at; null: the whole page.
 */
export async function findViolations(page: Page, within: string | null = null): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE)
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(within ?? undefined) ?? 'document'}, { runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) => violations)`,
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help})\n    ${html.slice(0, 200)}\n    ${failureSummary}`),
  )
}

/** @throws Error naming what axe finds on the page as it stands, in light and in dark. */
export async function assertAccessible(page: Page): Promise<void> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    for (const violation of await findViolations(page)) found.push(`${colorScheme}: ${violation}`)
  }
  if (found.length > 0) throw new Error(`${page.url()} is not accessible:\n  ${found.join('\n  ')}`)
}

const WIDTHS = [
  [390, 844],
  [1024, 768],
  [1440, 900],
] as const

/**
 * Takes the page as it stands in every width, light and language, into the folder that COMPTOIR_SCREENSHOTS names; does
 * nothing without it.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.COMPTOIR_SCREENSHOTS
  if (folder === undefined || folder === '') return
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()
  const language = await page.evaluate<string>('document.documentElement.lang')
  for (const lang of ['en', 'fr']) {
    await readIn(page, lang)
    for (const [width, height] of WIDTHS) {
      await page.setViewportSize({ width, height })
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        await settle(page)
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}-${lang}.png`) })
      }
    }
  }
  await readIn(page, language)
  if (before !== null) await page.setViewportSize(before)
}

/** Changes the language as another tab of the same browser would: nothing on the page is lost. */
export async function readIn(page: Page, language: string): Promise<void> {
  await page.evaluate(
    `localStorage.setItem('comptoir.language', '${language}');
    dispatchEvent(new StorageEvent('storage', { key: 'comptoir.language', newValue: '${language}' }))`,
  )
  await settle(page)
}
