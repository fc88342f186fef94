import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ensureSetupCode } from '../../server/identity/index.ts'
import { eventually } from '../harness/eventually.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const PASSWORD = 'sept pommes sous un pommier'

/** The page as it stands is looked at by axe, and photographed where photographs are wanted. */
async function look(page: Page, name: string): Promise<void> {
  await settle(page)
  await assertAccessible(page)
  await photograph(page, name)
}

test('an empty installation opens its set-up, and sells', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const code = String(await ensureSetupCode(web.sql))
  const { page, complaints } = await web.open('/')
  await page.waitForURL('**/setup')
  await page.getByLabel('Code de mise en route').fill('ABCD-EFGH-JKLM-NPQR')
  await page.getByLabel('Votre nom').fill('Camille Tremblay')
  await page.getByLabel('Votre courriel').fill('camille@example.com')
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Le même, encore une fois').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByText(/Ce n’est pas le code de mise en route/).waitFor()
  await look(page, 'setup-owner')
  await page.getByLabel('Code de mise en route').fill(code)
  await page.getByRole('button', { name: 'Continuer' }).click()

  await page.getByLabel('Nom de la chaîne').fill('Marchés Tremblay')
  await page.getByLabel('Nom du magasin').fill('Marché du Plateau')
  await page.getByLabel('Ville').fill('Montréal')
  await page.getByLabel('Adresse du magasin').fill('1000, avenue du Mont-Royal Est')
  await page.getByLabel('Code postal').fill('H2J 0A0')
  await page.getByLabel('Numéro de TPS').fill('123456789')
  await page.getByRole('button', { name: 'Ouvrir le magasin' }).click()
  await page.getByText(/n’a pas la forme 123456789 RT0001/).waitFor()
  await page.getByLabel('Numéro de TPS').fill('123456789 RT0001')
  await look(page, 'setup-store')
  await page.getByRole('button', { name: 'Ouvrir le magasin' }).click()

  await page.getByLabel('Nom de l’article 1').fill('Café filtre')
  await page.getByLabel('Prix de l’article 1').fill('2,75')
  await look(page, 'setup-articles')
  // One may leave: what is done stays done, and one goes on where one stopped.
  await page.goto('/setup')
  await page.getByLabel('Nom de l’article 1').fill('Café filtre')
  await page.getByLabel('Prix de l’article 1').fill('2,75')
  await page.getByLabel('Stock de l’article 1').fill('12')
  // Every row is read before one is made; and what is bought most in a grocery bears no tax.
  await page.getByLabel('Nom de l’article 2').fill('Pain')
  await page.getByLabel('Prix de l’article 2').fill('quatre')
  assert.match(await page.getByLabel('Taxes de l’article 1').inputValue(), /TPS 5.% \+ TVQ 9,975.%/)
  await page.getByLabel('Taxes de l’article 2').click()
  await page.getByRole('option', { name: /base.*sans taxe/ }).click()
  await page.getByRole('button', { name: 'Ajouter 2 articles' }).click()
  await page.getByText('Écrivez un prix').waitFor()
  await look(page, 'setup-articles-refused')
  assert.equal((await web.sql`select from products`).length, 0)
  await page.getByLabel('Prix de l’article 2').fill('4,25')
  await page.getByRole('button', { name: 'Ajouter 2 articles' }).click()

  await page.getByRole('heading', { name: 'Prêt à vendre' }).waitFor()
  await page.getByRole('button', { name: 'Obtenir un code' }).click()
  await page.getByText(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/).waitFor()
  await look(page, 'setup-till')

  const products = await web.sql<
    { name: string; tax_class: string }[]
  >`select name, tax_class from products order by id`
  assert.deepEqual(
    products.map(({ name, tax_class }) => [name, tax_class]),
    [
      ['Café filtre', 'standard'],
      ['Pain', 'basic_groceries'],
    ],
  )
  const [store] = await web.sql<{ currency: string; tax_zone: string }[]>`select currency, tax_zone from stores`
  assert.deepEqual([store?.currency, store?.tax_zone], ['CAD', 'QC'])
  await sellTheFirst(page)
  // A wrong code was tried.
  assert.deepEqual(complaints, ['422 POST /api/v1/register'])
})

/** Installs the till on this device and sells a coffee, taxes included. */
async function sellTheFirst(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ouvrir la caisse' }).click()
  const nameOfDevice = await eventually(
    () => page.getByLabel('Nom de l’appareil').inputValue(),
    (name) => name !== '',
  )
  assert.equal(nameOfDevice, 'Caisse de Marché du Plateau')
  await page.getByRole('button', { name: 'Inscrire cet appareil' }).click()
  await page.getByRole('button', { name: 'Caisse 1' }).click()
  await page.getByLabel('Fonds de caisse').fill('100')
  await page.getByRole('button', { name: /^Ouvrir avec/ }).click()
  await page.getByRole('searchbox').fill('cafe')
  await page.getByRole('button', { name: /Café filtre/ }).waitFor()
  await page.keyboard.press('Enter')
  // 2.75, 0.14 of TPS and 0.27 of TVQ.
  await page
    .getByRole('button', { name: /^Encaisser/ })
    .filter({ hasText: '3,16' })
    .click()
  await page.getByRole('button', { name: /^Carte/ }).click()
  await page.getByRole('button', { name: 'Vente suivante' }).waitFor()
  const sales = await eventually(
    () => web.sql<{ total_minor: number; flags: string[] }[]>`select total_minor, flags from sales`,
    (rows) => rows.length > 0,
  )
  assert.deepEqual([...sales], [{ total_minor: 316, flags: [] }])
}

