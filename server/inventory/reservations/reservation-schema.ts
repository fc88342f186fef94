import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Name, Nullable, Quantity, Strict, Timestamp, Uuid } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { oneOf } from '../schema.ts'

/** The list of the schema's check. */
export const RESERVATION_STATUSES = ['active', 'consumed', 'released', 'expired'] as const

const expiresAt = Timestamp({
  label: text('L’échéance', 'The expiry'),
  description: text('À venir, et dans un an au plus.', 'Still to come, and within a year.'),
})

export const ReservationBody = Strict(
  {
    store_id: Id({ label: text('Le magasin', 'The store') }),
    variant_id: Id({ label: text('L’article', 'The article') }),
    quantity: Quantity({ minimum: '0.001', label: text('La quantité', 'The quantity') }),
    expires_at: Type.Optional(expiresAt),
    reference: Type.Optional(
      Nullable(
        Name(100, {
          label: text('La référence', 'The reference'),
          description: text(
            'Pour qui ou pour quoi\u00a0: une commande, un nom.',
            'For whom or for what: an order, a name.',
          ),
        }),
      ),
    ),
  },
  { examples: [{ store_id: 1, variant_id: 1, quantity: '2', reference: 'Commande 1042' }] },
)
export type ReservationInput = Static<typeof ReservationBody>

export const ReservationUpdate = Strict(
  { expires_at: expiresAt },
  { examples: [{ expires_at: '2027-01-31T17:00:00Z' }] },
)

export const RESERVATION_SORTS = {
  id: { sql: 'r.id', type: 'bigint' },
  // A cursor passes a date, which infinity is not.
  expires_at: { sql: `least(r.expires_at, timestamptz '9999-12-31')`, type: 'timestamptz' },
} as const satisfies SortColumns

const status = oneOf(RESERVATION_STATUSES, {
  description: text(
    '`active`\u00a0: en cours\u00a0; `consumed`\u00a0: vendue\u00a0; `released`\u00a0: rendue\u00a0; `expired`\u00a0: échue.',
    '`active`: runs; `consumed`: sold; `released`: given up; `expired`: ran out.',
  ),
})

export const ReservationQuery = listQuery({
  sorts: RESERVATION_SORTS,
  filters: {
    store_id: Type.Optional(Id()),
    variant_id: Type.Optional(Id()),
    status: Type.Optional(status),
    reference: Type.Optional(Type.String({ maxLength: 100 })),
  },
})
export type ReservationFilters = Static<typeof ReservationQuery>

const RESERVATION = {
  id: Id(),
  store_id: Id(),
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
  quantity: DecimalOutput(),
  consumed: DecimalOutput({ description: text('Ce que des ventes en ont pris.', 'What sales have taken of it.') }),
  remaining: DecimalOutput({ description: text('Ce qui reste promis.', 'What is still promised.') }),
  status,
  expires_at: Nullable(
    Timestamp({
      description: text(
        'null pour un transfert approuvé\u00a0: elle finit avec l’expédition.',
        'null for an approved transfer: it ends with the shipment.',
      ),
    }),
  ),
  reference: Nullable(Type.String()),
  sale_id: Nullable(
    Uuid({ description: text('La dernière vente qui en a pris.', 'The last sale that took some of it.') }),
  ),
  transfer_id: Nullable(
    Id({
      description: text(
        'Le transfert auquel c’est promis\u00a0; elle n’est alors ni à vendre, ni à rendre.',
        'The transfer that it is promised to; then it is neither for sale nor to be given up.',
      ),
    }),
  ),
  actor_id: Nullable(Id()),
  actor_name: Type.String(),
  created_at: Timestamp(),
  ended_at: Nullable(Timestamp()),
}
export const Reservation = Type.Object(RESERVATION)
export type ReservationItem = Static<typeof Reservation>
export const Reservations = Type.Array(Type.Partial(Reservation))
export const RESERVATION_FIELDS = Object.keys(RESERVATION)
