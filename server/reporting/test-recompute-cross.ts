import type { FactScope } from './build-fact-query.ts'
import type { CustomDefinition } from './custom/custom-definition.ts'
import type { GroupBy, WeekStart } from './dimensions.ts'
import { divide, figures } from './test-figures.ts'
import {
  ARTICLE_KEYS,
  isInScope,
  type Key,
  keyOfTicket,
  type Ledger,
  type Line,
  type Payment,
  type Sale,
  Sums,
} from './test-recompute.ts'

/** A custom report computed the plain way: every ticket, every line, one after the other. */
class CrossSums extends Sums {
  readonly customers = new Set<number>()
  /** What the payments with the method of this group paid. */
  byMethod = 0
}

export type CrossBlock = { totals: CrossSums; rows: Map<string, CrossSums> }
type Asked = Pick<CustomDefinition, 'dimensions' | 'filters'> & { weekStart: WeekStart }

const has = (values: readonly (string | number | null)[], key: Key): boolean =>
  values.some((value) => (value === null || key === null ? value === key : String(value) === String(key)))

export function recomputeCross(ledger: Ledger, asked: Asked, scope: FactScope): Map<string, CrossBlock> {
  const { dimensions, filters = [], weekStart } = asked
  const blocks = new Map<string, CrossBlock>()
  const ofPayment = filters.find(({ dimension }) => dimension === 'payment_method')
  for (const { sale, lines, payments } of ledger.tickets) {
    if (!isInScope(sale, scope)) continue
    const keyAt = (name: GroupBy, line: Line): Key =>
      ARTICLE_KEYS[name] === undefined
        ? keyOfTicket(sale, payments, name, weekStart, ledger.stores)
        : ARTICLE_KEYS[name](line)
    const kept = lines.filter((line) => filters.every(({ dimension, values }) => has(values, keyAt(dimension, line))))
    // Payments go by themselves: those of a method, whatever the ticket’s main one.
    const isOfTickets = [...dimensions, ...filters.map((filter) => filter.dimension)].every(
      (name) => ARTICLE_KEYS[name] === undefined,
    )
    const isKeptOtherwise =
      isOfTickets &&
      lines.some((line) =>
        filters.every(({ dimension, values }) => dimension === 'payment_method' || has(values, keyAt(dimension, line))),
      )
    const isPaidSo = payments.some(({ method }) => ofPayment !== undefined && has(ofPayment.values, method))
    if (kept.length === 0 && !(isPaidSo && isKeptOtherwise)) continue
    const block = blocks.get(sale.currency) ?? { totals: new CrossSums(), rows: new Map() }
    blocks.set(sale.currency, block)
    const rowOf = (keys: readonly Key[]): CrossSums => {
      const name = JSON.stringify(keys)
      const row = block.rows.get(name) ?? new CrossSums()
      block.rows.set(name, row)
      return row
    }
    for (const line of kept) {
      for (const sums of [block.totals, rowOf(dimensions.map((name) => keyAt(name, line)))]) {
        sums.addLine(line, sale)
        if (sale.kind === 'sale' && sale.customer_id !== null) sums.customers.add(sale.customer_id)
      }
    }
    addTicket(block, rowOf, sale, payments, { ...asked, filters }, { lines, kept, keyAt })
  }
  return blocks
}

type OfTicket = { lines: Line[]; kept: Line[]; keyAt: (name: GroupBy, line: Line) => Key }

/** What belongs to a whole ticket: its rounding, and what its payments paid. */
function addTicket(
  block: CrossBlock,
  rowOf: (keys: readonly Key[]) => CrossSums,
  sale: Sale,
  payments: readonly Payment[],
  { dimensions, filters = [] }: Asked,
  { lines, kept, keyAt }: OfTicket,
): void {
  if ([...dimensions, ...filters.map(({ dimension }) => dimension)].some((name) => ARTICLE_KEYS[name] !== undefined)) {
    if (kept.length > 0) block.totals.rounding += sale.rounding_minor
    return
  }
  const [first] = lines
  if (first === undefined) return
  if (kept.length > 0) {
    for (const sums of [block.totals, rowOf(dimensions.map((name) => keyAt(name, first)))])
      sums.rounding += sale.rounding_minor
  }
  const methods = filters.find(({ dimension }) => dimension === 'payment_method')?.values
  const due = sale.rounding_minor + lines.reduce((sum, line) => sum + line.net_minor + line.tax_minor, 0)
  const paid = payments.map(({ method, amount_minor, change_minor }) => ({
    method,
    amount: amount_minor - change_minor,
  }))
  const unpaid = due - paid.reduce((sum, { amount }) => sum + amount, 0)
  const byMethod: { method: string | null; amount: number }[] = [...paid]
  if (methods === undefined && unpaid !== 0) byMethod.push({ method: null, amount: unpaid })
  for (const { method, amount } of byMethod) {
    if (methods !== undefined && !has(methods, method)) continue
    const keys = dimensions.map((name) => (name === 'payment_method' ? method : keyAt(name, first)))
    if (dimensions.includes('payment_method') || methods !== undefined) rowOf(keys).byMethod += amount
    block.totals.byMethod += amount
  }
}

/** Every measure of a group or of the totals, as the API writes it. */
export function crossFigures(sums: CrossSums, currency: string, { dimensions, filters = [] }: Asked, isRow: boolean) {
  const filtered = filters.map(({ dimension }) => dimension)
  const isArticle = (names: readonly GroupBy[]) => names.some((name) => ARTICLE_KEYS[name] !== undefined)
  const isWithout = isRow ? isArticle([...dimensions, ...filtered]) : isArticle(filtered)
  const ofPayments = filters.find(({ dimension }) => dimension === 'payment_method')
  const base = new Sums()
  Object.assign(base, sums)
  const isByMethod = ofPayments !== undefined || (isRow && dimensions.includes('payment_method'))
  base.paid = isByMethod ? sums.byMethod : sums.net + sums.tax + sums.rounding
  const { collected, ...rest } = figures(base, currency, isWithout)
  return {
    ...rest,
    collected: ofPayments?.values.includes(null) ? null : collected,
    returns_rate: divide(-sums.returns, sums.gross - sums.discounts, 4),
    discounts_rate: divide(sums.discounts, sums.gross, 4),
    active_customers: sums.customers.size,
  }
}
