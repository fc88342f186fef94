import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitProduct(visitor: Visitor): Promise<void> {
  await visitOptions(visitor)
  await visitVariants(visitor)
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
