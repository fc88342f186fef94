import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, LongText, Name, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { LANGUAGES, type Language, text } from '../../platform/text.ts'

const CustomerLanguage = () => Type.Unsafe<Language>({ type: 'string', enum: [...LANGUAGES] })
const CustomerName = () => Name(255, { label: text('Le nom du client', 'The customer’s name') })
const line = (label: ReturnType<typeof text>) =>
  Type.Optional(Nullable(Type.String({ maxLength: 255, 'x-label': label })))

const TaxExemption = () =>
  Strict({
    certificate_number: Name(100, { label: text('Le numéro du certificat', 'The certificate’s number') }),
    expires_on: Type.Optional(
      Nullable(
        Type.String({
          format: 'date',
          'x-label': text('La fin du certificat', 'The certificate’s expiry'),
          'x-description': text(
            'Dernier jour où il vaut, au calendrier du magasin ; null : sans fin.',
            'The last day on which it holds, by the store’s calendar; null: without an end.',
          ),
        }),
      ),
    ),
  })

const optional = {
  email: Type.Optional(
    Nullable(
      Type.String({ format: 'email', minLength: 3, maxLength: 255, 'x-label': text('Le courriel', 'The e-mail') }),
    ),
  ),
  phone: Type.Optional(
    Nullable(
      Type.String({
        maxLength: 50,
        'x-label': text('Le téléphone', 'The telephone number'),
        'x-description': text(
          'Comme on l’écrit ; la recherche n’en lit que les chiffres.',
          'As people write it; a search reads its digits only.',
        ),
      }),
    ),
  ),
  address_line1: line(text('L’adresse', 'The address')),
  address_line2: line(text('La suite de l’adresse', 'The second line of the address')),
  city: line(text('La ville', 'The city')),
  region: Type.Optional(Nullable(Type.String({ maxLength: 100, 'x-label': text('La région', 'The region') }))),
  postal_code: Type.Optional(
    Nullable(Type.String({ maxLength: 20, 'x-label': text('Le code postal', 'The postal code') })),
  ),
  country: Type.Optional(
    Nullable(
      Type.String({
        minLength: 2,
        maxLength: 2,
        'x-label': text('Le pays', 'The country'),
        'x-description': text('Deux lettres : `CA`, `FR`.', 'Two letters: `CA`, `FR`.'),
      }),
    ),
  ),
  language: Type.Optional(Nullable(CustomerLanguage())),
  note: Type.Optional(Nullable(LongText(2000, { label: text('La note', 'The note') }))),
  external_id: Type.Optional(Nullable(Name(255, { label: text('L’identifiant externe', 'The external id') }))),
  tax_exemption: Type.Optional(Nullable(TaxExemption())),
}

export const CustomerCreate = Strict({ name: CustomerName(), ...optional })
export const CustomerUpdate = Strict({ name: Type.Optional(CustomerName()), ...optional })
export type CustomerCreateInput = Static<typeof CustomerCreate>
export type CustomerUpdateInput = Static<typeof CustomerUpdate>

export const CreditBalance = Type.Object({ currency: Type.String(), balance: DecimalOutput() })

export const Customer = Type.Object({
  id: Id(),
  name: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  address_line1: Nullable(Type.String()),
  address_line2: Nullable(Type.String()),
  city: Nullable(Type.String()),
  region: Nullable(Type.String()),
  postal_code: Nullable(Type.String()),
  country: Nullable(Type.String()),
  language: Nullable(CustomerLanguage()),
  note: Nullable(Type.String()),
  external_id: Nullable(Type.String()),
  tax_exemption: Nullable(
    Type.Object({ certificate_number: Type.String(), expires_on: Nullable(Type.String({ format: 'date' })) }),
  ),
  credit: Type.Array(CreditBalance, {
    'x-description': text(
      'Ce que la chaîne lui doit, par monnaie ; vide quand elle ne lui doit rien.',
      'What the chain owes them, by currency; empty when it owes nothing.',
    ),
  }),
  merged_into_id: Nullable(Id()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type CustomerItem = Static<typeof Customer>

export const CUSTOMER_SORTS = {
  id: { sql: 'c.id', type: 'bigint' },
  name: { sql: 'c.name collate "fr-x-icu"', type: 'text' },
  created_at: { sql: 'c.created_at', type: 'timestamptz' },
  updated_at: { sql: 'c.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const CustomerList = listQuery({
  sorts: CUSTOMER_SORTS,
  filters: {
    email: Type.Optional(Type.String({ maxLength: 255 })),
    phone: Type.Optional(
      Type.String({
        maxLength: 50,
        'x-description': text(
          'Le numéro, de quelque façon qu’il soit écrit.',
          'The number, whichever way it is written.',
        ),
      }),
    ),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
    is_tax_exempt: Type.Optional(Type.Boolean()),
  },
})
export type CustomerListQuery = Static<typeof CustomerList>

export const MergeBody = Strict(
  { customer_id: Id({ label: text('Le client à fondre', 'The customer to merge') }) },
  { examples: [{ customer_id: 7 }] },
)

export const EraseBody = Strict({
  forfeit_credit: Type.Optional(
    Type.Boolean({
      'x-description': text(
        'Le client renonce au crédit qui lui reste.',
        'The customer gives up the credit that remains.',
      ),
    }),
  ),
})
