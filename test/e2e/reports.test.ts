// From the day of the stores to a month, its days, a store, its tickets and a file; a report of one's own, shown to others.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeGoldenTickets } from '../../server/reporting/test-golden.ts'
import { eventually } from '../harness/eventually.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const { montreal } = await makeGoldenTickets(web.sql)
await web.sql`insert into sale_identities (id, store_id, body_hash) select id, store_id, '' from sales`
const owner = await web.person('owner', { name: 'Élisabeth Tremblay' })
const analyst = await web.person('analyst', { name: 'Ana Liste', storeIds: [montreal] })
const cashier = await web.person('cashier', { name: 'Alexis Côté', storeIds: [montreal] })

const YEAR = 'date_from=2026-01-01&date_to=2026-12-31'

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await settle(page)
}

test('a month opens on its days, a store on what it sold, and a number on its tickets; the whole is taken home', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open(`/reports/sales?${YEAR}&group_by=month`, { as: owner })
  await title(page, 'Ventes')
  // Dollars and euros are never added.
  await page.getByRole('heading', { level: 2, name: 'CAD' }).waitFor()
  await page.getByRole('heading', { level: 2, name: 'EUR' }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'reports-sales')

  await page.getByRole('link', { name: 'mars 2026' }).first().click()
  await page.getByRole('link', { name: '2 mars 2026' }).first().waitFor()
  await choose(page, 'Regrouper par', 'Magasin')
  await page.getByRole('link', { name: 'Montréal' }).click()
  await page.getByRole('link', { name: 'Cafés' }).waitFor()
  await page.getByRole('navigation', { name: 'Où vous êtes' }).getByText('Magasin Montréal').waitFor()
  // By hand: 23.00 and 20.00, less the 9.00 of the coffee that came back.
  const totals = page.locator('tfoot tr')
  assert.match((await totals.textContent()) ?? '', /34,00\s\$/)
  await assertAccessible(page)

  await totals.getByRole('link', { name: '2', exact: true }).click()
  await title(page, 'Tickets')
  assert.match(
    page.url(),
    new RegExp(`date_from=2026-03-01&date_to=2026-03-31&store_ids=${montreal}&currency=CAD&kind=sale`),
  )
  await settle(page)
  await page.goBack()
  await title(page, 'Ventes')

  await page.getByRole('button', { name: 'Exporter' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).first().click()
  const file = await downloading
  assert.equal(file.suggestedFilename(), 'ventes-2026-03-01-2026-03-31.csv')
  const csv = readFileSync((await file.path()) ?? '', 'utf8')
  assert.match(csv, /^\ufeffCatégorie;/)
  assert.match(csv, /Cafés;/)

  await page.getByRole('button', { name: 'Exporter' }).click()
  await page.getByRole('menuitem', { name: 'Classeur Excel' }).last().click()
  await title(page, 'Exports')
  await page.getByText('En attente', { exact: true }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'reports-exports')
  await page.getByRole('button', { name: 'Arrêter cet export' }).click()
  await page.getByText('Aucun export').waitFor()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByText('En attente', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Nouvel export' }).click()
  await page.getByRole('dialog').getByText('Lignes de tickets').or(page.getByLabel('Contenu')).first().waitFor()
  await assertAccessible(page)
  assert.deepEqual(complaints, [])
})

test('the arrow keys read a chart, and Enter opens what was read', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open(`/reports/sales?${YEAR}&group_by=month&currency=CAD`, { as: owner })
  const chart = page.getByRole('group', { name: 'Chiffre d’affaires net par mois' })
  await chart.waitFor()
  await chart.focus()
  await page.keyboard.press('ArrowRight')
  await chart.getByText(/mars 2026.:.*41,00/).waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '2 mars 2026' }).first().waitFor()
  assert.deepEqual(complaints, [])
})

test('every report stands by itself, and is accessible', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/?date=2026-03-02', { as: owner })
  const pages: [path: string, heading: string][] = [
    ['/?date=2026-03-02', 'Tableau de bord'],
    [`/reports/kpis?${YEAR}`, 'Indicateurs'],
    [`/reports/stores?${YEAR}`, 'Classement des magasins'],
    [`/reports/products?${YEAR}`, 'Meilleurs produits'],
    [`/reports/trends?${YEAR}`, 'Tendances'],
    ['/reports/inventory', 'Stock et rotation'],
  ]
  for (const [path, heading] of pages) {
    await page.goto(path)
    await title(page, heading)
    await settle(page)
    await assertAccessible(page)
    await photograph(page, `reports-${heading.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`)
  }
  assert.deepEqual(complaints, [])
})

