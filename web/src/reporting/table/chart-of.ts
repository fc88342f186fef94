import type { ChartSeries, ChartValue } from '../../ui/chart/chart-data.ts'
import { type CustomBlock, type CustomRow, figureOf, type NamedDimension, nameOfRow } from './custom-answer.ts'

export type RowsChart = {
  readonly form: 'bars' | 'rows' | 'lines'
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  /** The row behind a category, where it is one row's. */
  readonly rows: readonly CustomRow[]
}

/** Beside each other, so many bars can be told apart. */
const MOST_BARS = 45
const MOST_NAMES = 15
const MOST_SERIES = 6

type Words = { readonly now: string; readonly before: string }

/**
 * A report of one dimension drawn: by time as bars, or a line where there are many; names as rows, the first ones. Of two
 * dimensions, the second is a series each, where there are few. null: nothing that can be drawn.
 */
export function chartOf(
  block: CustomBlock,
  dimensions: readonly NamedDimension[],
  measure: string,
  words: Words,
): RowsChart | null {
  const rows = block.rows ?? []
  const [first, second] = dimensions
  if (first === undefined || dimensions.length > 2 || rows.length < 2) return null
  if (second !== undefined) return chartOfTwo(rows, first, second, measure)
  const shown = first.is_ordered ? inTime(rows, first) : rows.slice(0, MOST_NAMES)
  const form = first.is_ordered ? (shown.length > MOST_BARS ? 'lines' : 'bars') : 'rows'
  const isCompared = rows.some(({ previous }) => previous !== undefined)
  const series: ChartSeries[] = [{ label: words.now, values: shown.map((row) => figureOf(row, measure)) }]
  if (isCompared) {
    const values = shown.map((row) => figureOf(row.previous, measure))
    series.push({ label: words.before, values, isBefore: true })
  }
  return { form, categories: shown.map((row) => nameOfRow(row, dimensions)), series, rows: shown }
}

/** Time is drawn from left to right however the table is sorted. Weekdays and hours are numbers, everything else texts. */
function inTime(rows: readonly CustomRow[], { name }: NamedDimension): CustomRow[] {
  const keyOf = (row: CustomRow) => row.keys[name] ?? ''
  return rows.toSorted((left, right) => {
    const [one, other] = [keyOf(left), keyOf(right)]
    return typeof one === 'number' && typeof other === 'number' ? one - other : String(one) < String(other) ? -1 : 1
  })
}

function chartOfTwo(
  rows: readonly CustomRow[],
  first: NamedDimension,
  second: NamedDimension,
  measure: string,
): RowsChart | null {
  const names = [...new Set(rows.map((row) => row.labels[second.name] ?? ''))]
  if (names.length > MOST_SERIES) return null
  const ordered = first.is_ordered ? inTime(rows, first) : rows
  const categories = [...new Set(ordered.map((row) => row.labels[first.name] ?? ''))]
  const shown = first.is_ordered ? categories : categories.slice(0, MOST_NAMES)
  const cells = new Map<string, ChartValue>()
  for (const row of rows) {
    cells.set(`${row.labels[first.name]}\n${row.labels[second.name]}`, figureOf(row, measure))
  }
  const series = names.map((label) => ({
    label,
    values: shown.map((category) => cells.get(`${category}\n${label}`) ?? null),
  }))
  return { form: shown.length * names.length > MOST_BARS ? 'lines' : 'bars', categories: shown, series, rows: [] }
}
