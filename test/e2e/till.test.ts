// A day at the till, as people live it: a fresh device, its drawer, sales by search, touch and scanner, a return, an exchange,
// a closing that does not come out right; and a sale that no finger and no mouse has touched.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCategory, makeProduct } from '../harness/catalog.ts'
import { givePin, PIN, WRONG_PIN } from '../harness/pins.ts'
import { makeShop } from '../harness/sales.ts'
import { chooseInMenu, enrol, isReady, openDrawer, says, scan, totalOf, typeByHand } from '../harness/till-hands.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const { sql } = web
const PROFILE = '**/api/v1/me'
const BARCODE = '036000291452'
const shop = await makeShop(sql, {
  tills: 8,
  articles: [
    { name: 'Crème fraîche', price: '5.00', taxClass: 'exempt', barcode: BARCODE },
    { name: 'Pain de campagne', price: '4.00', taxClass: 'exempt' },
    {
      name: 'Limonade',
      price: '3.00',
      taxClass: 'exempt',
      fees: [{ label: 'Consigne', amount: '0.10' }],
    },
  ],
})
const storeId = shop.store.id
const category = await makeCategory(sql, { name: 'Épicerie' })
await makeProduct(sql, {
  name: 'Thé des bois',
  category_id: category.id,
  tax_class: 'standard',
  variants: [
    { name: '100 g', price: '10.00' },
    { name: '250 g', price: '20.00' },
  ],
} as Parameters<typeof makeProduct>[1])
const manager = await web.person('manager', { name: 'Noël Bœuf', storeIds: [storeId] })
const cashier = await web.person('cashier', { name: 'Zoé Lacroix', storeIds: [storeId] })
const newcomer = await web.person('cashier', { name: 'Léa Houde', storeIds: [storeId] })
await givePin(sql, manager.id)
await givePin(sql, cashier.id)

/** Enrols a fresh browser and opens the drawer of a register. */
async function openTill(register: number, float: string) {
  const opened = await web.open('/till', { as: manager, width: 1024, height: 768 })
  const { page } = opened
  await enrol(page, register)
  await openDrawer(page, float)
  return opened
}

