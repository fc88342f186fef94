import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeShop, saleOf } from '../harness/sales.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const shop = await makeShop(web.sql, {
  store: { name: 'Marché du Plateau' },
  tills: 1,
  articles: [
    { name: 'Théière bleue', sku: 'TH-01' },
    { name: 'Bol à thé', price: '12.00' },
  ],
})
const [teapot, bowl] = shop.articles.map(({ variantId }) => variantId)
const seller = web.as('manager', { storeIds: [shop.store.id] })
const manager = await web.person('manager', { name: 'Geneviève Roy', storeIds: [shop.store.id] })

async function sell(overrides: Record<string, unknown>): Promise<{ id: string; reference: string }> {
  const { status, body } = await seller.post('/api/v1/sales', saleOf(shop, overrides))
  assert.equal(status, 201, JSON.stringify(body))
  return body.data
}

const onTill = { register_id: shop.tillIds[0] }
const sold = await sell({
  ...onTill,
  lines: [
    { variant_id: teapot, quantity: '2' },
    { variant_id: bowl, quantity: '1' },
  ],
  payments: [
    { method: 'card', amount: '50.00' },
    { method: 'cash', amount: '40.00' },
  ],
})
// Its receipts say another total than is due.
for (const total of ['1.00', '2.00']) await sell({ ...onTill, total })

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })

test('the address of a ticket that is none is no page', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page } = await web.open('/sales/nope', { as: manager })
  await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
  await page.goto('/sales/01890a5d-ac96-774b-bcce-b302099a8057')
  await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
})

test('a scanned receipt opens its ticket, and half of it comes back', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/sales', { as: manager })
  await page.getByText(sold.reference).waitFor()
  await assertAccessible(page)
  await photograph(page, 'sales')

  // A scanner types what it reads, and ends with Enter.
  await page.keyboard.press('/')
  await page.keyboard.type(sold.reference)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: `Ticket ${sold.reference}` }).waitFor()
  await page.getByText('Signée par la clé').waitFor()
  await assertAccessible(page)
  await photograph(page, 'sales-ticket')

  await page.getByRole('link', { name: 'Reprendre des articles' }).click()
  await page.getByRole('button', { name: 'Un de plus de Théière bleue' }).click()
  await page.getByText('Abîmé').click()
  // 29.99 with 1.50 of TPS and 2.99 of TVQ, all of it within what the card paid.
  assert.equal(await field(page, 'Carte').inputValue(), '34,48')
  await assertAccessible(page)
  await photograph(page, 'sales-return')
  await field(page, 'Carte').fill('30')
  await page.getByText('Les remboursements ne font pas encore').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Enregistrer le retour' }).isDisabled(), true)
  await page.getByRole('button', { name: 'Répartir de nouveau' }).click()
  await page.getByRole('button', { name: 'Enregistrer le retour' }).dblclick()

  await page.getByText('Vente d’origine').waitFor()
  await page.getByRole('link', { name: sold.reference }).click()
  await page.getByText('Rendu : 1 · Peut être rendu : 1').waitFor()
  const { body } = await seller.get(`/api/v1/sales?sale_id=${sold.id}`)
  assert.deepEqual(
    body.data.map(({ total }: { total: string }) => total),
    ['-34.48'],
  )
  assert.deepEqual(complaints, [])
})

test('what comes back without a receipt bears today’s taxes, and wants a reason', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/returns/without-receipt', { as: manager })
  await field(page, 'Code-barres ou code d’article').fill('TH-01')
  await page.keyboard.press('Enter')
  await field(page, 'Prix rendu de Théière bleue').waitFor()
  await page.getByText('34,50').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Enregistrer le retour' }).isDisabled(), true)
  await field(page, 'Motif du retour').fill('Cadeau, reçu perdu')
  await assertAccessible(page)
  await photograph(page, 'sales-open-return')
  await page.getByRole('button', { name: 'Enregistrer le retour' }).click()
  await page.getByText('Cadeau, reçu perdu').waitFor()
  assert.deepEqual(complaints, [])
})

test('what waits is settled by keyboard, the next one at once', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/reviews', { as: manager })
  await page.getByText('1 sur 2').waitFor()
  await page.getByText('Total calculé').waitFor()
  await assertAccessible(page)
  await photograph(page, 'sales-reviews')
  await page.keyboard.press('r')
  await page.keyboard.type('Reçu refait au client')
  await page.getByRole('button', { name: 'Rejeter' }).click()
  await page.getByText('1 sur 1').waitFor()
  await settle(page)
  await page.keyboard.press('a')
  await page.getByText('Rien n’attend').waitFor()
  await page.getByText('Réglés').click()
  await page.getByText('Reçu refait au client').or(page.getByText('Accepté')).first().waitFor()
  assert.deepEqual(complaints, [])
})

test('a customer has credit, and gives back no more than there is', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/customers', { as: manager })
  await page.getByRole('button', { name: 'Nouveau client' }).first().click()
  await field(page, 'Nom').fill('Zoé Lévesque')
  await field(page, 'Code postal').fill('H2J')
  await field(page, 'Pays').fill('CA')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  // The server checks what it knows of postal codes.
  await page.locator('.mantine-InputWrapper-error').waitFor()
  await assertAccessible(page)
  await field(page, 'Code postal').fill('H2J 0A0')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Zoé Lévesque' }).waitFor()

  await page.getByRole('button', { name: 'Ajuster' }).click()
  await field(page, 'Montant').fill('25,50')
  await field(page, 'Motif').fill('Geste commercial')
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Accorder' }).click()
  await page.getByText('Crédit ajusté').waitFor()
  await page.getByText('Geste commercial').waitFor()

  await page.getByRole('button', { name: 'Ajuster' }).click()
  await page.getByText('Retirer', { exact: true }).click()
  await field(page, 'Montant').fill('30')
  await field(page, 'Motif').fill('Erreur')
  await page.getByRole('button', { name: 'Retirer' }).click()
  await page.getByText('Au plus 25.50 peut être retiré.').waitFor()
  await page.keyboard.press('Escape')
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'sales-customer')
  assert.deepEqual(complaints, ['422 POST /api/v1/customers', '409 POST /api/v1/customers/:id/credit'])
})

const dayFromNow = (days: number) => Temporal.Now.plainDateISO('UTC').add({ days }).toString()

const PAGES: readonly [path: string, name: string][] = [
  ['/sessions', 'sales-sessions'],
  ['/parked', 'sales-parked'],
  ['/approvals', 'sales-approvals'],
  ['/journal', 'sales-journal'],
  ['/journal?tab=closings', 'sales-closings'],
  ['/journal?tab=verify', 'sales-verify'],
  ['/accounting', 'sales-accounting'],
  [`/accounting?date_from=${dayFromNow(-2)}&date_to=${dayFromNow(1)}`, 'sales-accounting-days'],
  [`/sales?payment_methods=card&weekdays=1,2,3,4,5,6,7&variant_ids=${teapot}`, 'sales-of-report'],
]

test('every page of the room is accessible, and none complains', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/sessions', { as: manager })
  for (const [path, name] of PAGES) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settle(page)
    await assertAccessible(page)
    await photograph(page, name)
  }
  await page.goto('/sessions')
  await page.locator('tbody a').first().click()
  await page.getByText('Recettes').waitFor()
  await assertAccessible(page)
  await photograph(page, 'sales-session')
  assert.deepEqual(complaints, [])
})
