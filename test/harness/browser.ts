import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import type { Cleaner } from './database.ts'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The machine's own Chromium, else the one among the packages. null: neither runs here. */
export async function startBrowser(cleaner: Cleaner): Promise<Browser | null> {
  const system = [process.env.CHROMIUM_PATH ?? '', ...SYSTEM_BROWSERS].find((path) => path !== '' && existsSync(path))
  try {
    const executablePath = system ?? (await sparticuz.executablePath())
    const args = system === undefined ? sparticuz.args : ['--no-sandbox', '--disable-dev-shm-usage']
    const browser = await chromium.launch({ executablePath, args })
    cleaner.after(() => browser.close())
    return browser
  } catch (error) {
    console.log(`No browser runs here: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    return null
  }
}
