import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitCatalog(visitor: Visitor): Promise<void> {
  await visitProducts(visitor)
  await visitOptions(visitor)
  await visitVariants(visitor)
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

async function visitOptions({ page, look, goTo, productId }: Visitor): Promise<void> {
  await goTo(`/products/${productId}`)
  await look({ by: button(page, 'Ajouter une option') })
  await look({ by: button(page, /^Faire les \d+ variantes/) })
  const ofOption = button(page, 'Actions sur l’option Taille')
  await look({ by: ofOption })
  await look({ by: ofOption, item: 'Renommer' })
  await look({ by: ofOption, item: 'Supprimer' })
  const ofValue = button(page, 'Actions sur la valeur S')
  await look({ by: ofValue })
  await look({ by: ofValue, item: 'Supprimer' })
}

async function visitVariants({ page, look, goTo, productId }: Visitor): Promise<void> {
  await goTo(`/products/${productId}`)
  await look({ by: button(page, 'Ajouter une variante') })
  await look({ by: button(page, /^Supprimer la variante/).first() })
  await look({
    by: button(page, /^Prix par magasin, codes et frais/).first(),
    steps: [
      (shown) => shown.getByRole('tab', { name: 'Prix par magasin' }).click(),
      (shown) => shown.getByRole('tab', { name: 'Consignes et frais' }).click(),
    ],
  })
  await look({ by: button(page, /^Ouvrir.:/).first() })
  await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Chandail')
  await look({ by: page.getByRole('main').getByRole('link', { name: 'Produits' }).first() })
}
