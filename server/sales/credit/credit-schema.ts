import { type Static, Type } from 'typebox'
import { Amount, DecimalOutput, Id, Name, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { CreditBalance } from '../customers/customer-schema.ts'
import { CREDIT_MOVEMENT_KINDS } from './post-credit.ts'

const CurrencyCode = () =>
  Type.String({
    pattern: '^[A-Z]{3}$',
    'x-label': text('La monnaie', 'The currency'),
    'x-description': text('Trois lettres : `CAD`, `EUR`.', 'Three letters: `CAD`, `EUR`.'),
  })

export const CreditChange = Strict({
  amount: Amount({
    label: text('Le montant', 'The amount'),
    description: text('Négatif pour un retrait.', 'Negative to withdraw.'),
  }),
  currency: Type.Optional(Nullable(CurrencyCode())),
  reason: Name(500, { label: text('La raison', 'The reason') }),
})
export type CreditChangeInput = Static<typeof CreditChange>

export const CreditMovementData = Type.Object({
  id: Id(),
  customer_id: Id(),
  kind: Type.Enum([...CREDIT_MOVEMENT_KINDS]),
  currency: Type.String(),
  amount: DecimalOutput(),
  balance_after: DecimalOutput(),
  reason: Nullable(Type.String()),
  store_id: Nullable(Id()),
  sale_id: Nullable(Type.String()),
  other_customer_id: Nullable(Id()),
  actor_id: Nullable(Id()),
  actor_name: Nullable(Type.String()),
  recorded_at: Timestamp(),
})
export type CreditMovementItem = Static<typeof CreditMovementData>

export const CreditData = Type.Object({
  customer_id: Id(),
  balances: Type.Array(CreditBalance),
  movements: Type.Array(CreditMovementData),
})

export const CREDIT_SORTS = {
  id: { sql: 'm.id', type: 'bigint' },
  recorded_at: { sql: 'm.recorded_at', type: 'timestamptz' },
} as const satisfies SortColumns

const {
  q: _q,
  fields: _fields,
  ids: _ids,
  ...LIST
} = listQuery({
  sorts: CREDIT_SORTS,
  filters: {
    currency: Type.Optional(CurrencyCode()),
    kind: Type.Optional(Type.Enum([...CREDIT_MOVEMENT_KINDS])),
  },
}).properties
export const CreditQuery = Strict(LIST)
export type CreditQuery = Static<typeof CreditQuery>
