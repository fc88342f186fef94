import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { makeStore } from '../harness/factories.ts'
import { makeArticle } from '../harness/inventory.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const { sql, service } = web
const warehouse = await makeStore(sql, { name: 'Entrepôt central', kind: 'warehouse', tax_zone: 'NONE' })
const shop = await makeStore(sql, { name: 'Marché du Plateau', tax_zone: 'NONE' })
const tea = await makeArticle(sql, { name: 'Thé vert', sku: 'THE-1', barcode: '4006381333931' })
const cup = await makeArticle(sql, { name: 'Tasse bleue', sku: 'TAS-1', barcode: '5901234123457' })
const bowl = await makeArticle(sql, { name: 'Bol à thé', sku: 'BOL-1' })
/** Longer than somebody takes to the next code. */
const SLOW_MS = 700
const both = { storeIds: [warehouse.id, shop.id] }
const manager = await web.person('manager', { name: 'Geneviève Roy', ...both })
const clerk = await web.person('stock_clerk', { name: 'Benoît Simard', storeIds: [shop.id] })

async function write(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
  const answer = await service.send(method, `/api/v1${path}`, body)
  assert.ok(answer.status < 300, answer.raw.toString())
}

for (const [article, here, there] of [
  [tea, '2', '100'],
  [cup, '1', '40'],
  [bowl, '30', '0'],
] as const) {
  const path = `/product-variants/${article.variantId}/stock`
  await write('PUT', path, { store_id: shop.id, on_hand: here, reason: 'Ouverture' })
  await write('PUT', path, { store_id: warehouse.id, on_hand: there, reason: 'Ouverture' })
}
await write('PUT', `/stock/${shop.id}/${tea.variantId}/levels`, { reorder_point: '6', target: '24', pack_size: '2' })
await write('PUT', `/stock/${shop.id}/${bowl.variantId}/levels`, { reorder_point: '2', target: '10' })

async function onHand(variantId: number): Promise<string> {
  const { body } = await service.get(`/api/v1/stock/${shop.id}/${variantId}`)
  return body.data.on_hand
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const quantity = (page: Page, name: string) => page.getByRole('textbox', { name: `Quantité · ${name}` })

/** A scanner types what it reads, and ends with Enter. */
async function scan(page: Page, label: string, code: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label })
  await field.fill(code)
  await field.press('Enter')
}

test('a transfer goes from its proposal to its receipt, and what is lost is told', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/replenishment', { as: manager })
  await button(page, 'Marché du Plateau').click()
  await button(page, 'Pourquoi 22 · Thé vert').click()
  await page.getByText('Les niveaux que le magasin a fixés.').waitFor()
  await assertAccessible(page)
  await photograph(page, 'stock-replenishment')
  await page.keyboard.press('Escape')

  await page.getByRole('textbox', { name: 'À commander · Thé vert' }).fill('20')
  await button(page, 'Demander la sélection').dblclick()
  await page.getByRole('heading', { level: 1, name: 'Entrepôt central → Marché du Plateau' }).waitFor()
  await page.getByText('1 article demandé à Entrepôt central').waitFor()
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'stock-transfer')

  await button(page, 'Approuver').click()
  await page.getByText('Libre ici 100').waitFor()
  await button(page, 'Approuver').click()
  await page.getByText('Transfert approuvé').waitFor()
  await page.getByRole('link', { name: 'Liste de préparation' }).click()
  await page.getByText('4006381333931').waitFor()
  await assertAccessible(page)
  await page.goBack()

  await button(page, 'Préparer').click()
  await scan(page, 'Scannez ou cherchez un article', '4006381333931')
  await page.getByText('Il en manque 19').waitFor()
  await button(page, 'Tout y est').click()
  await assertAccessible(page)
  await button(page, 'Noter ce qui est préparé').click()
  await page.getByText('Préparation notée').waitFor()
  await button(page, 'Expédier').click()
  await button(page, 'Expédier').click()
  await page.getByText('Transfert expédié').waitFor()

  await button(page, 'Recevoir').click()
  await page.locator('#content').getByText('À vérifier').waitFor()
  await scan(page, 'Scannez ou cherchez un article', 'THE-1')
  await page.getByText('Il en manque 19').waitFor()
  await scan(page, 'Scannez ou cherchez un article', 'TAS-1')
  await page.getByText('Pas sur le transfert').waitFor()
  await quantity(page, 'Thé vert').fill('18')
  await page.getByText('Il en manque 2').waitFor()
  await assertAccessible(page)
  await photograph(page, 'stock-receive-transfer')
  await button(page, 'Entrer en stock').dblclick()
  await page.getByText('Livraison reçue').waitFor()

  await button(page, 'Régler ce qui manque').click()
  await page.getByRole('dialog').getByText('Perdu', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Motif · Thé vert' }).fill('Carton tombé du camion')
  await assertAccessible(page)
  await button(page, 'Régler').click()
  await page.getByText('Perdu : 2 × Thé vert (Carton tombé du camion)').waitFor()
  assert.deepEqual([await onHand(tea.variantId), await onHand(cup.variantId)], ['20', '2'])
  assert.deepEqual(complaints, [])
})

