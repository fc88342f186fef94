import type { Queryable } from '../platform/database/connect.ts'
import type { FactScope } from './build-fact-query.ts'
import type { GroupBy, WeekStart } from './dimensions.ts'

/**
 * The sales report computed the plain way, from all rows and one ticket after the other, sharing nothing with the
 * report but the contract: what the report must equal, whatever the tickets are.
 */
export type Sale = {
  store_id: number
  id: string
  kind: string
  business_day: string
  local_hour: number
  currency: string
  cashier_id: number | null
  customer_id: number | null
  country: string | null
  occurred_at: string
  rounding_minor: number
}
export type Line = {
  sale_id: string
  kind: string
  is_fee: boolean
  product_id: number | null
  variant_id: number | null
  category_id: number | null
  quantity: string
  gross_minor: number
  discount_minor: number
  net_minor: number
  tax_minor: number
  cost_minor: number
}
export type Payment = { sale_id: string; position: number; method: string; amount_minor: number; change_minor: number }
type Store = { id: number; city: string | null; store_group: string | null }

export type Ledger = {
  tickets: { sale: Sale; lines: Line[]; payments: Payment[] }[]
  stores: Map<number, Store>
}

export async function readLedger(sql: Queryable): Promise<Ledger> {
  const sales = await sql<Sale[]>`select * from sales`
  const lines = Map.groupBy(await sql<Line[]>`select * from sale_lines order by line_no`, (line) => line.sale_id)
  const payments = Map.groupBy(
    await sql<Payment[]>`select * from sale_payments order by position`,
    (payment) => payment.sale_id,
  )
  const stores = await sql<Store[]>`select id, city, store_group from stores`
  return {
    tickets: sales.map((sale) => ({ sale, lines: lines.get(sale.id) ?? [], payments: payments.get(sale.id) ?? [] })),
    stores: new Map(stores.map((store) => [store.id, store])),
  }
}

export type Key = string | number | null

/** Amounts in minor units, units in thousandths; small enough here for ordinary numbers. */
export class Sums {
  readonly tickets = new Set<string>()
  units = 0
  gross = 0
  discounts = 0
  returns = 0
  tax = 0
  cost = 0
  rounding = 0
  paid = 0

  addLine(line: Line, sale: Sale): void {
    if (sale.kind === 'sale') this.tickets.add(sale.id)
    if (line.kind !== 'adjustment' && !line.is_fee) this.units += Math.round(Number(line.quantity) * 1000)
    if (line.kind === 'return') this.returns += line.net_minor
    else {
      this.gross += line.gross_minor
      this.discounts += line.discount_minor
    }
    this.tax += line.tax_minor
    this.cost += line.cost_minor
  }

  get net(): number {
    return this.gross - this.discounts + this.returns
  }
}

export type Recomputed = Map<string, { totals: Sums; rows: Map<Key, Sums> }>

export const ARTICLE_KEYS: Partial<Record<GroupBy, (line: Line) => Key>> = {
  category: (line) => line.category_id,
  product: (line) => line.product_id,
  variant: (line) => line.variant_id,
}

export function recompute(ledger: Ledger, groupBy: GroupBy, scope: FactScope, weekStart: WeekStart): Recomputed {
  const blocks: Recomputed = new Map()
  const ofArticle = ARTICLE_KEYS[groupBy]
  for (const { sale, lines, payments } of ledger.tickets) {
    if (!isInScope(sale, scope)) continue
    const block = blocks.get(sale.currency) ?? { totals: new Sums(), rows: new Map<Key, Sums>() }
    blocks.set(sale.currency, block)
    const rowOf = (key: Key): Sums => {
      const row = block.rows.get(key) ?? new Sums()
      block.rows.set(key, row)
      return row
    }
    const key = ofArticle === undefined ? keyOfTicket(sale, payments, groupBy, weekStart, ledger.stores) : null
    const due = sale.rounding_minor + lines.reduce((sum, line) => sum + line.net_minor + line.tax_minor, 0)
    block.totals.paid += due
    block.totals.rounding += sale.rounding_minor
    for (const line of lines) {
      block.totals.addLine(line, sale)
      rowOf(ofArticle === undefined ? key : ofArticle(line)).addLine(line, sale)
    }
    if (ofArticle !== undefined) continue
    rowOf(key).rounding += sale.rounding_minor
    if (groupBy !== 'payment_method') rowOf(key).paid += due
    else payByMethod(payments, due, rowOf)
  }
  return blocks
}

function payByMethod(payments: readonly Payment[], due: number, rowOf: (key: Key) => Sums): void {
  let paid = 0
  for (const payment of payments) {
    const amount = payment.amount_minor - payment.change_minor
    rowOf(payment.method).paid += amount
    paid += amount
  }
  if (paid !== due) rowOf(null).paid += due - paid
}

export function isInScope(sale: Sale, scope: FactScope): boolean {
  if (sale.business_day < scope.from || sale.business_day > scope.to) return false
  if (scope.storeIds !== null && !scope.storeIds.includes(sale.store_id)) return false
  return scope.currency === null || sale.currency === scope.currency
}

export function keyOfTicket(
  sale: Sale,
  payments: readonly Payment[],
  groupBy: GroupBy,
  weekStart: WeekStart,
  stores: Ledger['stores'],
): Key {
  const store = stores.get(sale.store_id)
  switch (groupBy) {
    case 'hour':
      return sale.local_hour
    case 'day':
      return sale.business_day
    case 'weekday':
      return isoWeekday(sale.business_day)
    case 'week':
      return weekStart === 'sunday' ? sundayBefore(sale.business_day) : isoWeek(sale.business_day)
    case 'month':
      return sale.business_day.slice(0, 7)
    case 'year':
      return sale.business_day.slice(0, 4)
    case 'fiscal_year':
      return sale.business_day.slice(0, 4)
    case 'fiscal_quarter':
      return `${sale.business_day.slice(0, 4)}-Q${Math.ceil(Number(sale.business_day.slice(5, 7)) / 3)}`
    case 'store':
      return sale.store_id
    case 'store_group':
      return store?.store_group ?? null
    case 'city':
      return store?.city ?? null
    case 'customer':
      return sale.customer_id
    case 'country':
      return sale.country
    case 'cashier':
      return sale.cashier_id
    default:
      return mainMethod(payments)
  }
}

function mainMethod(payments: readonly Payment[]): string | null {
  let main: Payment | null = null
  const size = (payment: Payment) => Math.abs(payment.amount_minor - payment.change_minor)
  for (const payment of payments) if (main === null || size(payment) > size(main)) main = payment
  return main?.method ?? null
}

const plainDate = (day: string) => Temporal.PlainDate.from(day)
const isoWeekday = (day: string): number => plainDate(day).dayOfWeek
const sundayBefore = (day: string): string =>
  plainDate(day)
    .subtract({ days: isoWeekday(day) % 7 })
    .toString()
const isoWeek = (day: string): string =>
  `${plainDate(day).yearOfWeek}-W${String(plainDate(day).weekOfYear).padStart(2, '0')}`
