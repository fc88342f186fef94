import type { Static } from 'typebox'
import {
  currencyDecimals,
  divideRounded,
  formatDecimal,
  PRICE_SCALE,
  parseDecimal,
  QUANTITY_SCALE,
} from '../../rules/index.ts'
import type { MovementKind } from './post-movements.ts'
import type { StockLevel, StockMovement, StockStatus } from './schema.ts'

export type LevelRow = {
  store_id: number
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  category_id: number | null
  currency: string
  on_hand: string
  value_minor: string
  updated_at: string
}

/** @param withCost whether the reader may see what things cost */
export function presentLevel(row: LevelRow, withCost: boolean): Static<typeof StockLevel> {
  const onHand = readQuantity(row.on_hand)
  const level = {
    store_id: row.store_id,
    variant_id: row.variant_id,
    product_id: row.product_id,
    product_name: row.product_name,
    variant_name: row.variant_name,
    sku: row.sku,
    category_id: row.category_id,
    on_hand: writeQuantity(onHand),
    status: statusOf(onHand),
    currency: row.currency,
    updated_at: row.updated_at,
  }
  if (!withCost) return level
  const decimals = currencyDecimals(row.currency)
  const value = BigInt(row.value_minor)
  return { ...level, average_cost: averageCost(onHand, value, decimals), value: formatDecimal(value, decimals) }
}

export type MovementRow = Omit<LevelRow, 'on_hand' | 'updated_at' | 'category_id'> & {
  id: number
  kind: MovementKind
  quantity: string
  balance_after: string
  reason: string | null
  reference_type: string | null
  reference_id: string | null
  reference_line: number | null
  actor_id: number | null
  actor_name: string
  occurred_at: string
  recorded_at: string
}

/** @param withCost whether the reader may see what things cost */
export function presentMovement(row: MovementRow, withCost: boolean): Static<typeof StockMovement> {
  const movement = {
    id: row.id,
    store_id: row.store_id,
    variant_id: row.variant_id,
    product_id: row.product_id,
    product_name: row.product_name,
    variant_name: row.variant_name,
    sku: row.sku,
    kind: row.kind,
    quantity: writeQuantity(readQuantity(row.quantity)),
    balance_after: writeQuantity(readQuantity(row.balance_after)),
    reason: row.reason,
    reference_type: row.reference_type,
    reference_id: row.reference_id,
    reference_line: row.reference_line,
    actor_id: row.actor_id,
    actor_name: row.actor_name,
    occurred_at: row.occurred_at,
    recorded_at: row.recorded_at,
  }
  if (!withCost) return movement
  return { ...movement, value: formatDecimal(BigInt(row.value_minor), currencyDecimals(row.currency)) }
}

const readQuantity = (decimal: string): bigint => parseDecimal(decimal, QUANTITY_SCALE) ?? 0n
const writeQuantity = (quantity: bigint): string => formatDecimal(quantity, QUANTITY_SCALE, 0)
const statusOf = (onHand: bigint): StockStatus => (onHand > 0n ? 'in' : onHand < 0n ? 'negative' : 'out')

/** A unit cost with at most four decimals; null when nothing is there to have one. */
function averageCost(onHand: bigint, valueMinor: bigint, decimals: number): string | null {
  if (onHand === 0n) return null
  const factor = 10n ** BigInt(PRICE_SCALE - decimals + QUANTITY_SCALE)
  return formatDecimal(divideRounded(valueMinor * factor, onHand), PRICE_SCALE, 2)
}