test('a number explains itself, and is corrected and taken back', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open(`/stock/${bowl.variantId}/${shop.id}`, { as: manager })
  await page.getByRole('heading', { level: 2, name: 'Pourquoi 30 ?' }).waitFor()
  await page.getByText('Ouverture').first().waitFor()
  await assertAccessible(page)
  await photograph(page, 'stock-article')

  await button(page, 'Corriger').click()
  await page.getByLabel('Quantité comptée').fill('28,5')
  await page.getByText('30 → 28,5').waitFor()
  await assertAccessible(page)
  await button(page, 'Enregistrer').click()
  await page.getByRole('heading', { level: 2, name: 'Pourquoi 28,5 ?' }).waitFor()
  await button(page, 'Annuler').click()
  await page.getByRole('heading', { level: 2, name: 'Pourquoi 30 ?' }).waitFor()

  await button(page, 'Seuil et cible').click()
  await page.getByRole('textbox', { name: 'Seuil de commande' }).fill('12')
  await page.getByRole('textbox', { name: 'Cible' }).fill('4')
  await assertAccessible(page)
  await button(page, 'Enregistrer').click()
  await page.getByRole('dialog').locator('.mantine-InputWrapper-error').waitFor()
  await page.getByRole('textbox', { name: 'Cible' }).fill('40')
  await button(page, 'Enregistrer').click()
  await page.getByText('Niveaux enregistrés').waitFor()
  assert.deepEqual(complaints, ['422 PUT /api/v1/stock/:id/:id/levels'])
})

test('goods come in scanned, at their cost', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/stock-receipts/new', { as: manager })
  await page
    .locator('main')
    .getByLabel(/^Magasin/)
    .click()
  await page.getByRole('option', { name: 'Marché du Plateau' }).click()
  // The first is still being looked up when the others are scanned.
  await page.route('**/variants/lookup*', (route) => sleep(SLOW_MS).then(() => route.continue()), { times: 1 })
  for (const code of ['BOL-1', 'THE-1', 'BOL-1']) await scan(page, 'Scannez ou cherchez un article', code)
  await quantity(page, 'Thé vert').waitFor()
  await settle(page)
  await page.getByRole('textbox', { name: 'Coût unitaire · Bol à thé' }).fill('3,25')
  assert.equal(await quantity(page, 'Bol à thé').inputValue(), '2')
  await assertAccessible(page)
  await photograph(page, 'stock-receive')
  // What was entered outlives the page.
  await page.reload()
  assert.equal(await quantity(page, 'Bol à thé').inputValue(), '2')
  await button(page, 'Entrer en stock').dblclick()
  await page.getByText('2 articles reçus à Marché du Plateau').waitFor()
  await page.getByText('6,50 $').waitFor()
  await assertAccessible(page)
  assert.equal(await onHand(bowl.variantId), '32')
  assert.deepEqual(complaints, [])
})

