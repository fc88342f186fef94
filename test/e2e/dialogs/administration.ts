import { button } from '../../harness/overlays.ts'
import type { Visitor } from './scene.ts'

export async function visitAdministration(visitor: Visitor): Promise<void> {
  await visitAccount(visitor)
  await visitPeople(visitor)
}

async function visitAccount({ page, look, goTo }: Visitor): Promise<void> {
  await goTo('/account')
  const account = button(page, 'Mon compte')
  await look({ by: account })
  await look({ by: account, item: 'Raccourcis clavier' })
  await look({ by: button(page, 'Aller à…') })
  await look({ by: button(page, 'Révoquer Comptabilité') })
  await look({ by: button(page, 'Nouveau jeton') })
  const make = async () => {
    await button(page, 'Nouveau jeton').click()
    await page.getByLabel('Pour quel programme ?').fill('Site')
    await button(page, 'Créer le jeton').click()
    await page.getByText('il ne sera plus jamais montré').waitFor()
  }
  await look({
    by: button(page, 'Nouveau jeton'),
    open: make,
    close: (shown) => shown.getByRole('button', { name: 'C’est copié' }).click(),
  })
}

async function visitPeople({ page, look, goTo, web }: Visitor): Promise<void> {
  await goTo('/roles')
  // The dialogs are the same above a few rows of the matrix, which axe reads sooner.
  await page.getByLabel('Chercher une permission').fill('roles.')
  const ofRole = button(page, /^Actions du rôle/).first()
  await look({ by: button(page, 'Créer un rôle') })
  await look({ by: ofRole })
  await look({ by: ofRole, item: 'Nom et limite de remise' })
  await page
    .getByRole('checkbox', { name: /^Caissier.: / })
    .first()
    .click()
  await look({
    by: page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Personnes' }),
  })

  const { id } = await web.person('cashier', { name: 'Alexis Côté' })
  await goTo('/people')
  await look({ by: button(page, 'Ajouter une personne') })
  await goTo(`/people/${id}`)
  await look({ by: button(page, 'Donner un mot de passe') })
  await look({ by: button(page, 'Donner un NIP') })
  await goTo('/audit?entity_type=user')
  await look({ by: page.getByRole('table').getByRole('button', { name: /\d/ }).first() })
}
