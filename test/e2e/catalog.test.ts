import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeStore } from '../harness/factories.ts'
import { testFileRoom } from '../harness/files.ts'
import { testImporter } from '../harness/importer.ts'
import { makePicture } from '../harness/pictures.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const { finishPictures } = testFileRoom({ after }, web)
const { importer } = testImporter({ after }, web)
const api = web.as('owner')
await makeStore(web.sql)

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const cell = (page: Page, column: string, variant: string) => page.getByLabel(`${column}, ${variant}`, { exact: true })
/** The undo that stands beside what was done. */
const undo = (page: Page, done: string | RegExp) =>
  page.locator('.mantine-Notification-root', { hasText: done }).getByRole('button', { name: 'Annuler' })
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

/** Adds an option with its values, as one types them. */
async function addOption(page: Page, name: string, values: readonly string[]): Promise<void> {
  await button(page, 'Ajouter une option').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom de l’option').fill(name)
  for (const value of values) {
    await dialog.getByLabel('Valeurs').fill(value)
    await page.keyboard.press('Enter')
  }
  await dialog.getByRole('button', { name: 'Ajouter une option' }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('a product with twelve variants and pictures', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/products', { as: await web.person('owner') })
  await says(page, 'Aucun produit encore')
  await assertAccessible(page)
  await photograph(page, 'products-empty')

  // It sells at once.
  await button(page, 'Nouveau produit').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom').fill('Chandail de laine')
  await dialog.getByLabel('Prix').fill('39,99')
  await assertAccessible(page)
  await photograph(page, 'product-create')
  await dialog.getByRole('button', { name: 'Créer', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Chandail de laine' }).waitFor()
  const productId = Number(page.url().split('/').at(-1))

  // Four sizes and three colours: the variant that is there is the first of each.
  await addOption(page, 'Taille', ['S', 'M', 'L', 'XL'])
  await addOption(page, 'Couleur', ['Écru', 'Marine', 'Rouge'])
  await button(page, /Faire les 11 variantes/).click()
  await dialog.getByLabel('Modèle de référence').fill('CHA-{Taille}-{Couleur}')
  await assertAccessible(page)
  await dialog.getByRole('button', { name: 'Faire les variantes' }).click()
  await dialog.waitFor({ state: 'detached' })
  await cell(page, 'Prix', 'XL / Rouge').waitFor()
  assert.equal(await page.locator('table[aria-label="Variantes"] tbody tr').count(), 12)

  // The sheet by keyboard, and what the server refuses stands at its cell.
  await cell(page, 'Prix', 'S / Écru').fill('41,50')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+d')
  assert.equal(await cell(page, 'Prix', 'S / Marine').inputValue(), '41,50')
  await cell(page, 'Codes-barres', 'S / Écru').fill('3057640257774')
  await cell(page, 'Poids (g)', 'S / Écru').fill('420')
  await page.keyboard.press('ControlOrMeta+s')
  await says(page, /Le dernier chiffre de ce code-barres/)
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'product-sheet')
  await cell(page, 'Codes-barres', 'S / Écru').fill('3057640257773')
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok())
  await page.keyboard.press('ControlOrMeta+s')
  await saved
  await says(page, '1 variante enregistrée')
  const product = (await api.get(`/api/v1/products/${productId}`)).body.data
  assert.deepEqual(
    product.variants.slice(0, 2).map((variant: Record<string, unknown>) => [variant.price, variant.weight_grams]),
    [
      ['41.50', 420],
      ['41.50', null],
    ],
  )
  assert.equal(product.variants.at(-1).sku, 'CHA-XL-ROUGE')

  await addPictures(page, productId)
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'product')

  // What is deleted comes back, and a scanned code opens it.
  await button(page, 'Supprimer le produit').click()
  await says(page, 'Aucun produit encore')
  await page.getByRole('link', { name: 'Produits supprimés' }).click()
  await says(page, 'Chandail de laine')
  await assertAccessible(page)
  await button(page, 'Restaurer Chandail de laine').click()
  await says(page, 'Aucun produit supprimé')
  await page.getByRole('link', { name: 'Produits' }).first().click()
  await page.getByRole('link', { name: 'Chandail de laine' }).waitFor()
  await page.getByLabel('Nom, référence ou code-barres').fill('3057640257773')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Chandail de laine' }).waitFor()
  assert.deepEqual(complaints, ['422 PATCH /api/v1/product-variants/:id'])
})

