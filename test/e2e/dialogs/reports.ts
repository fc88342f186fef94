import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitReports({ page, look, goTo }: Visitor): Promise<void> {
  await goTo('/reports/kpis')
  await look({ by: button(page, 'Exporter') })
  await look({ by: button(page, /^Que veut dire/).first() })
  await goTo('/reports/exports')
  await look({ by: button(page, 'Nouvel export').first() })
  await goTo('/reports/custom')
  await look({ by: button(page, 'Enregistrer') })
  await button(page, 'Enregistrer').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom').fill('Le mois')
  await button(page, 'Enregistrer').last().click()
  await page.getByRole('heading', { level: 1, name: 'Le mois' }).waitFor()
  await goTo('/reports/saved')
  const actions = button(page, 'Actions pour Le mois')
  await look({ by: actions })
  await look({ by: actions, item: 'Nom et partage' })
}
