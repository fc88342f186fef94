import { globSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { nameOverlays } from '../../web/build/name-overlays.ts'
import { findViolations, readIn, settle } from './web-app.ts'

const SOURCES = resolve(import.meta.dirname, '..', '..', 'web', 'src')

/** Every place of the sources that opens something above the page. */
export const listOverlays = (): string[] =>
  globSync('**/*.tsx', { cwd: SOURCES })
    .sort()
    .flatMap((file) => {
      const path = join(SOURCES, file)
      return nameOverlays(readFileSync(path, 'utf8'), path).names
    })

/** What stands above the page, whatever it is made of. */
const SHOWN = '[data-overlay] [role="dialog"], [data-overlay]:is([role="dialog"], [role="menu"], [role="presentation"])'
const PHONE = { width: 390, height: 844 }
const PATIENCE_MS = 5_000
/** Longer dialogs than this hold the keyboard in the same way. */
const MOST_TABS = 60

export type Opening = {
  /** What a person activates. */
  readonly by: Locator
  /** Of the menu that it opens. */
  readonly item?: string | RegExp
  /** How it is opened where a click is not enough. */
  readonly open?: () => Promise<void>
  /** Where the keyboard goes when it closes; to what opened it unless said. */
  readonly back?: Locator
  /** What is only there after a step of one's own, looked at too. */
  readonly steps?: readonly ((shown: Locator) => Promise<void>)[]
  /** How it is closed, where the key deliberately does not. */
  readonly close?: (shown: Locator) => Promise<void>
  /** The keyboard stays with what opened it: it is a list of suggestions, or a word of explanation. */
  readonly isHint?: boolean
}

export type Overlays = {
  /** The names of those that were looked at. */
  readonly seen: ReadonlySet<string>
  /** What is wrong with them, to be asserted to be nothing. */
  readonly faults: readonly string[]
  /** Opens one as a person does, looks at it in every way, and closes it by key. */
  look(page: Page, opening: Opening): Promise<void>
}

export function watchOverlays(): Overlays {
  const seen = new Set<string>()
  const faults: string[] = []
  return {
    seen,
    faults,
    async look(page, opening) {
      const found: string[] = []
      let name = String(opening.by)
      try {
        name = await lookAt(page, opening, found)
        seen.add(name)
      } catch (error) {
        found.push(error instanceof Error ? error.message : String(error))
        await takePicture(page, `${name} failed`)
      }
      // What is left open would stand before whatever comes next.
      if (found.length > 0) await page.keyboard.press('Escape')
      faults.push(...found.map((fault) => `${name}: ${fault}`))
    },
  }
}

async function lookAt(page: Page, opening: Opening, found: string[]): Promise<string> {
  const { by, item, steps = [], close, isHint = false, back = by } = opening
  const shown = page.locator(SHOWN).filter({ visible: true }).last()
  await (opening.open ?? (() => by.click()))()
  if (item !== undefined) await page.getByRole('menuitem', { name: item }).click()
  await shown.waitFor()
  if (item !== undefined) await page.getByRole('menu').waitFor({ state: 'detached' })
  await settle(page)
  const name = (await shown.locator(NAMED).last().getAttribute('data-overlay')) ?? ''
  if (!isHint) await checkFocus(page, { name, isMenu: (await shown.getAttribute('role')) === 'menu' }, found)
  await checkLooks(page, name, found)
  for (const [place, step] of steps.entries()) {
    await step(shown)
    await settle(page)
    await checkLooks(page, `${name} step ${place + 1}`, found)
  }
  await page.keyboard.press('Escape')
  if (close !== undefined) {
    if (!(await shown.isVisible())) found.push('Escape closes it')
    await close(shown)
  }
  await shown.waitFor({ state: 'hidden', timeout: PATIENCE_MS }).catch(() => found.push('it does not close'))
  await until(async () => (await back.and(page.locator(':focus')).count()) === 1).catch(async () =>
    found.push(`the keyboard does not go back: it is at ${await page.evaluate(FOCUSED)}`),
  )
  return name
}

const NAMED = 'xpath=ancestor-or-self::*[@data-overlay]'
/** In which of them the keyboard is. */
const PLACE = `document.activeElement?.closest('[data-overlay]')?.dataset.overlay`
const FOCUSED = 'document.activeElement?.outerHTML.slice(0, 160)'

/** The keyboard goes into what opens, and stays there. */
async function checkFocus(page: Page, shown: { name: string; isMenu: boolean }, found: string[]): Promise<void> {
  const isInside = async () => (await page.evaluate(PLACE)) === shown.name
  const fail = async (how: string) => void found.push(`${how}: it is at ${await page.evaluate(FOCUSED)}`)
  if (!(await holds(until(isInside)))) return fail('the keyboard does not go into it')
  if (shown.isMenu) {
    await page.keyboard.press('ArrowDown')
    const role = await page.evaluate('document.activeElement.getAttribute("role")')
    return String(role).startsWith('menuitem') ? undefined : fail('arrows do not go through it')
  }
  await page.evaluate('globalThis.firstFocused = document.activeElement')
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab')
    // The parts of a date are the browser's own stops: from the last one it steps out, and is led back in the same moment.
    if (!(await holds(until(isInside)))) return fail('the keyboard leaves it')
    if (await page.evaluate<boolean>('document.activeElement === globalThis.firstFocused')) break
  }
  await page.keyboard.press('Shift+Tab')
  if (!(await holds(until(isInside)))) return fail('the keyboard leaves it backwards')
}