/** Keeps what the server answers from the page until it is released. */
async function hold(page: Page, address: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** What the page knows by now is seen. */
const drawn = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

/** Sells what cannot be brought into sight, and tries again once it can. */
async function failToDraw(page: Page): Promise<void> {
  await page.evaluate(`{
    const { scrollIntoView } = Element.prototype
    Element.prototype.scrollIntoView = () => { throw new Error('Plus d’encre') }
    globalThis.mend = () => { Element.prototype.scrollIntoView = scrollIntoView }
  }`)
  await page.getByRole('button', { name: /Pain de campagne/ }).click()
  await page.getByText('Plus d’encre').waitFor()
  await page.evaluate('mend()')
  await page.getByRole('button', { name: 'Réessayer' }).click()
}

describe('a till', { skip: web.browser === null && 'no browser' }, () => {
  test('opens, sells, takes back, exchanges and closes', async () => {
    const { page, complaints } = await openTill(0, '100')
    await settle(page)
    await assertAccessible(page)
    await photograph(page, 'till-ready')

    // By search, by touch, by scanner.
    await page.getByRole('searchbox').fill('creme')
    await page.getByRole('button', { name: /Crème fraîche/ }).waitFor()
    await page.keyboard.press('Enter')
    await says(page, '5,00')
    await page.getByRole('button', { name: /Pain de campagne/ }).click()
    await says(page, '9,00')
    await scan(page, BARCODE)
    await says(page, '14,00')
    await page.getByRole('button', { name: /Thé des bois/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: /250 g/ }).click()
    // 14.00 + 20.00 + 1.00 of TPS + 2.00 of TVQ
    await says(page, '37,00')
    await photograph(page, 'till-ticket')
    await assertAccessible(page)

    // A code that nothing bears: the way on is an open price.
    await scan(page, '99887766')
    await page.getByRole('heading', { name: 'Code inconnu' }).waitFor()
    await assertAccessible(page)
    await page.getByRole('button', { name: 'Vendre à prix libre' }).click()
    await page.getByLabel('Désignation').fill('Carte de vœux')
    await page.getByLabel('Montant').fill('2')
    await assertAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Ajouter' }).click()
    await says(page, '39,29')

    // Ten dollars by card, the rest in notes.
    await totalOf(page).click()
    await page.getByLabel('Montant reçu').fill('10')
    await page.getByRole('button', { name: /^Carte/ }).click()
    await page.getByText('Reste à payer').waitFor()
    await assertAccessible(page)
    await photograph(page, 'till-payment')
    await page.getByRole('button', { name: /40,00/ }).click()
    await page.getByText('Monnaie à rendre').waitFor()
    await page.getByText('10,70').first().waitFor()
    await page.getByText('TOTAL', { exact: true }).waitFor()
    await settle(page)
    await assertAccessible(page)
    await photograph(page, 'till-change')
    await page.getByRole('button', { name: 'Imprimer' }).click()
    const reference = await page.locator('svg[role="img"]').first().getAttribute('aria-label')
    assert.match(reference ?? '', /^\d+-\d+-1-000002$/)
    await page.getByRole('button', { name: 'Vente suivante' }).click()

    await takeBack(page, reference ?? '')
    await exchange(page, reference ?? '')
    await closeWithDifference(page)

    assert.deepEqual(complaints, [])
    const sales = await sql<{ kind: string; total_minor: number; flags: string[] }[]>`
      select kind, total_minor, flags from sales where store_id = ${storeId} order by number`
    assert.deepEqual(
      sales.map(({ kind, total_minor, flags }) => [kind, total_minor, flags]),
      [
        // Nobody has put the tea on the shelf: that is told, and stops no sale.
        ['sale', 3929, ['stock_negative']],
        ['return', -500, []],
        ['return', 300 + 10 - 400, []],
      ],
    )
    const [session] = await sql`
      select z_number, last_number, difference_note from register_sessions
      where store_id = ${storeId} and kind = 'drawer'`
    // The opening, three tickets, the closing.
    assert.deepEqual({ ...session }, { z_number: 1, last_number: 5, difference_note: 'Un dollar tombé' })
  })

  test('is left to another by PIN, whose larger discount a manager approves', async () => {
    const { page, complaints } = await openTill(1, '50')
    await page.getByRole('button', { name: 'Noël Bœuf Changer de personne' }).click()
    await page.getByRole('heading', { name: 'Qui est à la caisse ?' }).waitFor()
    await assertAccessible(page)
    await photograph(page, 'till-cashiers')
    await page.getByRole('button', { name: 'Zoé Lacroix' }).click()
    await page.getByRole('heading', { name: 'NIP de Zoé Lacroix' }).waitFor()
    await assertAccessible(page)
    await page.keyboard.type(WRONG_PIN, { delay: 80 })
    await page.getByRole('alert').waitFor()
    await page.keyboard.type(PIN, { delay: 80 })
    await isReady(page)

    await page.getByRole('button', { name: /Pain de campagne/ }).click()
    await page.keyboard.press('+')
    await says(page, '8,00')
    await page.keyboard.press('-')
    await says(page, '4,00')
    await page.keyboard.press('F4')
    await page.getByRole('dialog').getByRole('button', { name: '50 %' }).click()
    await page.getByRole('heading', { name: 'Approbation' }).waitFor()
    await page.getByLabel('Motif').fill('Écrasé')
    await assertAccessible(page)
    await photograph(page, 'till-approval')
    await page.getByRole('dialog').getByRole('button', { name: 'Noël Bœuf' }).click()
    await page.getByRole('dialog').getByRole('group', { name: 'Pavé numérique' }).waitFor()
    await page.keyboard.type(PIN, { delay: 80 })
    await says(page, '2,00')
    await totalOf(page).click()
    await page.getByRole('button', { name: /^Carte/ }).click()
    await page.getByText('Pas de monnaie à rendre').waitFor()
    assert.deepEqual(
      complaints.filter((complaint) => !/^4\d\d POST .*\/cashier$/.test(complaint)),
      [],
    )
  })

  test('is taken by somebody who has no PIN yet and signs in', async () => {
    const { page, complaints } = await openTill(4, '0')
    await page.getByRole('button', { name: 'Noël Bœuf Changer de personne' }).click()
    const signIn = page.getByRole('button', { name: 'Ouvrir une session' })
    await signIn.click()
    await page.getByLabel('Courriel').waitFor()
    await assertAccessible(page)
    await page.getByRole('button', { name: 'Retour' }).click()
    await signIn.click()
    await page.getByLabel('Courriel').fill(newcomer.email)
    await page.getByLabel('Mot de passe', { exact: true }).fill(newcomer.password)
    const release = await hold(page, PROFILE)
    await Promise.all([page.waitForRequest(PROFILE), page.keyboard.press('Enter')])
    await drawn(page)
    // Nobody knows yet who signed in: no name can be touched that would ask for the password again.
    const name = page.getByRole('button', { name: /^Léa Houde/ })
    assert.equal(await name.count(), 0)
    release()
    await name.click()
    await page.getByRole('button', { name: 'Léa Houde Changer de personne' }).waitFor()
    await isReady(page)
    // Without their session nothing shows any more that it is them.
    await chooseInMenu(page, 'Réglages')
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer la session' }).click()
    await page.getByRole('heading', { name: 'Qui est à la caisse ?' }).waitFor()
    await name.click()
    await page.getByLabel('Courriel').waitFor()
    assert.deepEqual(complaints, [])
  })

  test('lets whoever signs in try again when the network fails before it is known who they are', async () => {
    const { page, complaints } = await openTill(5, '0')
    await page.getByRole('button', { name: 'Noël Bœuf Changer de personne' }).click()
    await page.getByRole('button', { name: 'Ouvrir une session' }).click()
    await page.route(PROFILE, (route) => route.abort())
    await page.getByLabel('Courriel').fill(newcomer.email)
    await page.getByLabel('Mot de passe', { exact: true }).fill(newcomer.password)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.unroute(PROFILE)
    await page.getByRole('button', { name: 'Ouvrir une session' }).click()
    await page.getByRole('button', { name: /^Léa Houde/ }).click()
    await isReady(page)
    assert.deepEqual(complaints, [])
  })

  test('draws itself anew after something could not be drawn', async () => {
    const { page } = await openTill(6, '0')
    await failToDraw(page)
    // What was on the ticket still is.
    await says(page, '4,00')
  })

  test('goes on practising after something could not be drawn', async () => {
    const { page } = await openTill(7, '0')
    await chooseInMenu(page, 'S’exercer')
    const banner = page.getByText('Formation : rien n’est enregistré')
    await banner.waitFor()
    await failToDraw(page)
    await banner.waitFor()
  })

  test('sells by keyboard alone', async () => {
    const { page, complaints } = await openTill(2, '0')
    await typeByHand(page, 'limo')
    await page.getByRole('button', { name: /Limonade/ }).waitFor()
    await page.keyboard.press('Enter')
    await says(page, '3,10')
    await page.keyboard.press('+')
    await says(page, '6,20')
    await typeByHand(page, '3*')
    await page.keyboard.press('Enter')
    await says(page, '9,30')
    await page.keyboard.press('Delete')
    // What can be taken back is said beside the button that takes the money, not over it.
    const notice = await page.getByText('Limonade retiré').boundingBox()
    const pay = await totalOf(page).boundingBox()
    assert.ok(notice !== null && pay !== null && notice.x + notice.width < pay.x)
    await page.getByRole('button', { name: 'Annuler' }).press('Enter')
    await says(page, '9,30')
    await page.keyboard.press('F9')
    await page.getByText('À payer').waitFor()
    await typeByHand(page, '20')
    await page.keyboard.press('Enter')
    await page.getByText('10,70').first().waitFor()
    await page.keyboard.press('Enter')
    await isReady(page)
    await page.keyboard.press('F1')
    await page.getByRole('heading', { name: 'Raccourcis clavier' }).waitFor()
    await assertAccessible(page)
    await page.keyboard.press('Escape')
    assert.deepEqual(complaints, [])
  })

  test('is accessible in everything beside the sale', async () => {
    const { page, complaints } = await openTill(3, '20')
    const dialogs = [
      ['Tickets et reçus', 'till-tickets'],
      ['Tickets en attente', 'till-parked'],
      ['Entrée ou sortie d’argent', 'till-cash'],
      ['Ouvrir sans vente', 'till-no-sale'],
      ['Rapport X', 'till-x'],
      ['Envois', 'till-outbox'],
      ['Réglages', 'till-settings'],
    ] as const
    for (const [name, picture] of dialogs) {
      await chooseInMenu(page, name)
      await page.getByRole('dialog').waitFor()
      await settle(page)
      await assertAccessible(page)
      await photograph(page, picture)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await chooseInMenu(page, 'S’exercer')
    await page.getByText('Formation : rien n’est enregistré').waitFor()
    await assertAccessible(page)
    await photograph(page, 'till-training')
    assert.deepEqual(complaints, [])
  })
})

/** One of the two jars comes back, for money. */
async function takeBack(page: Page, reference: string): Promise<void> {
  await isReady(page)
  await scan(page, reference)
  await page.getByRole('heading', { name: `Reçu ${reference}` }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'till-return')
  await page.getByRole('button', { name: 'Crème fraîche +' }).click()
  await page.getByRole('button', { name: /^Reprendre pour/ }).click()
  await says(page, '5,00')
  await totalOf(page).click()
  await page.getByText('À rembourser').waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: /^Comptant/ }).click()
  await page.getByText('Remboursé', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Vente suivante' }).click()
}

/** The bread becomes a lemonade with its deposit: the difference is given back. */
async function exchange(page: Page, reference: string): Promise<void> {
  await isReady(page)
  await page.keyboard.press('F10')
  await page.getByLabel('Numéro du reçu').fill(reference)
  await page.getByRole('button', { name: 'Trouver' }).click()
  await page.getByRole('button', { name: 'Pain de campagne +' }).click()
  await page.getByRole('button', { name: /^Reprendre pour/ }).click()
  await page.getByRole('button', { name: /Limonade/ }).click()
  await says(page, '0,90')
  await photograph(page, 'till-exchange')
  await totalOf(page).click()
  await page.getByRole('button', { name: /^Comptant/ }).click()
  await page.getByText('Remboursé', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Vente suivante' }).click()
}

/** Blind: what should be there is shown afterwards. 100 + 29.30 − 5 − 0.90 are there, less the dollar that is missing. */
async function closeWithDifference(page: Page): Promise<void> {
  await chooseInMenu(page, 'Fermer le tiroir (Z)')
  await page.getByRole('heading', { name: 'Fermer le tiroir' }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'till-close')
  await page.getByRole('dialog').getByText('Attendu').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Donner la somme' }).click()
  await page.getByLabel('Compté').fill('122,40')
  await page.getByRole('button', { name: /^Fermer avec/ }).click()
  await page.getByRole('dialog').getByText('Il manque 1,00').waitFor()
  await page.getByLabel('Explication de la différence').fill('Un dollar tombé')
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'till-explain')
  await page.getByRole('button', { name: 'Fermer le tiroir', exact: true }).click()
  await page.getByText('Un dollar tombé').waitFor()
  await page.getByText('Il manque 1,00').waitFor()
  await page.getByRole('heading', { name: 'Z n° 1' }).waitFor()
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'till-z')
  await page.getByRole('button', { name: 'Terminer la journée' }).click()
  await page.getByRole('heading', { name: 'Qui est à la caisse ?' }).waitFor()
}
