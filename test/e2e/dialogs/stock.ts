import type { Locator } from 'playwright-core'
import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitStock(visitor: Visitor): Promise<void> {
  const { page, look, goTo, storeId, variants, shortTransfer, askedTransfer, stocktakeId } = visitor
  await goTo(`/stock/${variants[0]}/${storeId}`)
  await look({ by: button(page, 'Corriger'), steps: [choose('Ajouter ou retirer')] })
  await look({ by: button(page, 'Seuil et cible') })
  await goTo(`/stock?store_id=${storeId}`)
  await look({ by: button(page, 'Règles du stock') })

  await goTo('/replenishment')
  await button(page, 'Marché du Plateau').click()
  await look({ by: button(page, /^Pourquoi/).first() })
  await look({ by: button(page, 'Tout demander') })
  await goTo(`/transfers/${shortTransfer}`)
  await look({ by: button(page, 'Régler ce qui manque'), steps: [choose('Perdu')] })
  await goTo(`/transfers/${askedTransfer}`)
  await look({ by: button(page, 'Annuler le transfert') })

  await goTo('/reservations')
  await look({ by: button(page, 'Réserver').first() })
  await goTo('/stocktakes')
  await look({ by: button(page, 'Nouvel inventaire').first(), steps: [choose('Des articles')] })
  await goTo(`/stocktakes/${stocktakeId}`)
  await look({ by: button(page, 'Terminer le comptage') })
  await look({ by: button(page, 'Abandonner') })

  await goTo('/stock-receipts/new')
  const article = page.getByRole('combobox', { name: 'Scannez ou cherchez un article' })
  const find = async () => {
    await article.fill('théière')
    await page.getByRole('option', { name: /Théière bleue/ }).waitFor()
  }
  await look({ by: article, open: find, isHint: true })
}

/** One of a few, shown beside each other. */
const choose = (name: string) => (shown: Locator) => shown.getByText(name, { exact: true }).click()