/** On a laptop and on a phone, in light and dark; one of the four in English. */
async function checkLooks(page: Page, name: string, found: string[]): Promise<void> {
  const before = page.viewportSize() ?? PHONE
  const isPhone = before.width === PHONE.width
  const views = isPhone ? [PHONE] : [before, PHONE]
  for (const size of views) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const isEnglish = size === PHONE && colorScheme === 'dark'
      if (isEnglish) await readIn(page, 'en')
      await settle(page)
      const way = `${size.width} ${colorScheme}${isEnglish ? ' en' : ''}`
      const violations = await findViolations(
        page,
        size === before && colorScheme === 'light' ? null : '[data-overlay]',
      )
      found.push(...violations.map((violation) => `${way}: ${violation}`))
      found.push(...(await page.evaluate<string[]>(STICKS_OUT)).map((what) => `${way}: sticks out: ${what}`))
      found.push(...(await page.evaluate<string[]>(NAMELESS)).map((what) => `${way}: choices without a name: ${what}`))
      await takePicture(page, `${name} ${way}`)
      if (isEnglish) await readIn(page, 'fr')
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(before)
  await settle(page)
}

/** What is wider than the dialog that it stands in, or than the screen; words that are cut off at their end without a sign. */
const STICKS_OUT = `(() => {
  const wide = [...document.querySelectorAll('[data-overlay] [role="dialog"], [data-overlay][role]')].filter((shown) => {
    const { left, right } = shown.getBoundingClientRect()
    return shown.scrollWidth > shown.clientWidth + 1 || left < -1 || right > innerWidth + 1
  })
  const endOf = (part) => {
    const words = document.createRange()
    words.selectNodeContents(part)
    return part.innerText?.trim() ? words.getBoundingClientRect().right : 0
  }
  const cut = [...document.querySelectorAll('[data-overlay] :not(.visually-hidden, .visually-hidden *)')].filter((part) => {
    const { overflowX, textOverflow } = getComputedStyle(part)
    const cuts = ['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis' && part.clientWidth > 1
    return cuts && part.scrollWidth > part.clientWidth + 1 && endOf(part) > part.getBoundingClientRect().right + 1
  })
  return [...wide, ...cut].map((part) => part.className + ' ' + part.scrollWidth + ' in ' + part.clientWidth)
})()`

/** Choices of which one is taken, without a word of what is chosen. */
const NAMELESS = `[...document.querySelectorAll('[data-overlay] [role="radiogroup"]:not([aria-label], [aria-labelledby])')]
  .map((group) => group.innerText)`

/** Into the folder that COMPTOIR_SCREENSHOTS names; does nothing without it. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.COMPTOIR_SCREENSHOTS ?? ''
  if (folder === '') return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name.replace(/[^\w-]+/g, '-')}.png`) })
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const patience = Date.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (Date.now() > patience) throw new Error('It did not come so.')
    await new Promise((done) => setTimeout(done, 20))
  }
}

const holds = (hope: Promise<void>): Promise<boolean> =>
  hope.then(
    () => true,
    () => false,
  )

/** A button by its whole name, or by what is in it. */
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
