import { type Static, Type } from 'typebox'
import { Name, Nullable, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { Locale } from '../people/schema.ts'
import { Accounting, DEFAULT_ACCOUNTING } from './accounting.ts'

const chainName = Name(100, {
  label: text('Le nom de la chaîne', 'The name of the chain'),
  description: 'In messages to people.',
})
const mailSenderName = Nullable(
  Name(100, {
    label: text('Le nom de l’expéditeur', 'The name of the sender'),
    description: 'From whom e-mails come; null: the name of the chain.',
  }),
)

/** What people decide for the whole chain. A key stands here when something reads it. */
export const Settings = Type.Object({
  chain_name: chainName,
  default_locale: Locale(),
  mail_sender_name: mailSenderName,
  accounting: Accounting,
})
export type SettingValues = Static<typeof Settings>

export const DEFAULT_SETTINGS: SettingValues = {
  chain_name: 'Comptoir',
  default_locale: 'fr',
  mail_sender_name: null,
  accounting: DEFAULT_ACCOUNTING,
}

export const SettingsUpdate = Strict({
  chain_name: Type.Optional(chainName),
  default_locale: Type.Optional(Locale()),
  mail_sender_name: Type.Optional(mailSenderName),
  accounting: Type.Optional(Accounting),
})
export type SettingsInput = Static<typeof SettingsUpdate>
