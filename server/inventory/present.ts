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
  /** Without what ran out and waits for its end. */
  reserved: string
  in_transit: string
  status: StockStatus
  reorder_point: string | null
  target: string | null
  pack_size: string | null
  lead_time_days: number | null
  last_sold_at: string | null
  value_minor: string
  in_transit_value_minor: string
  updated_at: string
}

/** @param withCost whether the reader may see what things cost */
export function presentLevel(row: LevelRow, withCost: boolean): Static<typeof StockLevel> {
  const onHand = readQuantity(row.on_hand)
  const reserved = readQuantity(row.reserved)
  const level = {
    store_id: row.store_id,
    variant_id: row.variant_id,
    product_id: row.product_id,
    product_name: row.product_name,
    variant_name: row.variant_name,
    sku: row.sku,
    category_id: row.category_id,
    on_hand: writeQuantity(onHand),
    reserved: writeQuantity(reserved),
    in_transit: writeQuantity(readQuantity(row.in_transit)),
    available: writeQuantity(onHand - reserved),
    status: row.status,
    reorder_point: writeOptional(row.reorder_point),
    target: writeOptional(row.target),
    pack_size: writeOptional(row.pack_size),
    lead_time_days: row.lead_time_days,
    last_sold_at: row.last_sold_at,
    currency: row.currency,
    updated_at: row.updated_at,
  }
  if (!withCost) return level
  const decimals = currencyDecimals(row.currency)
  const value = BigInt(row.value_minor)
  return {
    ...level,
    average_cost: averageCost(onHand, value, decimals),
    value: formatDecimal(value, decimals),
    in_transit_value: formatDecimal(BigInt(row.in_transit_value_minor), decimals),
  }
}

/** What names an article and values it. */
type ArticleColumns = Pick<
  LevelRow,
  'store_id' | 'variant_id' | 'product_id' | 'product_name' | 'variant_name' | 'sku' | 'currency' | 'value_minor'
>

export type MovementRow = ArticleColumns & {
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
    reference_url: referenceUrl(row),
    actor_id: row.actor_id,
    actor_name: row.actor_name,
    occurred_at: row.occurred_at,
    recorded_at: row.recorded_at,
  }
  if (!withCost) return movement
  const decimals = currencyDecimals(row.currency)
  const value = BigInt(row.value_minor)
  const unitCost = averageCost(readQuantity(row.quantity), value, decimals)
  return { ...movement, value: formatDecimal(value, decimals), unit_cost: unitCost }
}

/** Where what a movement refers to can be read, by the kind of reference; other kinds have no page of their own. */
const REFERENCE_PATHS: ReadonlyMap<string, string> = new Map([
  ['ticket', '/api/v1/sales/'],
  ['stock_receipt', '/api/v1/stock-receipts/'],
  ['stocktake', '/api/v1/stocktakes/'],
  ['transfer', '/api/v1/transfers/'],
])

function referenceUrl({ reference_type: type, reference_id: id }: MovementRow): string | null {
  const path = type === null ? undefined : REFERENCE_PATHS.get(type)
  return path === undefined || id === null ? null : path + id
}

export const readQuantity = (decimal: string): bigint => parseDecimal(decimal, QUANTITY_SCALE) ?? 0n
export const writeQuantity = (quantity: bigint): string => formatDecimal(quantity, QUANTITY_SCALE, 0)
export const writeOptional = (decimal: string | null): string | null =>
  decimal === null ? null : writeQuantity(readQuantity(decimal))

/** A unit cost with at most four decimals; null when nothing is there to have one. */
function averageCost(onHand: bigint, valueMinor: bigint, decimals: number): string | null {
  if (onHand === 0n) return null
  const factor = 10n ** BigInt(PRICE_SCALE - decimals + QUANTITY_SCALE)
  return formatDecimal(divideRounded(valueMinor * factor, onHand), PRICE_SCALE, 2)
}
