import type { ImportField } from '../../platform/csv/index.ts'
import { text } from '../../platform/text.ts'

export const STORE_FIELDS: readonly ImportField[] = [
  { name: 'external_id', columns: ['id', 'store_id'], label: text('Identifiant externe', 'External id') },
  { name: 'code', label: text('Code', 'Code') },
  { name: 'name', columns: ['nom', 'store_name'], label: text('Nom', 'Name'), isRequired: true },
  { name: 'kind', columns: ['type'], label: text('Sorte (store ou warehouse)', 'Kind (store or warehouse)') },
  { name: 'city', columns: ['ville', 'store_city'], label: text('Ville', 'City') },
  {
    name: 'line1',
    columns: ['adresse', 'address', 'address1'],
    label: text('Adresse, première ligne', 'Address, first line'),
  },
  { name: 'region', columns: ['province', 'state'], label: text('Province ou région', 'Province or region') },
  { name: 'postal_code', columns: ['code postal', 'zip'], label: text('Code postal', 'Postal code') },
  { name: 'country', columns: ['pays'], label: text('Pays (deux lettres)', 'Country (two letters)') },
  { name: 'group', columns: ['groupe', 'store_group'], label: text('Groupe', 'Group') },
  { name: 'opened_on', columns: ['ouverture'], label: text('Date d’ouverture', 'Opening date') },
  { name: 'time_zone', columns: ['fuseau horaire'], label: text('Fuseau horaire', 'Time zone'), isRequired: true },
  { name: 'currency', columns: ['devise'], label: text('Devise', 'Currency'), isRequired: true },
  { name: 'tax_zone', columns: ['zone de taxes'], label: text('Zone de taxes', 'Tax zone'), isRequired: true },
  {
    name: 'prices_include_tax',
    columns: ['prix taxes comprises'],
    label: text('Prix taxes comprises', 'Prices include tax'),
  },
  { name: 'email', columns: ['courriel'], label: text('Courriel', 'E-mail') },
  { name: 'phone', columns: ['telephone'], label: text('Téléphone', 'Phone') },
]
