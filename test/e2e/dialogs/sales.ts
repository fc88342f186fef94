import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitSales(visitor: Visitor): Promise<void> {
  const { page, look, goTo, saleId, sessionId, customerId } = visitor
  await goTo('/sales')
  await look({ by: button(page, /^Période/) })
  await look({ by: button(page, 'Filtres') })
  await look({ by: button(page, 'Exporter') })
  await goTo(`/sales/${saleId}`)
  await look({ by: button(page, 'Courriel') })
  await goTo(`/sessions/${sessionId}`)
  await look({ by: button(page, 'Fermer la session') })
  await look({ by: button(page, 'Entrée ou sortie') })

  await goTo('/customers')
  await look({ by: button(page, 'Nouveau client').first() })
  await goTo(`/customers/${customerId}`)
  await look({ by: button(page, 'Modifier') })
  await look({ by: button(page, 'Ajuster') })
  const more = button(page, 'Autres actions')
  await look({ by: more })
  for (const item of ['Fondre une autre fiche dans celle-ci', 'Retirer de la liste', 'Effacer ses données']) {
    await look({ by: more, item })
  }
}
