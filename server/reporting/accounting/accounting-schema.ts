import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import { Day, DecimalOutput, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { scopeProperties } from '../schema.ts'

/** What an entry is for, in the order in which a day tells it. */
export const POSTING_KINDS = [
  'sales',
  'returns',
  'tax',
  'payment',
  'rounding',
  'cash_difference',
  'cash_in',
  'cash_out',
  'cash_drop',
] as const
export type PostingKind = (typeof POSTING_KINDS)[number]

export const AccountingQuery = Strict({
  date_from: scopeProperties.date_from,
  date_to: scopeProperties.date_to,
  store_id: scopeProperties.store_id,
  format: Type.Optional(
    Type.Enum(['csv', 'json'], {
      'x-description': text('`csv` par défaut.', '`csv` by default.'),
    }),
  ),
})
export type AccountingQuery = Static<typeof AccountingQuery>

export const AccountingRow = Type.Object({
  store_id: Type.Integer(),
  store_name: Type.String({ examples: ['Boutique du Plateau'] }),
  business_day: Type.String(),
  account: Type.String({ examples: ['4000'] }),
  kind: Type.Enum([...POSTING_KINDS]),
  label: Type.String({ examples: ['Ventes\u00a0: Taux normal (TPS 5 %, TVQ 9,975 %)'] }),
  debit: DecimalOutput(),
  credit: DecimalOutput(),
  currency: Type.String(),
})
export type AccountingRow = Static<typeof AccountingRow>

export const AccountingExport = Type.Object({
  period: Type.Object({ date_from: Day(), date_to: Day() }),
  rows: Type.Array(AccountingRow),
})

export const AccountingFile = Type.Unsafe<Readable>(
  Type.String({
    examples: [
      'Store,Store name,Day,Account,Entry,Description,Debit,Credit,Currency\r\n1,Boutique du Plateau,2026-11-20,1060,Payments,Payments: card,20.95,0.00,CAD\r\n',
    ],
  }),
)
