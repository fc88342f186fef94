import { QUANTITY_SCALE } from '../../../rules/index.ts'
import { LEAD_TIME_DAYS_DEFAULT, PACK_SIZE_DEFAULT, suggestTargets } from '../levels/suggest-targets.ts'
import type { Figures } from './figures.ts'

const UNIT = 10n ** BigInt(QUANTITY_SCALE)

/** What a store needs of an article, and why; quantities in thousandths. */
export type Need = {
  /** What there is, is promised to nobody, is on its way or is asked for. */
  readonly position: bigint
  readonly reorderPoint: bigint
  readonly target: bigint
  /** Whether the store has said what it wants to have, or its sales suggest it. */
  readonly basis: 'levels' | 'sales'
  readonly packSize: bigint
  readonly leadTimeDays: number
  /** Units or kilograms. */
  readonly dailySales: number
  /** In whole packs, up to the target or a little above. */
  readonly wanted: bigint
}

/**
 * What a store needs of an article: nothing while what there is and what will come lies above the reorder point, else so many
 * packs as reach the target. Levels that the store has not set are those that its sales suggest. null where it needs none.
 */
export function computeNeed(figures: Figures): Need | null {
  const levels = levelsOf(figures)
  if (levels === null) return null
  const position = figures.onHand - figures.reserved + figures.inTransit + figures.requested
  if (position > levels.reorderPoint || position >= levels.target) return null
  const { packSize } = levels
  const packs = (levels.target - position + packSize - 1n) / packSize
  return { ...levels, position, wanted: packs * packSize }
}

function levelsOf(figures: Figures): Omit<Need, 'position' | 'wanted'> | null {
  const packSize = figures.packSize ?? toThousandths(PACK_SIZE_DEFAULT)
  const leadTimeDays = figures.leadTimeDays ?? LEAD_TIME_DAYS_DEFAULT
  const { velocity } = figures
  const suggested = suggestTargets(velocity, { leadTimeDays, packSize: Number(packSize) / Number(UNIT) })
  const suggestedPoint = suggested === null ? null : toThousandths(suggested.reorderPoint)
  const suggestedTarget = suggested === null ? null : toThousandths(suggested.target)
  const reorderPoint = figures.reorderPoint ?? least(suggestedPoint, figures.target)
  const target = figures.target ?? greatest(suggestedTarget, figures.reorderPoint)
  if (reorderPoint === null || target === null) return null
  const isSet = figures.reorderPoint !== null || figures.target !== null
  const dailySales = Math.max(0, velocity.sold / velocity.days)
  return { reorderPoint, target, basis: isSet ? 'levels' : 'sales', packSize, leadTimeDays, dailySales }
}

const toThousandths = (units: number): bigint => BigInt(Math.round(units * Number(UNIT)))

/** Of those that there are. */
const least = (left: bigint | null, right: bigint | null) =>
  left === null || right === null ? (left ?? right) : left < right ? left : right
const greatest = (left: bigint | null, right: bigint | null) =>
  left === null || right === null ? (left ?? right) : left > right ? left : right

/** What a store may have of goods that several want. */
export type Share = {
  /** What may be ordered, thousandths. */
  readonly quantity: bigint
  /** What keeps it below what is wanted. */
  readonly limitedBy: 'source' | 'sharing' | null
}

/**
 * Shares goods that are scarce: each store gets the same part of what it wants, in whole packs, or in whole units where its
 * part is less than a pack. What rounding leaves stays with the supplier.
 *
 * @param available what the supplier can give, thousandths; below nothing it can give nothing
 * @param others what the other stores want
 */
export function shareGoods(available: bigint, own: Pick<Need, 'wanted' | 'packSize'>, others: bigint): Share {
  const supply = available > 0n ? available : 0n
  const all = own.wanted + others
  if (all <= supply) return { quantity: own.wanted, limitedBy: null }
  if (others > 0n) return { quantity: wholePacks((supply * own.wanted) / all, own.packSize), limitedBy: 'sharing' }
  return { quantity: wholePacks(supply, own.packSize), limitedBy: 'source' }
}

function wholePacks(quantity: bigint, packSize: bigint): bigint {
  const step = quantity >= packSize ? packSize : UNIT
  return quantity - (quantity % step)
}
