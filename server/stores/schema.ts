import { type Static, Type } from 'typebox'
import { Day, Id, LongText, Name, Nullable, Strict, Timestamp } from '../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../platform/http/list.ts'
import { text } from '../platform/text.ts'

export const STORE_KINDS = ['store', 'warehouse'] as const
const Kind = Type.Unsafe<(typeof STORE_KINDS)[number]>({ type: 'string', enum: [...STORE_KINDS] })

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const Hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['09:00'] })
const Span = Strict({ opens: Hour, closes: Hour })
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
  external_id: Nullable(Type.String()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
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

export const StoreList = listQuery({
  sorts: STORE_SORTS,
  filters: {
    kind: Type.Optional(Kind),
    group: Type.Optional(Type.String({ maxLength: 255 })),
    city: Type.Optional(Type.String({ maxLength: 255 })),
    currency: Type.Optional(Type.String({ maxLength: 3 })),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
  },
})

const registerName = Name(100, { label: text('Le nom de la caisse', 'The register’s name') })
export const RegisterCreate = Strict({ name: registerName, is_active: Type.Optional(Type.Boolean()) })
export const RegisterUpdate = Strict({ name: Type.Optional(registerName), is_active: Type.Optional(Type.Boolean()) })

export const Register = Type.Object({
  id: Id(),
  store_id: Id(),
  name: Type.String(),
  kind: Type.Unsafe<'till' | 'virtual' | 'import'>({ type: 'string', enum: ['till', 'virtual', 'import'] }),
  is_active: Type.Boolean(),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type RegisterItem = Static<typeof Register>

export const REGISTER_SORTS = {
  id: { sql: 'r.id', type: 'bigint' },
  name: { sql: 'r.name collate "fr-x-icu"', type: 'text' },
  created_at: { sql: 'r.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const RegisterList = listQuery({
  sorts: REGISTER_SORTS,
  filters: { is_active: Type.Optional(Type.Boolean()), kind: Type.Optional(Type.String({ maxLength: 10 })) },
})

export const TaxZone = Type.Object({
  code: Type.String(),
  name: Type.String(),
  prices_include_tax: Type.Boolean(),
  cash_step: Nullable(
    Type.String({ description: 'Step to which cash is rounded, in hundredths of the unit: "0.05".' }),
  ),
  taxes: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), rate: Type.String({ description: 'Per cent: "9.975".' }) }),
  ),
  classes: Type.Array(Type.Object({ code: Type.String(), tax_codes: Type.Array(Type.String()) })),
})

export const TaxClass = Type.Object({ code: Type.String(), name: Type.String() })
