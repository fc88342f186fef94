import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { chooseInMenu, isReady, scan, typeByHand } from './till-hands.ts'

/** A ticket as the till's screens have shown it, in cents. */
export type ShownTicket = {
  readonly reference: string
  readonly total: number
  /** null: the power went before anybody saw it. */
  readonly change: number | null
  readonly payments: readonly ShownPayment[] | null
}
export type ShownPayment = { readonly method: string; readonly amount: number }

/** An amount as the screens write it, in cents: `-1 234,50 $`. */
export const cents = (text: string): number => Number(text.replace(/[^\d-]/g, ''))

/** Goes to the payment, by key. */
export async function beginPayment(page: Page): Promise<void> {
  await page.keyboard.press('F9')
  await page.getByText(/^(À payer|À rembourser|Reste à payer)$/).waitFor()
}

/** The whole of it in cash, to the cent that there is. */
export async function payCash(page: Page): Promise<ShownTicket> {
  await beginPayment(page)
  await page.keyboard.press('Enter')
  return readDone(page)
}

/** What the customer hands over is touched: the largest of what is offered. */
export async function payByNote(page: Page): Promise<ShownTicket> {
  await beginPayment(page)
  await page.getByRole('group', { name: 'Montants rapides' }).getByRole('button').last().click()
  return readDone(page)
}

export async function payByCard(page: Page): Promise<ShownTicket> {
  await beginPayment(page)
  await page.keyboard.press('F3')
  return readDone(page)
}

/** A part by card, the rest in cash. */
export async function payByBoth(page: Page, byCard: string): Promise<ShownTicket> {
  await beginPayment(page)
  await typeByHand(page, byCard)
  await page.keyboard.press('F3')
  await page.getByText('Reste à payer').waitFor()
  await page.keyboard.press('Enter')
  return readDone(page)
}

const DONE = `(() => {
  const rows = [...document.querySelectorAll('main dl > div')]
  return {
    facts: rows.map((row) => [...row.children].map(({ textContent }) => textContent)),
    status: document.querySelector('main [role="status"]').textContent,
  }
})()`

/** What stands on the screen once a ticket is recorded. */
async function readDone(page: Page): Promise<ShownTicket> {
  await page.getByRole('button', { name: 'Vente suivante' }).waitFor()
  const { facts, status } = await page.evaluate<{ facts: [string, string][]; status: string }>(DONE)
  const [[title, total] = ['', ''], ...payments] = facts
  const reference = /^Reçu (\S+)$/.exec(title)?.[1] ?? assert.fail(title)
  return {
    reference,
    total: cents(total),
    change: status.startsWith('Monnaie à rendre') ? cents(status) : 0,
    payments: payments.map(([method, amount]) => ({ method, amount: cents(amount) })),
  }
}

export async function nextCustomer(page: Page): Promise<void> {
  const next = page.getByRole('button', { name: 'Vente suivante' })
  if ((await next.count()) > 0) await next.click()
  await isReady(page)
}

/** All of a receipt comes back; the ticket may go on. */
export async function takeAllBack(page: Page, reference: string): Promise<void> {
  await scan(page, reference)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Tout reprendre' }).click()
  await dialog.getByRole('button', { name: /^Reprendre pour/ }).click()
  await dialog.waitFor({ state: 'detached' })
}

export async function park(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F8')
  const field = page.getByLabel('Sous quel nom ?')
  await field.fill(name)
  await field.press('Enter')
  await isReady(page)
}

export async function resume(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F8')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: new RegExp(name) }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** The last ticket of this till, as its list shows it. */
export async function readLastTicket(page: Page): Promise<ShownTicket> {
  await page.keyboard.press('Alt+KeyT')
  const dialog = page.getByRole('dialog', { name: 'Tickets et reçus' })
  const row = dialog.getByRole('listitem').first()
  await row.waitFor()
  const spans = await row.locator('span').allTextContents()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const reference = spans.find((text) => /^\d+-\d+-\d+-\d+$/.test(text)) ?? assert.fail(spans.join('|'))
  return { reference, total: cents(spans.at(-1) ?? ''), change: null, payments: null }
}

export type ShownClosing = { readonly tickets: number; readonly total: number; readonly expected: number }

/** Counts blindly, explains nothing, and reads what the till says then. */
export async function closeDrawer(page: Page, counted: string): Promise<ShownClosing> {
  await chooseInMenu(page, 'Fermer le tiroir (Z)')
  await page.getByRole('button', { name: 'Donner la somme' }).click()
  await page.getByLabel('Compté').fill(counted)
  await page.getByRole('button', { name: /^Fermer avec/ }).click()
  const explain = page.getByRole('button', { name: 'Fermer le tiroir', exact: true })
  const seal = page.getByText('Sceau de la caisse')
  await explain.or(seal).first().waitFor()
  if (await explain.isVisible()) await explain.click()
  await seal.waitFor()
  const facts = await page.evaluate<[string, string][]>(
    `[...document.querySelectorAll('dl > div')].map((row) => [...row.children].map(({ textContent }) => textContent))`,
  )
  const value = (name: string) => facts.find(([label]) => label === name)?.[1] ?? assert.fail(name)
  return {
    tickets: Number(value('Ventes')),
    total: cents(value('Total')),
    expected: cents(value('Attendu dans le tiroir')),
  }
}
