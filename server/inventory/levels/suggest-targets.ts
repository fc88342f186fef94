/** What an article sold in a store over a number of days; returns count against it. Units or kilograms. */
export type Velocity = {
  readonly days: number
  readonly sold: number
  /** The sum of the squares of what each day sold. */
  readonly squares: number
}

export type Supply = { readonly leadTimeDays: number; readonly packSize: number }

/** Where the store has not said otherwise. */
export const LEAD_TIME_DAYS_DEFAULT = 7
export const PACK_SIZE_DEFAULT = 1

/** Of a hundred deliveries, about ninety-five arrive before the last unit is sold. */
const SERVICE_FACTOR = 1.65
/** What an order is to last for. */
const COVER_DAYS = 14
/** Below this a difference is the fault of binary fractions, not a unit more. */
const TOLERANCE = 1e-6

/**
 * The levels that sales suggest, in whole units, by the usual rule for a demand that varies (Silver, Pyke and Thomas,
 * “Inventory and Production Management in Supply Chains”, reorder points with safety stock): what sells while a delivery
 * is under way, and 1.65 standard deviations of it; then two weeks of sales above that, in whole packs. null when nothing
 * was sold: there is nothing to conclude from.
 *
 * These are estimates, not accounts: they are computed as ordinary numbers.
 */
export function suggestTargets(
  { days, sold, squares }: Velocity,
  { leadTimeDays, packSize }: Supply,
): { reorderPoint: number; target: number } | null {
  const mean = sold / days
  if (mean <= 0) return null
  const deviation = Math.sqrt(Math.max(0, squares / days - mean * mean))
  const reorderPoint = roundUp(mean * leadTimeDays + SERVICE_FACTOR * deviation * Math.sqrt(leadTimeDays))
  const packs = Math.max(1, roundUp((mean * COVER_DAYS) / packSize))
  return { reorderPoint, target: reorderPoint + packs * packSize }
}

const roundUp = (quantity: number): number => Math.max(0, Math.ceil(quantity - TOLERANCE))
