import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'

/** What whoever stands at a till does with their hands, on its screens in French. */

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/** The page's own connection, over which keys are sent without waiting for each to be drawn. */
function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, session)
  return session
}

/** A machine that does something else in the midst of a code. */
type Stall = { readonly afterKeys: number; readonly forMs: number }

/** Between two keys of a scanner. */
const SCANNER_GAP_MS = 5

/**
 * What a scanner types, wherever the focus is: quicker than any hand, and without looking at the screen. The moment of a key
 * is that of the device, however late a busy machine hands it on.
 */
export async function scan(page: Page, code: string, stall?: Stall): Promise<void> {
  const session = await sessionOf(page)
  const keys = [...code].map((key) => ({ key, code: /\d/.test(key) ? `Digit${key}` : '', text: key }))
  const strokes = [...keys, { key: 'Enter', code: 'Enter', text: '\r' }]
  const begunMs = Date.now()
  const events = strokes.flatMap(({ key, code: place, text }, index) => {
    const timestamp = (begunMs + index * SCANNER_GAP_MS) / 1000
    return [
      { type: 'keyDown', key, code: place, text, timestamp } as const,
      { type: 'keyUp', key, code: place, timestamp } as const,
    ]
  })
  const send = (some: typeof events) => Promise.all(some.map((event) => session.send('Input.dispatchKeyEvent', event)))
  const first = stall === undefined ? 0 : 2 * stall.afterKeys
  await send(events.slice(0, first))
  if (stall !== undefined) await sleep(stall.forMs)
  await send(events.slice(first))
}

/** As a hand types: slower than any scanner. */
export const typeByHand = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: 60 })

/** The button that takes the ticket, with what it comes to. */
export const totalOf = (page: Page) => page.getByRole('button', { name: /^(Encaisser|Rembourser|Régler)/ })

/** Waits until the ticket comes to this. */
export const says = (page: Page, amount: string): Promise<void> => totalOf(page).filter({ hasText: amount }).waitFor()

export const isReady = (page: Page): Promise<void> => page.getByText('Prêt à vendre').waitFor()

export async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu de la caisse' }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Enrols the browser, whose signed-in person may do so, and chooses a register: the first unless given. */
export async function enrol(page: Page, register = 0): Promise<void> {
  await page.getByLabel('Nom de l’appareil').fill('Caisse près de l’entrée')
  await page.getByRole('button', { name: 'Inscrire cet appareil' }).click()
  await page
    .getByRole('button', { name: /^Caisse/ })
    .nth(register)
    .click()
}

export async function openDrawer(page: Page, float: string): Promise<void> {
  await page.getByLabel('Fonds de caisse').fill(float)
  await page.getByRole('button', { name: /^Ouvrir avec/ }).click()
  if (/^0*$/.test(float)) await page.getByRole('button', { name: 'Ouvrir sans fonds', exact: true }).click()
  await isReady(page)
}
