import { type Static, Type } from 'typebox'
import {
  Amount,
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
import { Discount, MAX_LINES, SaleLine } from '../tickets/schema.ts'

const ParkedName = () =>
  Name(100, {
    label: text('Le nom du ticket en attente', 'The parked ticket’s name'),
    description: text('Sous lequel on le retrouve : « Mme Roy », « table 4 ».', 'Under which it is found again.'),
  })
const Lines = () => Type.Array(SaleLine, { minItems: 1, maxItems: MAX_LINES })

const optional = {
  register_id: Type.Optional(Nullable(Id())),
  customer_id: Type.Optional(Nullable(Id())),
  note: Type.Optional(Nullable(LongText(2000))),
  discount: Type.Optional(Discount),
  total: Type.Optional(
    Nullable(Amount({ description: text('Comme la caisse l’affichait.', 'As the till showed it.') })),
  ),
}

export const ParkBody = Strict({
  id: Type.Optional(Uuid()),
  store_id: Id({ label: text('Le magasin', 'The store') }),
  name: ParkedName(),
  lines: Lines(),
  ...optional,
})
export const ParkUpdate = Strict({
  name: Type.Optional(ParkedName()),
  lines: Type.Optional(Lines()),
  ...optional,
})
export type ParkInput = Static<typeof ParkBody>
export type ParkUpdateInput = Static<typeof ParkUpdate>

export const ResumeBody = Strict({
  register_id: Type.Optional(Nullable(Id({ label: text('La caisse', 'The register') }))),
})

/** What a line says of itself, in the form in which a sale takes it. */
const ParkedLine = Type.Object({
  variant_id: Nullable(Id()),
  sku: Nullable(Type.String()),
  barcode: Nullable(Type.String()),
  description: Nullable(Type.String()),
  tax_class: Nullable(Type.String()),
  quantity: Nullable(DecimalOutput()),
  unit_price: Nullable(DecimalOutput()),
  discount: Nullable(Type.Object({ type: Type.Enum(['percent', 'amount']), value: DecimalOutput() })),
})
export type ParkedLineItem = Static<typeof ParkedLine>

export const ParkedSale = Type.Object({
  id: Type.String(),
  store_id: Id(),
  register_id: Nullable(Id()),
  name: Type.String(),
  customer_id: Nullable(Id()),
  note: Nullable(Type.String()),
  lines: Type.Array(ParkedLine),
  discount: Nullable(Type.Object({ type: Type.Enum(['percent', 'amount']), value: DecimalOutput() })),
  total: Nullable(DecimalOutput()),
  parked_by: Type.String(),
  resumed_at: Nullable(Timestamp()),
  resumed_by: Nullable(Type.String()),
  resumed_register_id: Nullable(Id()),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
export type ParkedSaleItem = Static<typeof ParkedSale>

export const PARKED_SORTS = {
  id: { sql: 'p.id', type: 'uuid' },
  name: { sql: 'p.name collate "fr-x-icu"', type: 'text' },
  created_at: { sql: 'p.created_at', type: 'timestamptz' },
  updated_at: { sql: 'p.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

const { ids: _ids, ...LIST } = listQuery({
  sorts: PARKED_SORTS,
  filters: {
    store_id: Type.Optional(Id()),
    register_id: Type.Optional(Id()),
    customer_id: Type.Optional(Id()),
    is_resumed: Type.Optional(
      Type.Boolean({
        'x-description': text('true : ceux qui furent repris.', 'true: those that were resumed.'),
      }),
    ),
  },
}).properties
export const ParkedList = Strict(LIST)
export type ParkedListQuery = Static<typeof ParkedList>