test('the owner makes a role and gives it to somebody, who sees what it allows and no more', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const owner = await web.person('owner')
  const { page, complaints } = await web.open('/roles', { as: owner })
  await page.getByRole('button', { name: 'Créer un rôle' }).click()
  await page.getByLabel('Nom en français').fill('Chef de rayon')
  await page.getByLabel('Nom en anglais').fill('Department head')
  await page.getByRole('combobox', { name: 'À partir du rôle' }).click()
  await page.getByRole('option', { name: 'Magasinier' }).click()
  await look(page, 'role-dialog')
  await page.getByRole('dialog').getByRole('button', { name: 'Ajouter' }).click()

  const cell = page.getByRole('checkbox', { name: 'Chef de rayon : Lire les rapports' })
  await cell.check()
  await page.getByText('1 changement à enregistrer').waitFor()
  await look(page, 'roles')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('1 permission changée.').waitFor()
  await page.reload()
  await cell.waitFor()
  assert.ok(await cell.isChecked())

  await page.goto('/people')
  await page.getByRole('button', { name: 'Ajouter une personne' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom').fill('Dominique Roy')
  await dialog.getByLabel('Courriel').fill('dominique@example.com')
  await dialog.getByRole('checkbox', { name: /Chef de rayon/ }).click()
  await dialog.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
  await look(page, 'person-dialog')
  await dialog.getByRole('button', { name: 'Ajouter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dominique Roy' }).waitFor()
  await look(page, 'person')

  await page.goto('/audit?entity_type=user')
  await page.getByRole('button', { name: /\d/ }).first().click()
  await page.getByRole('dialog', { name: 'Ce qui a changé' }).waitFor()
  await look(page, 'audit-entry')
  assert.deepEqual(complaints, [])

  const theirs = await web.open('/')
  await theirs.page.getByLabel('Courriel').fill('dominique@example.com')
  await theirs.page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
  await theirs.page.getByRole('button', { name: 'Ouvrir une session' }).click()
  const navigation = theirs.page.getByRole('navigation', { name: 'Navigation principale' })
  await navigation.getByRole('button', { name: 'Catalogue' }).click()
  await navigation.getByRole('link', { name: 'Produits', exact: true }).waitFor()
  for (const name of ['Administration', 'Taxes', 'État du système']) {
    assert.equal(await navigation.getByText(name, { exact: true }).count(), 0, name)
  }
  await theirs.page.goto('/roles')
  await theirs.page.getByRole('heading', { name: 'Cette page n’est pas la vôtre' }).waitFor()
  assert.deepEqual(theirs.complaints, [])
})

test('every page of the administration is accessible and without complaint', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const owner = await web.person('owner')
  const [store] = await web.sql<{ id: number }[]>`select id from stores limit 1`
  const { page, complaints } = await web.open('/people', { as: owner })
  const tabs = ['overview', 'identity', 'hours', 'receipt', 'staff', 'tills']
  const paths = [
    '/people',
    '/audit',
    '/settings',
    '/settings?tab=accounting',
    '/settings?tab=labels',
    '/stores',
    ...tabs.map((tab) => `/stores/${store?.id}?tab=${tab}`),
    '/taxes?zone=QC',
    '/taxes?zone=classes',
    '/system',
    '/password/forgot',
    '/password/reset',
  ]
  const faults: string[] = []
  for (const path of paths) {
    await page.goto(path)
    await page.locator('h1').waitFor()
    const name = path.replace(/\/\d+/, '-store').replace(/\W+/g, '-').replace(/^-/, '')
    await look(page, name).catch((error: Error) => faults.push(error.message))
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(complaints, [])
})

test('a device is enrolled by a code that is shown once', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const owner = await web.person('owner')
  const [store] = await web.sql<{ id: number }[]>`select id from stores limit 1`
  const { page, complaints } = await web.open(`/stores/${store?.id}?tab=tills`, { as: owner })
  await page.getByRole('button', { name: 'Inscrire un appareil' }).click()
  await page.getByLabel('Nom de l’appareil').fill('Tablette du comptoir')
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  const shown = page.getByRole('dialog', { name: 'Le code de cet appareil' })
  await shown.getByText(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/).waitFor()
  await look(page, 'device-code')
  await page.keyboard.press('Escape')
  await page.getByText('Tablette du comptoir').waitFor()
  assert.deepEqual(complaints, [])
})
