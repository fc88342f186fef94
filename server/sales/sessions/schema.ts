import { type Static, Type } from 'typebox'
import {
  Amount,
  Day,
  DecimalInput,
  DecimalOutput,
  Id,
  LongText,
  Name,
  Nullable,
  Strict,
  Timestamp,
  Uuid,
} from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { IdsQuery } from '../read-ids.ts'
import { MOVEMENT_TYPES } from './session-record.ts'

export const SESSION_KINDS = ['drawer', 'day'] as const
export const SESSION_STATUSES = ['open', 'closed'] as const

/** An amount that cannot be below zero, such as what lies in a drawer. */
const amountFromZero = (fr: string, en: string) =>
  DecimalInput(3, { minimum: '0', maximum: '999999999', label: text(fr, en) })

export const SessionParams = Strict({ id: Uuid() })

export const SessionOpen = Strict(
  {
    id: Type.Optional(Uuid()),
    opening_float: amountFromZero('Le fonds de caisse', 'The opening float'),
    opened_at: Type.Optional(Nullable(Timestamp())),
    cashier_id: Type.Optional(Nullable(Id())),
  },
  { examples: [{ id: '01a1fca4-7a04-7000-8000-000000000003', opening_float: '100.00' }] },
)
export type SessionOpen = Static<typeof SessionOpen>

export const CashMovementCreate = Strict(
  {
    id: Type.Optional(Uuid()),
    type: Type.Enum([...MOVEMENT_TYPES]),
    amount: Type.Optional(Nullable(Amount({ label: text('Le montant', 'The amount') }))),
    reason: Name(255, { label: text('Le motif', 'The reason') }),
    occurred_at: Type.Optional(Nullable(Timestamp())),
    cashier_id: Type.Optional(Nullable(Id())),
  },
  { examples: [{ type: 'in', amount: '20.00', reason: 'Monnaie' }] },
)
export type CashMovementCreate = Static<typeof CashMovementCreate>

const counted = amountFromZero('Le montant compté', 'The amount counted')
const DenominationCount = Strict({
  denomination: DecimalInput(3, {
    minimum: '0.001',
    maximum: '999999',
    label: text('La coupure', 'The denomination'),
  }),
  count: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
})
/** Sums by payment method: cash always, the others where they are counted too. */
const MethodSums = Strict({
  cash: counted,
  card: Type.Optional(counted),
  cheque: Type.Optional(counted),
  credit: Type.Optional(counted),
  other: Type.Optional(counted),
})

const stated = (fr: string, en: string) => Type.Optional(Amount({ label: text(fr, en) }))
export const StatedTotals = Strict({
  tickets: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  net: stated('Le chiffre d’affaires', 'The revenue'),
  tax: stated('Les taxes', 'The taxes'),
  total: stated('Le total', 'The total'),
  cash: stated('Les espèces', 'The cash'),
})

export const SessionClose = Strict(
  {
    counted: Type.Union([Type.Array(DenominationCount, { maxItems: 100 }), MethodSums], {
      'x-description': text(
        'Pièces et billets, un par un, ou des sommes par mode de paiement : `{cash, card?, …}`.',
        'Coins and notes one by one, or sums by payment method: `{cash, card?, …}`.',
      ),
    }),
    closed_at: Type.Optional(Nullable(Timestamp())),
    last_number: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }))),
    totals: Type.Optional(Nullable(StatedTotals)),
    note: Type.Optional(Nullable(LongText(2000))),
    cashier_id: Type.Optional(Nullable(Id())),
  },
  {
    examples: [
      {
        counted: [
          { denomination: '20.00', count: 18 },
          { denomination: '0.05', count: 1006 },
        ],
        note: 'Il manque une pièce',
      },
    ],
  },
)
export type SessionClose = Static<typeof SessionClose>

export const SESSION_SORTS = {
  id: { sql: 's.id', type: 'uuid' },
  business_day: { sql: 's.business_day', type: 'date' },
} as const satisfies SortColumns

export const SessionList = listQuery({
  sorts: SESSION_SORTS,
  filters: {
    ids: IdsQuery,
    store_id: Type.Optional(Id()),
    register_id: Type.Optional(Id()),
    kind: Type.Optional(Type.Enum([...SESSION_KINDS])),
    status: Type.Optional(Type.Enum([...SESSION_STATUSES])),
    date_from: Type.Optional(Day()),
    date_to: Type.Optional(Day()),
  },
})
export type SessionList = Static<typeof SessionList>

export const SESSION_FIELDS = {
  id: Type.String(),
  store_id: Type.Integer(),
  register_id: Type.Integer(),
  register_name: Nullable(Type.String()),
  kind: Type.Enum([...SESSION_KINDS]),
  status: Type.Enum([...SESSION_STATUSES]),
  business_day: Type.String(),
  currency: Type.String(),
  device_id: Nullable(Type.String()),
  series: Type.Integer(),
  opened_at: Nullable(Type.String()),
  opened_by: Nullable(Type.Integer()),
  opened_by_name: Nullable(Type.String()),
  opening_float: DecimalOutput(),
  taken_over_at: Nullable(Type.String()),
  closed_at: Nullable(Type.String()),
  closed_by: Nullable(Type.Integer()),
  closed_by_name: Nullable(Type.String()),
  z_number: Nullable(Type.Integer()),
  last_number: Nullable(Type.Integer()),
  is_complete: Type.Boolean(),
  missing_records: Type.Integer(),
  expected_cash: Nullable(DecimalOutput()),
  counted_cash: Nullable(DecimalOutput()),
  difference: Nullable(DecimalOutput()),
  difference_note: Nullable(Type.String()),
}
export const SessionItem = Type.Object(SESSION_FIELDS)
export type SessionItem = Static<typeof SessionItem>

export const CashMovementItem = Type.Object({
  id: Type.String(),
  session_id: Type.String(),
  type: Type.Enum([...MOVEMENT_TYPES]),
  amount: DecimalOutput(),
  reason: Nullable(Type.String()),
  cashier_id: Nullable(Type.Integer()),
  actor_name: Type.String(),
  occurred_at: Type.String(),
})
export type CashMovementItem = Static<typeof CashMovementItem>

export const SessionDetail = Type.Object({ ...SESSION_FIELDS, cash_movements: Type.Array(CashMovementItem) })
export type SessionDetail = Static<typeof SessionDetail>
