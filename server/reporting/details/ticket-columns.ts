import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { text } from '../../platform/text.ts'
import type { DetailColumn } from './details.ts'

/** What says which ticket a row is, or is of. */
export type TicketHead = {
  sale_id: string
  reference: string
  kind: string
  business_day: string
  local_time: string
  occurred_at: string
  store_id: number
  store_name: string
  register_name: string | null
  cashier_id: number | null
  cashier_name: string | null
  customer_id: number | null
  currency: string
}

/** The number as receipts show it; it is cut nowhere, however long. */
export const ticketHead = (sql: Queryable): Fragment => sql`
  s.id as sale_id, s.kind, s.business_day::text, s.occurred_at, s.store_id, store.name as store_name, register.name as register_name, s.cashier_id,
  cashier.name as cashier_name, s.customer_id, s.currency::text,
  s.store_id || '-' || s.register_id || '-' || s.series || '-' || lpad(s.number::text, greatest(6, length(s.number::text)), '0')
    as reference,
  to_char(s.occurred_at at time zone store.time_zone, 'YYYY-MM-DD HH24:MI:SS') as local_time`

export const ticketJoins = (sql: Queryable): Fragment => sql`
  join stores store on store.id = s.store_id
  left join registers register on register.store_id = s.store_id and register.id = s.register_id
  left join users cashier on cashier.id = s.cashier_id`

export const HEAD_COLUMNS: readonly DetailColumn<TicketHead>[] = [
  {
    name: 'reference',
    label: text('Numéro', 'Number'),
    unit: 'text',
    meaning: text(
      'Magasin, caisse, série et numéro, comme sur le reçu.',
      'Store, register, series and number, as on the receipt.',
    ),
    value: (row) => row.reference,
  },
  {
    name: 'kind',
    label: text('Sorte', 'Kind'),
    unit: 'text',
    meaning: text('sale\u00a0: vente\u00a0; return\u00a0: retour.', 'sale or return.'),
    value: (row) => row.kind,
  },
  {
    name: 'business_day',
    label: text('Jour d’affaires', 'Business day'),
    unit: 'day',
    meaning: text('Le jour du magasin auquel le ticket compte.', 'The store’s day to which the ticket counts.'),
    value: (row) => row.business_day,
  },
  {
    name: 'local_time',
    label: text('Heure du magasin', 'Store’s time'),
    unit: 'time',
    value: (row) => row.local_time,
  },
  {
    name: 'occurred_at',
    label: text('Instant (UTC)', 'Moment (UTC)'),
    unit: 'text',
    meaning: text('ISO 8601, à la milliseconde.', 'ISO 8601, to the millisecond.'),
    value: (row) => row.occurred_at,
  },
  { name: 'store_id', label: text('Id du magasin', 'Store id'), unit: 'id', value: (row) => row.store_id },
  { name: 'store', label: text('Magasin', 'Store'), unit: 'text', value: (row) => row.store_name },
  { name: 'register', label: text('Caisse', 'Register'), unit: 'text', value: (row) => row.register_name },
  { name: 'cashier_id', label: text('Id du caissier', 'Cashier id'), unit: 'id', value: (row) => row.cashier_id },
  { name: 'cashier', label: text('Caissier', 'Cashier'), unit: 'text', value: (row) => row.cashier_name },
  { name: 'customer_id', label: text('Id du client', 'Customer id'), unit: 'id', value: (row) => row.customer_id },
  { name: 'currency', label: text('Devise', 'Currency'), unit: 'text', value: (row) => row.currency },
]

export const SALE_ID: DetailColumn<TicketHead> = {
  name: 'sale_id',
  label: text('Identifiant du ticket', 'Ticket’s id'),
  unit: 'text',
  value: (row) => row.sale_id,
}
