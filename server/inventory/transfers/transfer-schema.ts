import { type Static, Type } from 'typebox'
import { Day, DecimalOutput, Id, Nullable, Timestamp, Uuid } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { oneOf } from '../schema.ts'
import { ENTRY_KINDS, STEP_KINDS } from './record-step.ts'
import { TRANSFER_ACTIONS, TRANSFER_ORIGINS, TRANSFER_STATUSES } from './transfer-status.ts'

export const TRANSFER_SORTS = {
  id: { sql: 't.id', type: 'bigint' },
  requested_at: { sql: 't.requested_at', type: 'timestamptz' },
  updated_at: { sql: 't.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

const status = oneOf(TRANSFER_STATUSES, {
  description: text(
    '`requested`, `approved`, `picking`, `shipped`\u00a0: en route\u00a0; `partially_received`\u00a0: une partie est encore en route\u00a0; `received`\u00a0: plus rien n’est en route\u00a0; `cancelled`.',
    '`requested`, `approved`, `picking`, `shipped`: under way; `partially_received`: some is still under way; `received`: nothing is under way any more; `cancelled`.',
  ),
})
const origin = oneOf(TRANSFER_ORIGINS, {
  description: text(
    '`request`\u00a0: demandé par la destination\u00a0; `push`\u00a0: offert par la source\u00a0; `replenishment`\u00a0: demandé d’après ce que le réassort propose.',
    '`request`: asked for by the destination; `push`: offered by the source; `replenishment`: asked for by what replenishment proposes.',
  ),
})

export const TransferQuery = listQuery({
  sorts: TRANSFER_SORTS,
  filters: {
    store_id: Type.Optional(Id({ description: text('À l’un des deux bouts.', 'At either end.') })),
    source_id: Type.Optional(Id()),
    destination_id: Type.Optional(Id()),
    variant_id: Type.Optional(Id({ description: text('Où figure cet article.', 'Which this article is on.') })),
    status: Type.Optional(status),
    is_open: Type.Optional(
      Type.Boolean({
        'x-description': text(
          'Ni reçu, ni annulé\u00a0; ou l’un d’eux.',
          'Neither received nor cancelled; or one of them.',
        ),
      }),
    ),
    origin: Type.Optional(origin),
    reference: Type.Optional(Type.String({ maxLength: 100 })),
    date_from: Type.Optional(
      Day({
        description: text(
          'Demandé ce jour-là ou après, à l’heure de la destination.',
          'Asked for on this day or later, in the destination’s own time.',
        ),
      }),
    ),
    date_to: Type.Optional(
      Day({
        description: text(
          'Demandé ce jour-là ou avant, à l’heure de la destination.',
          'Asked for on this day or earlier, in the destination’s own time.',
        ),
      }),
    ),
  },
})
export type TransferFilters = Static<typeof TransferQuery>

const cost = (fr: string, en: string) =>
  Type.Optional(
    DecimalOutput({
      description: text(
        `${fr} Seulement avec la permission products.viewCost.`,
        `${en} Only with the permission products.viewCost.`,
      ),
    }),
  )
const amount = (fr: string, en: string) => DecimalOutput({ description: text(fr, en) })

const BECAME = {
  shipped: amount('Ce qui est parti.', 'What left.'),
  received: amount('Ce qui est arrivé de ce qui est parti.', 'What arrived of what left.'),
  surplus: amount('Ce qui est arrivé en plus.', 'What arrived beyond it.'),
  returned: amount('Ce qui est revenu à la source.', 'What came back to the source.'),
  lost: amount('Ce qui est perdu.', 'What is lost.'),
  in_transit: amount('Ce qui est encore en route.', 'What is still under way.'),
}
const VALUES = {
  shipped_value: cost('Ce que valait ce qui est parti.', 'What the goods that left were worth.'),
  in_transit_value: cost('Ce que vaut ce qui est en route.', 'What the goods under way are worth.'),
}

const TRANSFER = {
  id: Id(),
  source_id: Id(),
  source_name: Type.String(),
  destination_id: Id(),
  destination_name: Type.String(),
  origin,
  status,
  reference: Nullable(Type.String()),
  note: Nullable(Type.String()),
  currency: Type.String(),
  lines_count: Type.Integer(),
  requested: amount('Toutes lignes ensemble.', 'Of all lines together.'),
  approved: Nullable(DecimalOutput()),
  ...BECAME,
  ...VALUES,
  requested_by: Type.String(),
  requested_at: Timestamp(),
  approved_at: Nullable(Timestamp()),
  shipped_at: Nullable(Timestamp()),
  received_at: Nullable(
    Timestamp({
      description: text('Depuis quand plus rien n’est en route.', 'Since when nothing is under way any more.'),
    }),
  ),
  cancelled_at: Nullable(Timestamp()),
  updated_at: Timestamp(),
}
export const Transfers = Type.Array(Type.Partial(Type.Object(TRANSFER)))
export const TRANSFER_FIELDS = Object.keys(TRANSFER)

export const ARTICLE = {
  variant_id: Id(),
  product_id: Id(),
  product_name: Type.String(),
  variant_name: Type.String(),
  sku: Nullable(Type.String()),
}

const LINE = Type.Object({
  line: Type.Integer(),
  ...ARTICLE,
  requested: amount(
    'Rien, pour ce qui est arrivé sans figurer au transfert.',
    'Nothing, of what arrived without being on the transfer.',
  ),
  approved: Nullable(DecimalOutput()),
  picked: Nullable(DecimalOutput()),
  ...BECAME,
  ...VALUES,
})

const STEP = Type.Object({
  step: Type.Integer(),
  kind: oneOf(STEP_KINDS),
  note: Nullable(Type.String()),
  delivery_id: Nullable(Uuid()),
  actor_id: Nullable(Id()),
  actor_name: Type.String(),
  recorded_at: Timestamp(),
  entries: Type.Array(
    Type.Object({
      variant_id: Id(),
      kind: oneOf(ENTRY_KINDS),
      quantity: DecimalOutput(),
      reason: Nullable(Type.String()),
      value: cost('Au coût.', 'At cost.'),
    }),
  ),
})

export const Transfer = Type.Object({
  ...TRANSFER,
  actions: Type.Array(
    oneOf(TRANSFER_ACTIONS, {
      description: text('Les étapes que l’on peut prendre maintenant.', 'The steps that the reader may take now.'),
    }),
  ),
  lines: Type.Array(LINE),
  steps: Type.Array(STEP, {
    'x-description': text('Qui a fait quoi, quand et pourquoi.', 'Who did what, when and why.'),
  }),
})
export type TransferDetail = Static<typeof Transfer>
export type TransferHead = Omit<TransferDetail, 'actions' | 'lines' | 'steps'>

export const PickList = Type.Object({
  id: Id(),
  status,
  reference: Nullable(Type.String()),
  source_name: Type.String(),
  destination_name: Type.String(),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      ...ARTICLE,
      category_name: Nullable(Type.String()),
      barcode: Nullable(Type.String()),
      to_pick: amount(
        'Ce qui est approuvé, ou demandé tant que rien ne l’est.',
        'What is approved, or asked for while nothing is.',
      ),
      picked: Nullable(DecimalOutput()),
      on_hand: amount('Ce que la source a en stock.', 'What the source has on hand.'),
      is_short: Type.Boolean({
        'x-description': text('La source en a moins qu’il n’en faut.', 'The source has less than is needed.'),
      }),
    }),
  ),
})
