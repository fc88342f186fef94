// The till's first and last minutes, as somebody lives them who has no PIN yet: the float that is typed at once, who opens, and
// a count that nobody reads off the screen before they give it.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { eventually } from '../harness/eventually.ts'
import { givePin, PIN } from '../harness/pins.ts'
import { makeShop } from '../harness/sales.ts'
import { chooseInMenu, enrol, isReady, says, totalOf, typeByHand } from '../harness/till-hands.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const { sql } = web
const shop = await makeShop(sql, {
  tills: 1,
  articles: [{ name: 'Pain de campagne', price: '40.00', taxClass: 'exempt' }],
})
const storeId = shop.store.id
const manager = await web.person('manager', { name: 'Noël Bœuf', storeIds: [storeId] })
const cashier = await web.person('cashier', { name: 'Zoé Lacroix', storeIds: [storeId] })
await givePin(sql, manager.id)

const floatOf = (page: Page) => page.getByLabel('Fonds de caisse')
const heading = (page: Page, name: string) => page.getByRole('heading', { name })

describe('the counter', { skip: web.browser === null && 'no browser' }, () => {
  test('is opened by who says so, with what they typed, and closed by a count that is blind', async () => {
    const { page, complaints } = await web.open('/till', { as: manager, width: 1024, height: 768 })
    await enrol(page)
    await heading(page, 'Ouvrir le tiroir').waitFor()
    await page.getByText('Noël Bœuf ouvre').waitFor()
    await page.reload()
    await page.getByText('Noël Bœuf ouvre').waitFor()
    await page.getByRole('button', { name: 'Changer de personne' }).click()
    await heading(page, 'Qui est à la caisse ?').waitFor()
    await signInAtTheTill(page)

    await typeTheFloat(page)
    await isReady(page)
    const session = await openedSession()
    assert.deepEqual([session?.opening_float_minor, session?.opened_by], [15_000, cashier.id])

    await approveTwoDiscounts(page)
    await countBlindly(page)
    assert.deepEqual(complaints, [])
  })
})

/** Whoever has no PIN signs in at their own card. */
async function signInAtTheTill(page: Page): Promise<void> {
  await page.getByText('Un NIP se choisit dans « Mon compte »').waitFor()
  await settle(page)
  await assertAccessible(page)
  await page.getByRole('button', { name: /Zoé Lacroix/ }).click()
  await heading(page, 'Session de Zoé Lacroix').waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Retour' }).click()
  await page.getByRole('button', { name: /Zoé Lacroix/ }).click()
  await page.getByLabel('Courriel').fill(cashier.email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(cashier.password)
  await page.getByRole('button', { name: 'Ouvrir une session' }).click()
  await page.getByText('Zoé Lacroix ouvre').waitFor()
}

async function typeTheFloat(page: Page): Promise<void> {
  // At once, and after a finger has taken the focus away.
  await page.keyboard.type('1')
  await page.getByRole('button', { name: '5', exact: true }).click()
  await page.keyboard.type('0')
  assert.equal(await floatOf(page).inputValue(), '150')
  for (let key = 0; key < 3; key += 1) await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await heading(page, 'Ouvrir sans fonds de caisse ?').waitFor()
  await settle(page)
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Retour', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.type('150')
  await photograph(page, 'till-float')
  await page.keyboard.press('Enter')
}

/** Once the record has arrived. */
async function openedSession() {
  const [session] = await eventually(
    () => sql<{ opening_float_minor: number; opened_by: number }[]>`
      select opening_float_minor, opened_by from register_sessions where store_id = ${storeId} and kind = 'drawer'`,
    (found) => found.length > 0,
  )
  return session
}

/** Ten per cent of a line are the cashier's own to give; a quarter of the ticket besides is not. */
async function approveTwoDiscounts(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Pain de campagne/ }).click()
  await says(page, '40,00')
  await page.keyboard.press('F4')
  await page.getByRole('dialog').getByRole('button', { name: '10 %' }).click()
  await says(page, '36,00')
  const line = page.getByRole('listitem').filter({ hasText: 'Pain de campagne' })
  await line.getByText('36,00').waitFor()
  assert.equal(await line.locator('s').count(), 1)
  await page.keyboard.press('F6')
  await page.getByRole('dialog').getByRole('button', { name: '25 %' }).click()
  await page.getByText('25 % de remise sur le ticket').waitFor()
  await page.getByText('« Pain de campagne » atteint 32,5 %').waitFor()
  await page.getByLabel('Motif').fill('Rassis')
  await photograph(page, 'till-two-discounts')
  await page.getByRole('dialog').getByRole('button', { name: 'Noël Bœuf' }).click()
  await page.getByRole('dialog').getByRole('group', { name: 'Pavé numérique' }).waitFor()
  await page.keyboard.type(PIN, { delay: 80 })
  await says(page, '27,00')
  // Put aside without a name, and taken up again.
  await page.keyboard.press('F8')
  await page.getByLabel('Sous quel nom ?').press('Enter')
  await isReady(page)
  const told = await page.getByText(/1 article\s»\sattend\./).boundingBox()
  const charge = await page.getByRole('button', { name: /^Encaisser/ }).boundingBox()
  assert.ok(told !== null && charge !== null && told.x + told.width < charge.x)
  await page.keyboard.press('F8')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /1 article/ })
    .click()
  await says(page, '27,00')
  await totalOf(page).click()
  await page.getByRole('button', { name: /^Carte/ }).click()
  await page.getByRole('button', { name: 'Vente suivante' }).click()
}

async function countBlindly(page: Page): Promise<void> {
  await isReady(page)
  await chooseInMenu(page, 'Rapport X')
  const report = page.getByRole('dialog')
  await report.getByText('Le comptage est aveugle').waitFor()
  const facts = await readFacts(page)
  assert.deepEqual([facts.get('Ventes'), facts.get('Retours')], ['1', '0'])
  for (const name of ['Attendu dans le tiroir', 'Encaissé comptant', 'Carte (1)']) assert.ok(!facts.has(name), name)
  await settle(page)
  await assertAccessible(page)
  await page.keyboard.press('Escape')

  await chooseInMenu(page, 'Fermer le tiroir (Z)')
  await page.getByRole('button', { name: 'Donner la somme' }).click()
  await page.getByLabel('Compté').fill('149')
  await page.getByRole('button', { name: /^Fermer avec/ }).click()
  await page.getByRole('dialog').getByText('Il manque 1,00').waitFor()
  await page.getByRole('button', { name: 'Recompter' }).click()
  await page.getByLabel('Compté').fill('')
  await typeByHand(page, '15')
  await page.getByRole('button', { name: '0', exact: true }).click()
  await page.getByRole('button', { name: /^Fermer avec/ }).click()
  await page.getByText('Premier compte : 149,00').waitFor()
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'till-counted-again')
  await page.getByRole('button', { name: 'Fermer le tiroir', exact: true }).click()
  await heading(page, 'Z n° 1').waitFor()
  const [session] =
    await sql`select difference_note from register_sessions where store_id = ${storeId} and kind = 'drawer'`
  assert.match(String(session?.difference_note), /^Premier compte\s: 149,00\s\$\.$/)
  const shown = await readFacts(page)
  assert.ok(shown.has('Attendu dans le tiroir') && shown.has('Carte (1)'))
}

async function readFacts(page: Page): Promise<Map<string, string>> {
  const facts = await page.evaluate<[string, string][]>(
    `[...document.querySelectorAll('dl > div')].map((row) => [...row.children].map(({ textContent }) => textContent))`,
  )
  return new Map(facts)
}
