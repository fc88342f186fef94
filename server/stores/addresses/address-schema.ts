import { type Static, Type } from 'typebox'
import { Id, Name, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'

export const OWNER_TYPES = ['user', 'store'] as const
export type OwnerType = (typeof OWNER_TYPES)[number]
const OwnerKind = Type.Unsafe<OwnerType>({ type: 'string', enum: [...OWNER_TYPES] })

const line1 = Name(255, { label: text('La première ligne de l’adresse', 'The first line of the address') })
const city = Name(255, { label: text('La ville', 'The city') })
const country = Type.String({
  minLength: 2,
  maxLength: 2,
  'x-label': text('Le pays', 'The country'),
  description: 'ISO 3166-1, two letters: `CA`, `FR`.',
})

const optional = {
  label: Type.Optional(Nullable(Name(100, { description: 'What the owner calls it: “Livraison”.' }))),
  line2: Type.Optional(Nullable(Type.String({ maxLength: 255 }))),
  region: Type.Optional(
    Nullable(
      Type.String({ maxLength: 100, description: 'In Canada the province, by code or name; kept as its code.' }),
    ),
  ),
  postal_code: Type.Optional(
    Nullable(Type.String({ maxLength: 20, description: 'Checked in Canada and in France; kept in capitals.' })),
  ),
  is_primary: Type.Optional(
    Type.Boolean({ description: 'The owner’s main address; the first one is, and another takes its place by `true`.' }),
  ),
}

export const AddressCreate = Strict({
  owner_type: OwnerKind,
  owner_id: Id({ label: text('La personne ou le magasin', 'The person or store') }),
  line1,
  city,
  country,
  ...optional,
})
export const AddressUpdate = Strict({
  line1: Type.Optional(line1),
  city: Type.Optional(city),
  country: Type.Optional(country),
  ...optional,
})
export type AddressCreateInput = Static<typeof AddressCreate>
export type AddressUpdateInput = Static<typeof AddressUpdate>

export const Address = Type.Object({
  id: Id(),
  owner_type: OwnerKind,
  owner_id: Id(),
  label: Nullable(Type.String()),
  line1: Type.String(),
  line2: Nullable(Type.String()),
  city: Type.String(),
  region: Nullable(Type.String()),
  postal_code: Nullable(Type.String()),
  country: Type.String(),
  is_primary: Type.Boolean(),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type AddressItem = Static<typeof Address>

export const ADDRESS_SORTS = {
  id: { sql: 'a.id', type: 'bigint' },
  city: { sql: 'a.city collate "fr-x-icu"', type: 'text' },
  country: { sql: 'a.country', type: 'text' },
  postal_code: { sql: `coalesce(a.postal_code, '')`, type: 'text' },
  created_at: { sql: 'a.created_at', type: 'timestamptz' },
  updated_at: { sql: 'a.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const AddressList = listQuery({
  sorts: ADDRESS_SORTS,
  filters: {
    owner_type: Type.Optional(OwnerKind),
    owner_id: Type.Optional(Id()),
    country: Type.Optional(Type.String({ maxLength: 2 })),
    region: Type.Optional(Type.String({ maxLength: 100 })),
    city: Type.Optional(Type.String({ maxLength: 255 })),
    is_primary: Type.Optional(Type.Boolean()),
  },
})
