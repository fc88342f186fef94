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

const fiscalYearStart = Type.Integer({
  minimum: 1,
  maximum: 12,
  'x-label': text('Le premier mois de l’exercice', 'The first month of the fiscal year'),
  'x-description': text(
    'De 1 à 12 ; un exercice porte le nom de l’année où il finit.',
    'From 1 to 12; a fiscal year is called by the year in which it ends.',
  ),
})

/** What people decide for the whole chain. A key stands here when something reads it. */
export const Settings = Type.Object({
  chain_name: chainName,
  default_locale: Locale(),
  mail_sender_name: mailSenderName,
  fiscal_year_start_month: fiscalYearStart,
  accounting: Accounting,
})
export type SettingValues = Static<typeof Settings>

export const DEFAULT_SETTINGS: SettingValues = {
  chain_name: 'Comptoir',
  default_locale: 'fr',
  mail_sender_name: null,
  fiscal_year_start_month: 1,
  accounting: DEFAULT_ACCOUNTING,
}

export const SettingsUpdate = Strict({
  chain_name: Type.Optional(chainName),
  default_locale: Type.Optional(Locale()),
  mail_sender_name: Type.Optional(mailSenderName),
  fiscal_year_start_month: Type.Optional(fiscalYearStart),
  accounting: Type.Optional(Accounting),
})
export type SettingsInput = Static<typeof SettingsUpdate>
