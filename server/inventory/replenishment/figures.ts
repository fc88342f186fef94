import type { Velocity } from '../levels/suggest-targets.ts'
import { readQuantity } from '../present.ts'

/** What says whether a store needs more of an article; quantities in thousandths. */
export type Figures = {
  readonly onHand: bigint
  readonly reserved: bigint
  readonly inTransit: bigint
  /** Of transfers to the store that have not left yet. */
  readonly requested: bigint
  readonly reorderPoint: bigint | null
  readonly target: bigint | null
  readonly packSize: bigint | null
  readonly leadTimeDays: number | null
  readonly velocity: Velocity
  /** What the supplier has and has promised to nobody, and what of it is asked for already. */
  readonly sourceAvailable: bigint
  readonly sourceClaimed: bigint
}

export type FiguresRow = Velocity & {
  on_hand: string
  reserved: string
  in_transit: string
  requested: string
  reorder_point: string | null
  target: string | null
  pack_size: string | null
  lead_time_days: number | null
  source_available: string
  source_claimed: string
}

export const readFigures = (row: FiguresRow): Figures => ({
  onHand: readQuantity(row.on_hand),
  reserved: readQuantity(row.reserved),
  inTransit: readQuantity(row.in_transit),
  requested: readQuantity(row.requested),
  reorderPoint: readOptional(row.reorder_point),
  target: readOptional(row.target),
  packSize: readOptional(row.pack_size),
  leadTimeDays: row.lead_time_days,
  velocity: { days: row.days, sold: row.sold, squares: row.squares },
  sourceAvailable: readQuantity(row.source_available),
  sourceClaimed: readQuantity(row.source_claimed),
})

const readOptional = (decimal: string | null): bigint | null => (decimal === null ? null : readQuantity(decimal))
