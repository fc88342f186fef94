import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { readSettings } from './read-settings.ts'
import { Settings, SettingsUpdate } from './schema.ts'
import { updateSettings } from './update-settings.ts'

const SETTINGS = 'settings'

export const SETTINGS_ROUTES: readonly Route[] = [
  read({
    path: '/settings',
    operation: 'readSettings',
    tag: SETTINGS,
    summary: text('Lire les réglages de la chaîne', 'Read the settings of the chain'),
    description: text(
      'Ce qui vaut pour toute la chaîne ; ce que personne n’a décidé a sa valeur par défaut.',
      'What holds for the whole chain; what nobody has decided has its default.',
    ),
    access: 'settings.manage',
    response: Settings,
    run: async ({ sql }) => ({ data: await readSettings(sql) }),
  }),
  write({
    method: 'PUT',
    path: '/settings',
    operation: 'updateSettings',
    tag: SETTINGS,
    summary: text('Modifier les réglages de la chaîne', 'Change the settings of the chain'),
    description: text('Seuls les réglages donnés changent.', 'Only the settings that are given change.'),
    access: 'settings.manage',
    body: SettingsUpdate,
    response: Settings,
    message: text('Réglages modifiés avec succès.', 'Settings changed.'),
    run: async ({ tx, body }) => ({ data: await updateSettings(tx, body) }),
  }),
]
