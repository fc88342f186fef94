import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core'
import type { Cleaner } from './database.ts'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The machine's own Chromium, else the one among the packages. null: neither runs here. */
export async function startBrowser(cleaner: Cleaner): Promise<Browser | null> {
  return unlessNone(async () => {
    const browser = await chromium.launch(await launchOptions())
    cleaner.after(() => browser.close())
    return browser
  })
}

/** The same with a profile on the disk: what its pages have kept is there again after the browser has ended, however it ended. */
export const startBrowserAt = (profile: string, options: { baseURL?: string } = {}): Promise<BrowserContext | null> =>
  unlessNone(async () => chromium.launchPersistentContext(profile, { ...(await launchOptions()), ...options }))

async function launchOptions(): Promise<LaunchOptions> {
  const system = [process.env.CHROMIUM_PATH ?? '', ...SYSTEM_BROWSERS].find((path) => path !== '' && existsSync(path))
  const executablePath = system ?? (await sparticuz.executablePath())
  const args = system === undefined ? sparticuz.args : ['--no-sandbox', '--disable-dev-shm-usage']
  return { executablePath, args }
}

async function unlessNone<Started>(start: () => Promise<Started>): Promise<Started | null> {
  try {
    return await start()
  } catch (error) {
    console.log(`No browser runs here: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    return null
  }
}