test('a report of one’s own is kept, and shown to those of a role', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/reports/saved', { as: owner })
  await page.getByText('Aucun rapport gardé').waitFor()
  await assertAccessible(page)
  await page.getByRole('link', { name: 'Nouveau rapport' }).first().click()
  await title(page, 'Nouveau rapport')
  await page.getByRole('button', { name: 'Ajouter une dimension' }).click()
  await choose(page, 'Dimension 2', 'Magasin')
  await choose(page, 'Période', 'Mois dernier')
  await choose(page, 'Comparer avec', 'Il y a un an')
  await page.getByRole('button', { name: 'Ajouter un filtre' }).click()
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'reports-custom')

  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Le mois par magasin')
  await page.getByRole('combobox', { name: 'Montré à' }).click()
  await page.getByRole('option', { name: /Analyste/ }).click()
  await page.getByRole('option', { name: /Magasinier/ }).click()
  await page.keyboard.press('Escape')
  // Whom it is shown to in vain is told before it is kept.
  await page.getByText(/Ce rôle ne voit pas les rapports.: Magasinier/).waitFor()
  await assertAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await title(page, 'Le mois par magasin')
  const [kept] = await web.sql<{ definition: { dimensions: string[]; period: string; compare: string } }[]>`
    select definition from saved_reports`
  assert.deepEqual(kept?.definition.dimensions, ['month', 'store'])
  // It goes with the calendar: next month it is about this one.
  assert.equal(kept?.definition.period, 'last_month')
  assert.equal(kept?.definition.compare, 'previous_year')
  assert.deepEqual(complaints, [])

  const shown = await web.open('/reports/saved', { as: analyst })
  await shown.page.getByRole('link', { name: 'Le mois par magasin' }).click()
  await title(shown.page, 'Le mois par magasin')
  // It is another's: it may be kept under another name, and not changed.
  await shown.page.getByRole('button', { name: 'Enregistrer sous…' }).waitFor()
  // The same name, other figures: those of the reader's store.
  await shown.page
    .getByRole('note')
    .filter({ hasText: /Magasins.: Montréal \(les vôtres\)/ })
    .waitFor()
  await assertAccessible(shown.page)
  assert.equal(await shown.page.getByRole('button', { name: 'Partager' }).count(), 0)
  assert.deepEqual(shown.complaints, [])
})

test('a kept report follows the store chosen at the top, and goes into the background as a file', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/reports/saved', { as: owner })
  await page.getByRole('cell', { name: 'Analyste, Magasinier' }).waitFor()
  await choose(page, 'Magasin', 'Montréal')
  await page.getByRole('link', { name: 'Le mois par magasin' }).click()
  await title(page, 'Le mois par magasin')
  await page
    .getByRole('note')
    .filter({ hasText: /Montréal \(choisi en haut de la page\)/ })
    .waitFor()

  await page.goto('/reports/exports')
  await page.getByRole('button', { name: 'Nouvel export' }).click()
  await choose(page, 'Contenu', 'Rapport sur mesure')
  await choose(page, 'Rapport gardé', 'Le mois par magasin')
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Demander le fichier' }).click()
  await page.getByRole('cell', { name: 'Rapport sur mesure' }).first().waitFor()
  // Another one was asked for before.
  const [asked] = await eventually(
    () => web.sql<{ parameters: { store_id: string } }[]>`
      select parameters from exports where kind = 'custom' and parameters -> 'dimensions' = '["month", "store"]'`,
    (rows) => rows.length > 0,
  )
  assert.equal(asked?.parameters.store_id, String(montreal))
  assert.deepEqual(complaints, [])
})

test('what nobody shows to the head office stands apart', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const body = { name: 'À moi seule', definition: { dimensions: ['month'], measures: ['net'] } }
  assert.equal((await web.as('manager', { storeIds: [montreal] }).post('/api/v1/saved-reports', body)).status, 201)
  const { page, complaints } = await web.open('/reports/saved', { as: owner })
  await page.getByRole('link', { name: 'Le mois par magasin' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'À moi seule' }).count(), 0)
  await page.getByText('Des autres', { exact: true }).click()
  await page.getByRole('link', { name: 'À moi seule' }).waitFor()
  await page.getByText(/Ceux que personne ne vous montre/).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Le mois par magasin' }).count(), 0)
  await assertAccessible(page)
  assert.deepEqual(complaints, [])
})

test('an address that asks for what does not exist says so, and comes true', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/?date=2026-13-45', { as: owner })
  const isTold = (part: string) =>
    page
      .getByRole('status')
      .filter({ hasText: `« ${part} », qui n’existe pas` })
      .waitFor()
  await isTold('date=2026-13-45')
  assert.equal(new URL(page.url()).search, '')
  await page.goto('/reports/sales?date_from=2026-02-30&date_to=2026-03-01&group_by=moon')
  await isTold('group_by=moon')
  await isTold('date_from=2026-02-30&date_to=2026-03-01')
  await page.waitForURL((url) => url.search === '?group_by=day&period=last_30_days')
  await assertAccessible(page)
  await page.goto('/reports/products?by=love&limit=-5')
  await isTold('by=love')
  await page.waitForURL((url) => url.search === '?by=revenue&limit=1')
  await page.goto(`/reports/custom?definition=${encodeURIComponent('{"dimensions":["month"],"measures":["love"]}')}`)
  await isTold('measures=love')
  assert.deepEqual(complaints, [])
})

test('whoever sees no reports finds what they may do', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/', { as: cashier })
  await title(page, 'Bonjour, Alexis Côté')
  assert.equal(await page.getByRole('link', { name: 'Indicateurs' }).count(), 0)
  await assertAccessible(page)
  await photograph(page, 'home')
  await page.goto('/reports/sales')
  await page.getByText('Cette page n’est pas la vôtre').waitFor()
  assert.deepEqual(complaints, [])
})
