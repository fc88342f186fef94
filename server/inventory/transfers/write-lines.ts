import { formatDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { type Column, forSet, givenRows, insertSet } from '../../platform/database/insert-set.ts'

/** A line of a transfer; the store is the destination. */
export type LineKey = { readonly destinationId: number; readonly transferId: number; readonly variantId: number }

/** Quantities are written with their three decimals. */
export const quantityCell = (quantity: bigint | null): string | null =>
  quantity === null ? null : formatDecimal(quantity, QUANTITY_SCALE)

const keyColumns = [
  ['store_id', 'bigint', (line) => line.destinationId],
  ['transfer_id', 'bigint', (line) => line.transferId],
  ['variant_id', 'bigint', (line) => line.variantId],
] as const satisfies readonly Column<LineKey>[]
const OF_LINE = `line.store_id = given.store_id and line.transfer_id = given.transfer_id
  and line.variant_id = given.variant_id`

/** Quantities in thousandths. */
export type NewLine = LineKey & { readonly lineNumber: number; readonly requested: bigint; readonly surplus?: bigint }
export const insertLines = insertSet<NewLine>('stock_transfer_lines', [
  ...keyColumns,
  ['line_no', 'int', (line) => line.lineNumber],
  ['requested', 'numeric', (line) => quantityCell(line.requested)],
  ['surplus', 'numeric', (line) => quantityCell(line.surplus ?? 0n)],
])

export type Approval = LineKey & { readonly quantity: bigint }
const quantityColumns: readonly Column<Approval>[] = [
  ...keyColumns,
  ['quantity', 'numeric', (line) => quantityCell(line.quantity)],
]
export const approveLines = forSet(
  quantityColumns,
  `update stock_transfer_lines line set approved = given.quantity from ${givenRows(quantityColumns)} where ${OF_LINE}`,
)
export const pickLines = forSet(
  quantityColumns,
  `update stock_transfer_lines line set picked = given.quantity from ${givenRows(quantityColumns)} where ${OF_LINE}`,
)

/** What leaves, and what it is worth. */
export type Shipment = LineKey & { readonly quantity: bigint; readonly valueMinor: bigint }
const shipmentColumns: readonly Column<Shipment>[] = [
  ...keyColumns,
  ['quantity', 'numeric', (line) => quantityCell(line.quantity)],
  ['value_minor', 'bigint', (line) => line.valueMinor],
]
export const shipLines = forSet(
  shipmentColumns,
  `update stock_transfer_lines line
   set shipped = given.quantity, shipped_value_minor = given.value_minor, in_transit_value_minor = given.value_minor
   from ${givenRows(shipmentColumns)} where ${OF_LINE}`,
)

/** What has become of goods under way, and the value that is under way no more; what was not sent has none. */
export type Arrival = LineKey & {
  readonly received: bigint
  readonly surplus: bigint
  readonly returned: bigint
  readonly lost: bigint
  readonly valueMinor: bigint
}
const arrivalColumns: readonly Column<Arrival>[] = [
  ...keyColumns,
  ['received', 'numeric', (line) => quantityCell(line.received)],
  ['surplus', 'numeric', (line) => quantityCell(line.surplus)],
  ['returned', 'numeric', (line) => quantityCell(line.returned)],
  ['lost', 'numeric', (line) => quantityCell(line.lost)],
  ['value_minor', 'bigint', (line) => line.valueMinor],
]
export const addToLines = forSet(
  arrivalColumns,
  `update stock_transfer_lines line
   set received = line.received + given.received, surplus = line.surplus + given.surplus,
     returned = line.returned + given.returned, lost = line.lost + given.lost,
     in_transit_value_minor = line.in_transit_value_minor - given.value_minor
   from ${givenRows(arrivalColumns)} where ${OF_LINE}`,
)

/** A change of what is on its way to a store; its level is locked. */
export type TransitChange = {
  readonly storeId: number
  readonly variantId: number
  /** Thousandths, positive for what leaves the source. */
  readonly quantity: bigint
  readonly valueMinor: bigint
}
const transitColumns: readonly Column<TransitChange>[] = [
  ['store_id', 'bigint', (change) => change.storeId],
  ['variant_id', 'bigint', (change) => change.variantId],
  ['quantity', 'numeric', (change) => quantityCell(change.quantity)],
  ['value_minor', 'bigint', (change) => change.valueMinor],
]
export const changeTransit = forSet(
  transitColumns,
  `update stock_levels level
   set in_transit = level.in_transit + given.quantity,
     in_transit_value_minor = level.in_transit_value_minor + given.value_minor, updated_at = now()
   from ${givenRows(transitColumns)} where level.store_id = given.store_id and level.variant_id = given.variant_id`,
)
