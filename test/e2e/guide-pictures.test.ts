// Takes the pictures of docs/guide from the demo chain: COMPTOIR_SCREENSHOTS=docs/pictures npm test -- test/e2e/guide-pictures.test.ts
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { makeDemo } from '../../server/demo/index.ts'
import { settle, type WebApplication, webApplication } from '../harness/web-app.ts'

const FOLDER = process.env.COMPTOIR_SCREENSHOTS ?? ''
const DAYS = 9
const CHART_MS = 1500
/** A day that is over: today has hardly begun where the tests run at night. */
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const SIZES = { desk: { width: 1180, height: 800 }, phone: { width: 390, height: 780 } } as const
/** A page of a guide is read in seconds: its pictures must not be what one waits for. */
const LARGEST_BYTES = 90_000

type Picture = {
  readonly name: string
  readonly path: string
  readonly size?: keyof typeof SIZES
  /** The button of what the page asks for first. */
  readonly choose?: string
}
type Role = 'manager' | 'stock_clerk' | 'owner'

const PICTURES: readonly (Picture & { readonly as: Role })[] = [
  { name: 'guide-day', path: `/?date=${YESTERDAY}`, as: 'owner' },
  { name: 'guide-report', path: '/reports/sales', as: 'owner' },
  { name: 'guide-roles', path: '/roles', as: 'owner' },
  { name: 'guide-tickets', path: '/sales', as: 'manager' },
  { name: 'guide-sessions', path: '/sessions', as: 'manager' },
  { name: 'guide-review', path: '/reviews', as: 'manager' },
  { name: 'guide-stock', path: '/stock', as: 'stock_clerk', size: 'phone' },
  { name: 'guide-transfers', path: '/replenishment', as: 'stock_clerk', choose: 'Marché du Plateau' },
]

async function save(page: Page, name: string): Promise<void> {
  const picture = await sharp(await page.screenshot())
    .webp({ quality: 72 })
    .toBuffer()
  assert.ok(picture.length < LARGEST_BYTES, `${name} takes ${picture.length} bytes`)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, `${name}.webp`), picture)
}

/** The people of the demo chain, by their role. */
async function peopleOf(web: WebApplication) {
  const demo = await makeDemo(web.sql, { days: DAYS, secretKey: web.config.secretKey, keepSignIns: () => {} })
  assert.ok(demo !== null)
  const find = (role: Role) => {
    const found = demo.people.find((person) => person.role === role)
    assert.ok(found !== undefined, role)
    return { id: 0, name: found.name, email: found.email, password: found.password }
  }
  return { owner: find('owner'), manager: find('manager'), stock_clerk: find('stock_clerk') }
}

/** A ticket whose receipt said less than was due, for somebody to look at. */
async function sellOddly(web: WebApplication, email: string): Promise<void> {
  const [row] = await web.sql<{ store_id: number; variant_id: number }[]>`
    select member.store_id, variant.id as variant_id from users person
    join store_users member on member.user_id = person.id, product_variants variant
    where person.email = ${email} and variant.sold_by = 'unit' and variant.price > 5 order by variant.id limit 1`
  assert.ok(row !== undefined)
  const { status, body } = await web.as('owner').post('/api/v1/sales', {
    id: randomUUID(),
    store_id: row.store_id,
    lines: [{ variant_id: row.variant_id, quantity: '2' }],
    payments: [{ method: 'cash', amount: '100' }],
    total: '9.95',
  })
  assert.equal(status, 201, JSON.stringify(body))
}

const WORDS = {
  fr: {
    device: 'Nom de l’appareil',
    enrol: 'Inscrire cet appareil',
    register: 'Caisse 1',
    float: 'Fonds de caisse',
    open: /Ouvrir avec/,
    search: 'Nom, référence ou code',
    pay: /Encaisser/,
  },
  en: {
    device: 'Name of the device',
    enrol: 'Enrol this device',
    register: 'Caisse 2',
    float: 'Opening float',
    open: /Open with/,
    search: 'Name, SKU or barcode',
    pay: /Charge/,
  },
} as const

/** Enrols a device and opens its drawer, as a manager does on the first morning; then something is sold. */
async function photographTill(page: Page, language: 'fr' | 'en'): Promise<void> {
  const words = WORDS[language]
  await page.getByLabel(words.device).fill('Caisse de l’entrée')
  await page.getByRole('button', { name: words.enrol }).click()
  await page.getByRole('button', { name: words.register }).click()
  // Whoever is signed in stands at it already.
  await page.getByLabel(words.float).fill('150')
  await page.getByRole('button', { name: words.open }).click()
  const search = page.getByLabel(words.search).first()
  await search.fill('pain')
  await page.waitForTimeout(500)
  await page.keyboard.press('Enter')
  await settle(page)
  await search.fill('fromage')
  await page.waitForTimeout(500)
  await save(page, `guide-till-${language}`)
  await page.getByRole('button', { name: words.pay }).first().click()
  await settle(page)
  await save(page, `guide-pay-${language}`)
}

test('the guide shows the application as it is', async (t) => {
  if (FOLDER === '') return t.skip('COMPTOIR_SCREENSHOTS names no folder')
  const web = await webApplication({ after })
  if (web.browser === null) return t.skip('no browser')
  const people = await peopleOf(web)
  await sellOddly(web, people.manager.email)
  for (const language of ['fr', 'en'] as const) {
    for (const { name, path, as, size = 'desk', choose } of PICTURES) {
      const { page } = await web.open(path, { as: people[as], language, ...SIZES[size] })
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (choose !== undefined) await page.getByRole('button', { name: choose }).click()
      await settle(page)
      // Charts are drawn a moment after their figures are there.
      await page.waitForTimeout(CHART_MS)
      await save(page, `${name}-${language}`)
      await page.context().close()
    }
    const { page } = await web.open('/till', { as: people.manager, language, ...SIZES.desk })
    await photographTill(page, language)
    await page.context().close()
  }
})