test('a stocktake is counted on a phone, through a network that goes away', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/stocktakes', { as: clerk, width: 390, height: 844 })
  await button(page, 'Nouvel inventaire').first().click()
  await assertAccessible(page)
  await button(page, 'Commencer').click()
  await page.getByText('0 sur 3 articles comptés').waitFor()
  await assertAccessible(page)
  await page.getByRole('link', { name: 'Compter' }).click()
  await page.getByRole('textbox', { name: 'Zone' }).fill('A3')
  await page.keyboard.press('Enter')

  const field = 'Scannez, ou cherchez un article'
  for (const code of ['THE-1', '4006381333931', 'THE-1']) await scan(page, field, code)
  await page.getByText('Tout est envoyé').waitFor()
  assert.equal(await quantity(page, 'Thé vert').inputValue(), '3')
  await assertAccessible(page)
  await photograph(page, 'stock-count')

  await page.context().setOffline(true)
  for (const code of ['TAS-1', 'TAS-1', 'THE-1']) await scan(page, field, code)
  await page.getByText(/attendent le réseau/).waitFor()
  await assertAccessible(page)
  await button(page, 'Annuler le dernier').click()
  await page.context().setOffline(false)
  await page.getByText('Tout est envoyé').waitFor()
  await page.getByText('Tasse bleue').first().waitFor()
  await scan(page, field, '999999')
  await page.getByText('Aucun article ne porte ce code : rien n’est compté.').first().waitFor()
  await page.getByRole('heading', { name: 'Pas comptés' }).waitFor()
  await page.getByText('2 articles · 5 unités').waitFor()
  await assertAccessible(page)
  await button(page, 'Écarter 999999').click()

  // Scan, type the quantity, go to the next.
  await scan(page, field, 'THE-1')
  await page.getByRole('combobox', { name: field }).pressSequentially('46', { delay: 120 })
  await page.keyboard.press('Enter')
  await page.getByText('2 articles · 48 unités').waitFor()
  assert.equal(await quantity(page, 'Thé vert').inputValue(), '46')
  await button(page, 'Annuler le dernier').click()
  await button(page, 'Annuler le dernier').click()
  await page.getByText('2 articles · 5 unités').waitFor()
  await page.getByText('Tout est envoyé').waitFor()

  await page.getByRole('link', { name: /^Inventaire \d/ }).click()
  await button(page, 'Terminer le comptage').click()
  await page.getByText('1 article n’a pas été compté.').waitFor()
  await assertAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Terminer le comptage' }).click()
  await page.getByText('Comptage terminé').waitFor()
  // What the browser says of the requests that found no network.
  assert.deepEqual(
    complaints.filter((complaint) => !/ERR_INTERNET_DISCONNECTED|\/live|failed/i.test(complaint)),
    [],
  )

  const { page: desk, complaints: others } = await web.open(new URL(page.url()).pathname, { as: manager })
  const row = desk.getByRole('row', { name: /Thé vert/ })
  await row.getByText('-18').waitFor()
  await assertAccessible(desk)
  await photograph(desk, 'stock-variances')
  await row.getByRole('checkbox').click()
  await button(desk, 'Recompter 1 article').click()
  await desk.getByText('Tour 2').waitFor()
  await desk.getByRole('link', { name: 'Compter' }).click()
  await scan(desk, field, 'THE-1')
  await quantity(desk, 'Thé vert').fill('21')
  await desk.keyboard.press('Enter')
  await desk.getByText('Tout est envoyé').waitFor()
  await desk.getByRole('link', { name: /^Inventaire \d/ }).click()
  await button(desk, 'Terminer le comptage').click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Terminer le comptage' }).click()
  await button(desk, 'Approuver les écarts').click()
  await assertAccessible(desk)
  await desk.getByRole('dialog').getByRole('button', { name: 'Approuver les écarts' }).click()
  await desk.getByText('Écarts approuvés').waitFor()
  assert.deepEqual([await onHand(tea.variantId), await onHand(cup.variantId)], ['21', '2'])
  assert.deepEqual(others, [])
})

test('an address that names no record is no page', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/transfers/nope', { as: manager })
  for (const path of ['/transfers/nope', '/products/nope', '/stock/1/nope', '/stocktakes/0/count']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
  }
  assert.deepEqual(complaints, [])
})

const PAGES: readonly [path: string, name: string][] = [
  ['/stock', 'stock-matrix'],
  [`/stock?store_id=${shop.id}&status=low`, 'stock-levels'],
  ['/stock-alerts', 'stock-alerts'],
  ['/stock-movements?kind=adjustment', 'stock-movements'],
  ['/stock-receipts', 'stock-receipts'],
  ['/transfers', 'stock-transfers'],
  ['/transfers?view=list', 'stock-transfer-list'],
  ['/transfers/new', 'stock-transfer-new'],
  ['/warehouse', 'stock-warehouse'],
  ['/stocktakes', 'stock-stocktakes'],
  ['/reservations', 'stock-reservations'],
  [`/reservations?new=${tea.variantId}&store_id=${shop.id}`, 'stock-reserve'],
]

test('every page of the room is accessible, and none complains', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/stock', { as: manager })
  for (const [path, name] of PAGES) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settle(page)
    await assertAccessible(page)
    await photograph(page, name)
  }
  await page.goto(`/stock?store_id=${shop.id}`)
  await button(page, 'Règles du stock').click()
  await page.getByText('Enregistrer et signaler').waitFor()
  await assertAccessible(page)
  assert.deepEqual(complaints, [])
})
