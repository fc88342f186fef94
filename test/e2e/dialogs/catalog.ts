import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitCatalog(visitor: Visitor): Promise<void> {
  await visitProducts(visitor)
  const { page, look, goTo, importId } = visitor
  await goTo('/categories')
  const actions = button(page, 'Actions sur Vêtements')
  await look({ by: actions })
  await look({ by: actions, item: 'Déplacer dans…' })
  await goTo(`/imports/${importId}`)
  await look({ by: button(page, 'Annuler l’importation') })
}

async function visitProducts({ page, look, goTo }: Visitor): Promise<void> {
  await goTo('/products')
  await look({ by: button(page, 'Exporter') })
  await look({ by: button(page, 'Colonnes') })
  await look({ by: button(page, 'Nouveau produit').first() })
  // What is in stock is not deleted: the dialog says so.
  await goTo('/products?q=th%C3%A9')
  await page.getByLabel('Choisir toutes les lignes').check()
  await look({ by: button(page, 'Modifier') })
  await look({ by: button(page, 'Supprimer') })
  await page.setViewportSize({ width: 390, height: 844 })
  await look({ by: button(page, 'Filtres') })
  await page.setViewportSize({ width: 1440, height: 900 })
}
