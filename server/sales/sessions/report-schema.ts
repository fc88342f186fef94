import { type Static, Type } from 'typebox'
import { DecimalOutput, Nullable } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { PAYMENT_METHODS } from '../tickets/ticket.ts'
import { SessionItem, StatedTotals } from './schema.ts'
import { MOVEMENT_TYPES } from './session-record.ts'

const Measures = Type.Object({
  tickets: Type.Integer(),
  return_tickets: Type.Integer(),
  units: DecimalOutput(),
  gross: DecimalOutput(),
  discounts: DecimalOutput(),
  returns: DecimalOutput(),
  net: DecimalOutput(),
  tax: DecimalOutput(),
  total: DecimalOutput(),
  rounding: DecimalOutput(),
  collected: DecimalOutput(),
})
export type PresentedMeasures = Static<typeof Measures>

const Counts = Type.Array(
  Type.Object({
    method: Type.Enum([...PAYMENT_METHODS]),
    expected: DecimalOutput(),
    counted: DecimalOutput(),
    difference: DecimalOutput(),
  }),
)

export const SessionReport = Type.Object({
  kind: Type.Enum(['x', 'z']),
  session: SessionItem,
  anchor: Nullable(
    Type.Object(
      { position: Type.Integer(), hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
      {
        'x-description': text(
          'D’une session fermée : la tête du journal de sa caisse, fermeture comprise. Gardé ailleurs, il prouve que rien n’a changé jusque-là ; null avant que le journal ait tenu les fermetures.',
          'Of a closed session: the head of its register’s journal, with the closing. Kept elsewhere, it proves that nothing has changed up to there; null before the journal held closings.',
        ),
      },
    ),
  ),
  totals: Measures,
  days: Type.Array(Type.Object({ business_day: Type.String(), ...Measures.properties })),
  taxes: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), base: DecimalOutput(), amount: DecimalOutput() }),
  ),
  payments: Nullable(
    Type.Array(
      Type.Object({
        method: Type.Enum([...PAYMENT_METHODS]),
        count: Type.Integer(),
        received: DecimalOutput(),
        change: DecimalOutput(),
        refunded: DecimalOutput(),
        kept: DecimalOutput(),
      }),
    ),
  ),
  cash_movements: Type.Array(
    Type.Object({ type: Type.Enum([...MOVEMENT_TYPES]), count: Type.Integer(), amount: DecimalOutput() }),
  ),
  counts: Counts,
  denominations: Nullable(Type.Array(Type.Object({ denomination: DecimalOutput(), count: Type.Integer() }))),
  stated: Nullable(
    Type.Object({
      ...StatedTotals.properties,
      last_number: Type.Optional(Type.Integer()),
      second_closing: Type.Optional(
        Type.Object({
          closed_at: Type.String(),
          counted_cash: Nullable(DecimalOutput()),
          note: Nullable(Type.String()),
        }),
      ),
    }),
  ),
  late: Type.Object({
    totals: Measures,
    tickets: Type.Array(
      Type.Object({
        id: Type.String(),
        reference: Type.String(),
        business_day: Type.String(),
        occurred_at: Type.String(),
        total: DecimalOutput(),
      }),
    ),
  }),
})
export type SessionReport = Static<typeof SessionReport>
