import type { Text } from '../../platform/text.ts'
import type { Unit } from '../measures.ts'

/**
 * What a cell holds. id: a number that nobody adds up; day: `YYYY-MM-DD`; time: `YYYY-MM-DD HH:MM:SS`, of the place that
 * the column's label says.
 */
export type CellUnit = Unit | 'text' | 'id' | 'day' | 'time'

export type Column = {
  readonly name: string
  readonly label: Text
  readonly unit: CellUnit
  /** What it means, for whoever documents or explains it. */
  readonly meaning?: Text
}

/** A text, or a number as answers have it: an integer or a decimal text, rates as a fraction of one. */
export type Value = string | number | null
/** A value, or one whose unit is not its column's. */
export type Cell = Value | { readonly unit: CellUnit; readonly value: Value }
export type TableRow = readonly Cell[]

/** A figure that is better seen than read: one of the columns, by another. */
export type Chart = { readonly kind: 'bars' | 'line'; readonly label: string; readonly value: string }

/** Rows that belong together: those of one currency, whose money is never added to another's. */
export type TableSection = {
  /** What its rows are, where a table has several lists of one currency. */
  readonly title?: Text
  /** Where they are not those of the table; a CSV, which has one heading, leaves such rows out. */
  readonly columns?: readonly Column[]
  /** Where it is not that of the table; null for none. */
  readonly chart?: Chart | null
  /** Of its money; null where each row says its own, in the column `currency`. */
  readonly currency: string | null
  /** Some rows at a time; whoever stops reading ends the statement behind them. */
  readonly rows: AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>
  /** Complete, whatever the rows. */
  readonly totals: TableRow | null
}

/** What a reader should know of the whole: the period, the stores. */
export type Fact = readonly [name: Text, value: string]

/** A report as a table: all that a CSV, a workbook and a page need to know of it. */
export type ReportTable = {
  /** Without an extension. */
  readonly fileName: string
  readonly title: Text
  readonly facts: readonly Fact[]
  readonly columns: readonly Column[]
  readonly chart?: Chart
  /** How many rows there are in all, where that is known beforehand. */
  readonly rowsCount?: number
  /** Asked for once. Nothing is read before. */
  sections(): AsyncIterable<TableSection> | Iterable<TableSection>
}

export const unitOf = (cell: Cell, column: Column): CellUnit =>
  typeof cell === 'object' && cell !== null ? cell.unit : column.unit

export const plainValue = (cell: Cell): Value => (typeof cell === 'object' && cell !== null ? cell.value : cell)

/** The currency of a row's money. */
export function currencyReader(columns: readonly Column[]): (row: TableRow, section: TableSection) => string {
  const place = columns.findIndex((column) => column.name === 'currency')
  return (row, section) => section.currency ?? String(plainValue(row[place] ?? null) ?? '')
}

const NUMERIC: ReadonlySet<CellUnit> = new Set(['money', 'quantity', 'count', 'rate', 'number', 'id'])
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/

/** The number that a cell holds, as a plain decimal; null for everything else. */
export function numberOf(cell: Cell, column: Column): string | null {
  const value = plainValue(cell)
  if (value === null || !NUMERIC.has(unitOf(cell, column))) return null
  const text = String(value)
  return PLAIN_NUMBER.test(text) ? text : null
}