/** Two pictures, of which the second is put first by keyboard. */
async function addPictures(page: Page, productId: number): Promise<void> {
  const files = await Promise.all([makePicture('png'), makePicture('jpeg')])
  await page.setInputFiles(
    'input[type="file"]',
    files.map((buffer, index) => ({ name: `chandail-${index}.png`, mimeType: 'image/png', buffer })),
  )
  const gallery = page.getByRole('region', { name: 'Images' })
  await gallery.getByRole('listitem').nth(1).waitFor()
  await finishPictures()
  await gallery.locator('li img').nth(1).waitFor()
  const before = await galleryOf(productId)
  await gallery
    .getByRole('button', { name: /^Déplacer/ })
    .first()
    .focus()
  await page.keyboard.press('Space')
  await says(page, /Image 1 saisie/)
  await page.keyboard.press('ArrowRight')
  await says(page, /À la place 2/)
  const ordered = page.waitForResponse((answer) => answer.url().endsWith('/gallery/order'))
  await page.keyboard.press('Space')
  await ordered
  assert.deepEqual(await galleryOf(productId), before.toReversed())

  await gallery
    .getByRole('button', { name: /^Ouvrir/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ce que montre l’image').fill('Chandail écru, de face')
  await assertAccessible(page)
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.waitFor({ state: 'detached' })
  await gallery.getByRole('img', { name: 'Chandail écru, de face' }).waitFor()
}

const galleryOf = async (productId: number): Promise<number[]> => {
  const { gallery } = (await api.get(`/api/v1/products/${productId}`)).body.data
  return gallery.map(({ id }: { id: number }) => id)
}

const SHOPIFY = [
  'Handle,Title,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Barcode,Remarque',
  'savon-lavande,Savon à la lavande,Savons,Format,Petit,SAV-P,4.99,3057640257773,à relire',
  'savon-lavande,,,,Grand,SAV-G,7.99,,',
  'bougie,Bougie de soja,Bougies,,,BOU-1,gratuit,,',
].join('\n')

test('a file of Shopify’s is looked at, tried, imported and undone', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/imports', { as: await web.person('owner') })
  await says(page, 'Rien n’a encore été importé')
  await assertAccessible(page)
  await page.getByRole('link', { name: 'Nouvelle importation' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Nouvelle importation' }).waitFor()
  await assertAccessible(page)
  await page.setInputFiles('input[type="file"]', {
    name: 'shopify.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(SHOPIFY),
  })
  await says(page, /Shopify, UTF-8, séparé par des virgules/)
  assert.equal(await page.getByRole('combobox', { name: 'Champ de la colonne Title' }).inputValue(), 'Nom du produit')
  await page.getByRole('combobox', { name: 'Champ de la colonne Remarque' }).click()
  await page.getByRole('option', { name: 'Marque', exact: true }).click()
  await assertAccessible(page)
  await photograph(page, 'import-columns')

  const asked = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/imports'))
  await button(page, 'Essayer à blanc').click()
  await asked
  importer.wake()
  await says(page, 'Voici ce que l’importation ferait')
  await says(page, 'Produits créés')
  await page.getByRole('row', { name: /gratuit/ }).waitFor()
  assert.equal((await api.get('/api/v1/products?q=savon')).body.meta.total, 0)
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'import-trial')

  await button(page, 'Importer').click()
  await page.getByRole('heading', { level: 1, name: 'shopify.csv' }).waitFor()
  importer.wake()
  await says(page, 'Terminée')
  const download = page.waitForEvent('download')
  await button(page, 'Télécharger la liste').click()
  assert.match((await download).suggestedFilename(), /^problemes-importation-\d+\.csv$/)
  const soap = (await api.get('/api/v1/products?q=savon&include=variants')).body.data[0]
  assert.deepEqual([soap.vendor, soap.variants.length, soap.price], ['à relire', 2, '4.99'])
  await assertAccessible(page)

  await button(page, 'Annuler l’importation').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler l’importation' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  importer.wake()
  await says(page, 'Produits retirés')
  assert.equal((await api.get('/api/v1/products?q=savon')).body.meta.total, 0)
  await assertAccessible(page)
  await page.goto('/imports')
  await page
    .getByRole('row', { name: /shopify\.csv/ })
    .nth(1)
    .waitFor()
  await assertAccessible(page)
  await photograph(page, 'imports')
  assert.deepEqual(complaints, [])
})

test('the tree of categories by keyboard, and many products changed at once', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const teas = (await api.post('/api/v1/product-categories', { name: 'Thés' })).body.data
  await api.post('/api/v1/product-categories', { name: 'Vaisselle' })
  for (const name of ['Thé vert', 'Thé noir', 'Thé blanc']) {
    await api.post('/api/v1/products', { name, category_id: teas.id, price: '10.00' })
  }
  const { page, complaints } = await web.open('/categories', { as: await web.person('owner') })
  const tree = page.getByRole('tree')
  await tree.getByRole('link', { name: '3 produits' }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'categories')
  await tree.getByRole('treeitem', { name: /Vaisselle/ }).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('Tasses et théières')
  await page.keyboard.press('Enter')
  await says(page, 'Tasses et théières est renommée')
  await tree.getByRole('treeitem', { name: /Thés/ }).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await says(page, 'Thés est déplacée')
  const { data } = (await api.get('/api/v1/product-categories?sort=position')).body
  const placed = data.map(({ name }: { name: string }) => name)
  assert.ok(placed.indexOf('Thés') > placed.indexOf('Tasses et théières'), placed.join())
  await button(page, 'Actions sur Thés').click()
  await page.getByRole('menuitem', { name: 'Supprimer' }).click()
  await says(page, /Cette catégorie n’est pas vide/)

  await tree.getByRole('link', { name: '3 produits' }).click()
  await page.getByLabel('Choisir toutes les lignes').check()
  await button(page, 'Modifier').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Changer les prix de (%)').fill('5')
  await dialog.getByRole('combobox', { name: 'Arrondi' }).click()
  await page.getByRole('option', { name: 'Finit par ,99' }).click()
  await assertAccessible(page)
  await dialog.getByRole('button', { name: 'Appliquer' }).click()
  await dialog.waitFor({ state: 'detached' })
  const prices = async () => {
    const { data: found } = (await api.get(`/api/v1/products?category_id=${teas.id}`)).body
    return found.map(({ price }: { price: string }) => price)
  }
  assert.deepEqual(await prices(), ['10.99', '10.99', '10.99'])
  await undo(page, '3 produits modifiés').click()
  await page.getByRole('cell', { name: '10,00 $' }).nth(2).waitFor()
  assert.deepEqual(await prices(), ['10.00', '10.00', '10.00'])

  await page.getByLabel('Choisir toutes les lignes').check()
  await page.getByRole('link', { name: 'Étiquettes' }).last().click()
  await says(page, '3 étiquettes sur 1 page')
  await assertAccessible(page)
  await photograph(page, 'labels')
  const download = page.waitForEvent('download')
  await button(page, 'Télécharger le PDF').click()
  assert.equal((await download).suggestedFilename(), 'etiquettes.pdf')
  assert.deepEqual(complaints, ['409 DELETE /api/v1/product-categories/:id'])
})
