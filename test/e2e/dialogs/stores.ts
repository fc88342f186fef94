import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitStores({ page, look, goTo, storeId }: Visitor): Promise<void> {
  await goTo('/stores')
  await look({ by: button(page, 'Ouvrir un magasin') })
  await goTo(`/stores/${storeId}?tab=tills`)
  await look({ by: button(page, 'Inscrire un appareil') })
  await look({ by: button(page, 'Nouveau code') })
  await look({ by: button(page, 'Révoquer') })
  await goTo(`/stores/${storeId}?tab=identity`)
  await page.getByRole('textbox', { name: 'Nom', exact: true }).first().fill('Marché')
  await look({ by: page.getByRole('main').getByRole('link', { name: 'Magasins' }).first() })

  await goTo('/taxes?zone=classes')
  await look({ by: button(page, 'Ajouter une zone') })
  await look({ by: button(page, 'Ajouter une classe') })
  await look({ by: button(page, 'Renommer').first() })
}
