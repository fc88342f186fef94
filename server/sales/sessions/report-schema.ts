import { type Static, Type } from 'typebox'
import { DecimalOutput, Nullable } from '../../platform/http/fields.ts'
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
