import { type Static, Type } from 'typebox'
import { Day, Id, LongText, Name, Nullable, Strict, Timestamp } from '../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../platform/http/list.ts'
import { text } from '../platform/text.ts'
import { DAYS } from './opening-hours.ts'
import { STORE_RELATIONS } from './present.ts'

export const STORE_KINDS = ['store', 'warehouse'] as const
const Kind = Type.Unsafe<(typeof STORE_KINDS)[number]>({ type: 'string', enum: [...STORE_KINDS] })

const Hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['09:00'] })
/** A day ends at 24:00; a shop that closes later has the rest on the next day. */
const ClosingHour = Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', examples: ['18:00'] })
const Span = Strict({ opens: Hour, closes: ClosingHour })
/** A number that a receipt must show. Its form is checked where it is known (see `rules/registrations.ts`). */
const Registration = Strict({
  kind: Name(32, { label: text('Le registre', 'The register'), examples: ['TPS'] }),
  number: Name(64, { label: text('Le numéro', 'The number'), examples: ['123456789 RT0001'] }),
})
const REGISTRATIONS_MAX = 8
const RegistrationList = Type.Array(Registration, {
  maxItems: REGISTRATIONS_MAX,
  'x-description': text(
    'Les numéros que les reçus doivent porter, dans leur ordre\u00a0: `TPS`, `TVQ`, `TVH`, `NEQ` (Canada), `SIRET`, `SIREN`, `TVA` (France, Union européenne), dont la forme est vérifiée, ou tout autre registre par son nom.',
    'The numbers that receipts must show, in their order: `TPS` (GST), `TVQ` (QST), `TVH` (HST), `NEQ` (Canada), `SIRET`, `SIREN`, `TVA` (VAT; France, European Union), whose form is checked, or any other register by its name.',
  ),
})

/** The spans in which a store is open on each day, in its own time; a day that is not named is closed. */
const OpeningHours = Type.Unsafe<Partial<Record<(typeof DAYS)[number], Static<typeof Span>[]>>>(
  Strict(Object.fromEntries(DAYS.map((day) => [day, Type.Optional(Type.Array(Span, { maxItems: 6 }))]))),
)

const name = Name(255, { label: text('Le nom du magasin', 'The store’s name') })
const code = Name(32, { label: text('Le code du magasin', 'The store’s code') })
const timeZone = Name(64, { label: text('Le fuseau horaire', 'The time zone'), description: 'IANA: America/Toronto.' })
const currency = Type.String({
  pattern: '^[A-Z]{3}$',
  'x-label': text('La devise', 'The currency'),
  description: 'ISO 4217.',
})
const taxZone = Name(16, { label: text('La zone de taxes', 'The tax zone') })

const optional = {
  kind: Type.Optional(Kind),
  code: Type.Optional(code),
  email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 255 }))),
  phone: Type.Optional(Nullable(Type.String({ maxLength: 50 }))),
  prices_include_tax: Type.Optional(Type.Boolean()),
  group: Type.Optional(Nullable(Type.String({ maxLength: 255 }))),
  city: Type.Optional(Nullable(Type.String({ maxLength: 255 }))),
  opening_hours: Type.Optional(Nullable(OpeningHours)),
  opened_on: Type.Optional(Nullable(Day())),
  receipt_header: Type.Optional(Nullable(LongText(2000))),
  receipt_footer: Type.Optional(Nullable(LongText(2000))),
  legal_name: Type.Optional(
    Nullable(
      Name(255, {
        label: text('La raison sociale', 'The business name'),
        description: text(
          'Qui vend, sur les reçus, là où ce n’est pas le nom du magasin.',
          'Who sells, on receipts, where it is not the store’s name.',
        ),
      }),
    ),
  ),
  registrations: Type.Optional(RegistrationList),
  external_id: Type.Optional(Nullable(Name(255))),
}

export const StoreCreate = Strict({ name, time_zone: timeZone, currency, tax_zone: taxZone, ...optional })
export const StoreUpdate = Strict({
  name: Type.Optional(name),
  time_zone: Type.Optional(timeZone),
  currency: Type.Optional(currency),
  tax_zone: Type.Optional(taxZone),
  ...optional,
})
export type StoreCreateInput = Static<typeof StoreCreate>
export type StoreUpdateInput = Static<typeof StoreUpdate>

const StoreAddress = Type.Object({
  id: Id(),
  label: Nullable(Type.String()),
  line1: Type.String(),
  line2: Nullable(Type.String()),
  city: Type.String(),
  region: Nullable(Type.String()),
  postal_code: Nullable(Type.String()),
  country: Type.String(),
  is_primary: Type.Boolean(),
})

export const Store = Type.Object({
  id: Id(),
  name: Type.String(),
  kind: Kind,
  code: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  group: Nullable(Type.String()),
  city: Nullable(Type.String()),
  time_zone: Type.String(),
  currency: Type.String(),
  tax_zone: Type.String(),
  prices_include_tax: Type.Boolean(),
  opening_hours: Nullable(OpeningHours),
  opened_on: Nullable(Type.String()),
  receipt_header: Nullable(Type.String()),
  receipt_footer: Nullable(Type.String()),
  legal_name: Nullable(Type.String()),
  registrations: Type.Array(Type.Object({ kind: Type.String(), number: Type.String() })),
  external_id: Nullable(Type.String()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
  deleted_at: Nullable(Timestamp()),
  /** The primary one. */
  address: Nullable(StoreAddress),
  addresses: Type.Optional(Type.Array(StoreAddress)),
  registers: Type.Optional(
    Type.Array(Type.Object({ id: Id(), name: Type.String(), kind: Type.String(), is_active: Type.Boolean() })),
  ),
  users: Type.Optional(Type.Array(Type.Object({ id: Id(), name: Type.String(), email: Type.String() }))),
})
export type StoreItem = Static<typeof Store>

export const STORE_SORTS = {
  id: { sql: 's.id', type: 'bigint' },
  name: { sql: 's.name collate "fr-x-icu"', type: 'text' },
  code: { sql: 's.code', type: 'text' },
  kind: { sql: 's.kind', type: 'text' },
  group: { sql: `coalesce(s.store_group, '') collate "fr-x-icu"`, type: 'text' },
  city: { sql: `coalesce(s.city, '') collate "fr-x-icu"`, type: 'text' },
  created_at: { sql: 's.created_at', type: 'timestamptz' },
  updated_at: { sql: 's.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

const include = Type.Optional(
  Type.String({
    maxLength: 200,
    description: `Any of ${STORE_RELATIONS.join(', ')}; each asks for its own permission (\`registers.view\`, …).`,
  }),
)
export const StoreRead = Strict({ include })

export const StoreList = listQuery({
  sorts: STORE_SORTS,
  filters: {
    kind: Type.Optional(Kind),
    group: Type.Optional(Type.String({ maxLength: 255 })),
    city: Type.Optional(Type.String({ maxLength: 255 })),
    currency: Type.Optional(Type.String({ maxLength: 3 })),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
    deleted: Type.Optional(
      Type.Boolean({ description: 'Only the deleted stores, for whoever may restore them (`stores.delete`).' }),
    ),
    include,
  },
})
