import { makeProduct } from '../../harness/catalog.ts'
import { button, type Opening } from '../../harness/overlays.ts'
import { givePin, PIN } from '../../harness/pins.ts'
import { enrol, isReady, openDrawer, says, scan, totalOf } from '../../harness/till-hands.ts'
import type { Scene, Visitor } from './scene.ts'

/** What asks for more before it is sold: by weight, in several sizes. */
export async function stockTill({ web, storeId, variants }: Scene): Promise<void> {
  await web.sql`update product_variants set sold_by = 'weight' where id = ${variants[1] ?? 0}`
  await makeProduct(web.sql, { name: 'Thé des bois', price: '10.00', variants: [{ name: '250 g', price: '20.00' }] })
  const manager = await web.person('manager', { name: 'Noël Bœuf', storeIds: [storeId] })
  const cashier = await web.person('cashier', { name: 'Zoé Lacroix', storeIds: [storeId] })
  for (const { id } of [manager, cashier]) await givePin(web.sql, id)
}

export async function visitTill({ page, look: lookAt }: Visitor): Promise<void> {
  // Between two dialogs the search has the keyboard: whoever types or scans goes on.
  const look = (opening: Omit<Opening, 'back'>) => lookAt({ ...opening, back: page.getByRole('searchbox') })
  await enrol(page)
  await page.getByLabel('Fonds de caisse').fill('0')
  await lookAt({ by: button(page, /^Ouvrir avec/), back: page.getByLabel('Fonds de caisse') })
  await openDrawer(page, '100')
  const menu = button(page, 'Menu de la caisse')
  await lookAt({ by: menu })
  const items = [
    'Tickets et reçus',
    'Tickets en attente',
    'Entrée ou sortie d’argent',
    'Ouvrir sans vente',
    'Rapport X',
  ]
  for (const item of [...items, 'Envois', 'Réglages', 'Raccourcis clavier']) await look({ by: menu, item })
  await look({
    by: menu,
    item: 'Fermer le tiroir (Z)',
    steps: [
      async (shown) => {
        await shown.getByRole('button', { name: 'Donner la somme' }).click()
        await shown.getByLabel('Compté').fill('90')
        await shown.getByRole('button', { name: /^Fermer avec/ }).click()
      },
    ],
  })
  await look({
    by: button(page, 'Retour'),
    steps: [(shown) => shown.getByRole('button', { name: 'Sans reçu' }).click()],
  })
  await look({
    by: button(page, 'Client'),
    steps: [
      async (shown) => {
        await shown.getByRole('searchbox').fill('zoé')
        await shown.getByRole('button', { name: /Zoé Lévesque/ }).waitFor()
      },
      (shown) => shown.getByRole('button', { name: 'Nouveau client' }).click(),
    ],
  })
  await look({ by: button(page, 'Prix libre') })
  await look({ by: button(page, /Thé vert 1 /) })
  await look({ by: button(page, /Thé des bois/) })
  await look({ by: page.getByRole('searchbox'), open: () => scan(page, '99887766') })
  await visitTicket({ page, look })
  await visitTickets({ page, look })
  await visitApproval({ page, look })
}

type Scenery = Pick<Visitor, 'page' | 'look'>

async function visitTicket({ page, look }: Scenery): Promise<void> {
  await button(page, /Thé vert 10/).click()
  await says(page, '34,48')
  await look({ by: button(page, 'Note') })
  await look({ by: button(page, 'En attente') })
  await look({ by: button(page, /quantité de/) })
  await look({ by: button(page, 'Remise').first() })
  await look({ by: button(page, 'Prix') })
  // Money that was taken is given back before anything else comes back.
  await totalOf(page).click()
  await page.getByLabel('Montant reçu').fill('10')
  await button(page, /^Carte/).click()
  await page.getByText('Reste à payer').waitFor()
  await button(page, 'Revenir au ticket').click()
  await look({ by: page.getByRole('searchbox'), open: () => page.keyboard.press('F10') })
  await totalOf(page).click()
  await button(page, /^Retirer ce paiement/).click()
  await button(page, 'Revenir au ticket').click()
}

/** Of tickets that are there: one that was paid and one that waits. */
async function visitTickets({ page, look }: Scenery): Promise<void> {
  await totalOf(page).click()
  await button(page, /40,00/).click()
  await button(page, 'Vente suivante').click()
  await isReady(page)
  await button(page, /Thé vert 10/).click()
  await page.keyboard.press('F8')
  await button(page, 'Mettre en attente').click()
  await isReady(page)
  const menu = button(page, 'Menu de la caisse')
  await look({ by: menu, item: 'Tickets en attente' })
  await look({
    by: menu,
    item: 'Tickets et reçus',
    steps: [
      async (shown) => {
        await shown.getByRole('button', { name: /-000002/ }).click()
        await shown.getByText('TOTAL', { exact: true }).waitFor()
      },
      async (shown) => {
        await shown.getByRole('button', { name: 'Retour ou échange' }).click()
        await shown.getByRole('button', { name: 'Tout reprendre' }).click()
      },
    ],
  })
}

/** A larger discount than a cashier may give. */
async function visitApproval({ page, look }: Scenery): Promise<void> {
  await button(page, /Changer de personne$/).click()
  await button(page, 'Zoé Lacroix').click()
  await page.getByRole('heading', { name: 'NIP de Zoé Lacroix' }).waitFor()
  await page.keyboard.type(PIN, { delay: 80 })
  await isReady(page)
  await button(page, /Thé vert 10/).click()
  await says(page, '34,48')
  const dialog = page.getByRole('dialog')
  const by = page.getByRole('searchbox')
  const askMuch = async () => {
    await page.keyboard.press('F4')
    await dialog.getByRole('button', { name: '50 %' }).click()
    await page.getByRole('heading', { name: 'Approbation' }).waitFor()
  }
  await look({ by, open: askMuch })
  await look({
    by,
    open: async () => {
      await askMuch()
      await page.getByLabel('Motif').fill('Écrasé')
      await dialog.getByRole('button', { name: 'Noël Bœuf' }).click()
      await dialog.getByRole('group', { name: 'Pavé numérique' }).waitFor()
    },
  })
}
