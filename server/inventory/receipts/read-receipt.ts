import type { Static } from 'typebox'
import { currencyDecimals, formatDecimal, PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { readQuantity, writeQuantity } from '../present.ts'
import type { StockReceipt } from './receipt-schema.ts'

export type ReceiptRow = {
  id: number
  store_id: number
  reference: string | null
  note: string | null
  currency: string
  lines_count: number
  total_quantity: string
  value_minor: string
  actor_id: number | null
  actor_name: string
  received_at: string
  recorded_at: string
}
type LineRow = {
  line_no: number
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  quantity: string
  unit_cost: string
  value_minor: string
  cost_variance_minor: string
}

/** Columns and joins of a stock_receipts `r`. */
export const RECEIPT_COLUMNS = (sql: Queryable): Fragment => sql`
  r.id, r.store_id, r.reference, r.note, s.currency::text, summed.lines_count, summed.total_quantity,
  summed.value_minor::text, r.actor_id, r.actor_name, r.received_at, r.recorded_at`
export const RECEIPT_RELATED = (sql: Queryable): Fragment => sql`
  join stores s on s.id = r.store_id
  cross join lateral (
    select count(*)::int as lines_count, sum(line.quantity) as total_quantity, sum(line.value_minor) as value_minor
    from stock_receipt_lines line where line.store_id = r.store_id and line.receipt_id = r.id
  ) summed`

/**
 * A receipt with its lines.
 *
 * @throws not_found when it is not there, or not for this actor.
 */
export async function readReceipt(sql: Queryable, actor: Actor, id: number): Promise<Static<typeof StockReceipt>> {
  const [[receipt], lines] = await together([
    sql<ReceiptRow[]>`
      select ${RECEIPT_COLUMNS(sql)} from stock_receipts r ${RECEIPT_RELATED(sql)}
      where r.id = ${id} and ${storeScope(sql, actor, 'r.store_id')} and s.deleted_at is null`,
    sql<LineRow[]>`
      select line.line_no, line.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku,
        line.quantity, line.unit_cost, line.value_minor::text, line.cost_variance_minor::text
      from stock_receipts r
      join stock_receipt_lines line on line.store_id = r.store_id and line.receipt_id = r.id
      join product_variants v on v.id = line.variant_id
      join products p on p.id = v.product_id
      where r.id = ${id} order by line.line_no`,
  ])
  if (receipt === undefined) throw platformErrors.not_found()
  const withCost = may(actor, 'products.viewCost')
  const decimals = currencyDecimals(receipt.currency)
  return {
    ...presentReceipt(receipt, withCost),
    lines: lines.map((line) => presentLine(line, withCost, decimals)),
  }
}

/** @param withCost whether the reader may see what things cost */
export function presentReceipt({ value_minor, ...row }: ReceiptRow, withCost: boolean) {
  const receipt = { ...row, total_quantity: writeQuantity(readQuantity(row.total_quantity)) }
  if (!withCost) return receipt
  return { ...receipt, total_cost: formatDecimal(BigInt(value_minor), currencyDecimals(row.currency)) }
}

function presentLine(row: LineRow, withCost: boolean, decimals: number) {
  const { line_no: line, unit_cost, value_minor, cost_variance_minor, ...article } = row
  const shown = { line, ...article, quantity: writeQuantity(readQuantity(row.quantity)) }
  if (!withCost) return shown
  return {
    ...shown,
    unit_cost: formatDecimal(parseDecimal(unit_cost, PRICE_SCALE) ?? 0n, PRICE_SCALE, 2),
    cost: formatDecimal(BigInt(value_minor), decimals),
    cost_variance: formatDecimal(BigInt(cost_variance_minor), decimals),
  }
}
