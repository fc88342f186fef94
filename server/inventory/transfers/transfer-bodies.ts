import { type Static, type TSchema, Type } from 'typebox'
import { Id, Name, Nullable, Quantity, Strict, Uuid } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { oneOf } from '../schema.ts'
import { OUTCOMES } from './transfer-status.ts'

/** Of a request; what replenishment asks for is bounded by the same. */
export const MOST_LINES = 1000

const REFERENCE = Type.Optional(
  Nullable(
    Name(100, {
      label: text('La référence', 'The reference'),
      description: text('Celle de la chaîne\u00a0: un bon, une tournée.', 'The chain’s own: a slip, a round.'),
    }),
  ),
)
const NOTE = Type.Optional(Nullable(Name(500, { label: text('La note', 'The note') })))
const VARIANT_ID = Id({ label: text('L’article', 'The article') })
const quantity = (minimum: '0' | '0.001') => Quantity({ minimum, label: text('La quantité', 'The quantity') })

const lines = <Line extends TSchema>(line: Line) =>
  Type.Array(line, {
    minItems: 1,
    maxItems: MOST_LINES,
    'x-label': text('Les lignes', 'The lines'),
    'x-description': text('Chaque article une fois.', 'Each article once.'),
  })
const REQUESTED_LINES = lines(Strict({ variant_id: VARIANT_ID, quantity: quantity('0.001') }))
const QUANTITIES = lines(Strict({ variant_id: VARIANT_ID, quantity: quantity('0') }))

export const TransferBody = Strict(
  {
    source_id: Id({ label: text('La source', 'The source') }),
    destination_id: Id({ label: text('La destination', 'The destination') }),
    reference: REFERENCE,
    note: NOTE,
    lines: REQUESTED_LINES,
  },
  { examples: [{ source_id: 6, destination_id: 1, lines: [{ variant_id: 1, quantity: '24' }] }] },
)
export type TransferInput = Static<typeof TransferBody>

/** What is given changes; lines take the place of all that were. */
export const TransferUpdate = Strict(
  { reference: REFERENCE, note: NOTE, lines: Type.Optional(REQUESTED_LINES) },
  { examples: [{ lines: [{ variant_id: 1, quantity: '36' }] }] },
)
export type TransferChange = Static<typeof TransferUpdate>

export const QuantitiesBody = Strict(
  { note: NOTE, lines: Type.Optional(QUANTITIES) },
  { examples: [{ lines: [{ variant_id: 1, quantity: '12' }] }] },
)
export type QuantitiesInput = Static<typeof QuantitiesBody>

export const PickBody = Strict(
  { note: NOTE, lines: QUANTITIES },
  { examples: [{ lines: [{ variant_id: 1, quantity: '12' }] }] },
)
export type PickInput = Static<typeof PickBody>

const WHY = text('Le motif', 'The reason')

export const ReceiveBody = Strict(
  {
    id: Type.Optional(
      Uuid({
        description: text(
          'L’identifiant que le receveur donne à cette livraison\u00a0; elle n’entre qu’une fois.',
          'The id that the receiver gives this delivery; it comes in once.',
        ),
      }),
    ),
    note: NOTE,
    lines: Type.Optional(
      lines(
        Strict({
          variant_id: VARIANT_ID,
          quantity: quantity('0.001'),
          surplus: Type.Optional(
            Type.Boolean({
              'x-description': text(
                'Il peut en être arrivé plus qu’il n’y en a en route, ou sans que le transfert en parle : ce qui dépasse entre comme surplus. Sinon, c’est refusé.',
                'More of it may have arrived than is under way, or without the transfer speaking of it: what is beyond comes in as a surplus. Refused otherwise.',
              ),
            }),
          ),
          reason: Type.Optional(Nullable(Name(500, { label: WHY }))),
        }),
      ),
    ),
  },
  {
    examples: [{ id: '0198f2c4-7b1d-7c43-9a53-0d2f6f0b7a11', lines: [{ variant_id: 1, quantity: '11' }] }],
  },
)
export type ReceiveInput = Static<typeof ReceiveBody>

export const SettleBody = Strict(
  {
    note: NOTE,
    lines: lines(
      Strict({
        variant_id: VARIANT_ID,
        outcome: oneOf(OUTCOMES, {
          description: text(
            '`returned`\u00a0: la source les a reçus\u00a0; `lost`\u00a0: perdus.',
            '`returned`: the source has received them; `lost`: lost.',
          ),
        }),
        quantity: quantity('0.001'),
        reason: Name(500, { label: WHY }),
      }),
    ),
  },
  { examples: [{ lines: [{ variant_id: 1, outcome: 'lost', quantity: '1', reason: 'Carton tombé du camion' }] }] },
)
export type SettleInput = Static<typeof SettleBody>

export const NoteBody = Strict({ note: NOTE }, { examples: [{ note: 'Demandé deux fois' }] })
export type NoteInput = Static<typeof NoteBody>
