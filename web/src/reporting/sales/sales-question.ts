import type { ReportCustomInput } from '../../api/index.ts'
import type { Dimension, ReportFields } from '../fields/use-fields.ts'
import type { Scope, ScopeState } from '../scope/report-scope.ts'
import { narrow, readPath, type Step } from './drill.ts'

export const COMPARISONS = ['previous_period', 'previous_year'] as const
export type Comparison = (typeof COMPARISONS)[number]

export type SalesView = {
  readonly groupBy: Dimension
  readonly path: readonly Step[]
  readonly compare: Comparison | null
  readonly weekStart: 'monday' | 'sunday'
  /** What the chart is of. */
  readonly measure: string
}

export const SALES_ROWS_MAX = 1_000

/** Shown unless one chooses otherwise; the rest is a choice of columns away. */
export const USUAL_MEASURES: readonly string[] = ['net', 'tickets', 'units', 'average_ticket', 'margin', 'margin_rate']
/** Under which the choice is kept. */
export const SALES_TABLE = 'report-sales'

/** These ask for another reading, or belong to no row: the report about sales goes without. */
const NOT_OF_SALES: readonly string[] = ['active_customers', 'returns_rate', 'discounts_rate']

export const salesMeasures = (fields: ReportFields) =>
  fields.measures.filter(({ name }) => !NOT_OF_SALES.includes(name))

/** What the address asks of the sales; what it gets wrong is as if it were not said. */
export function readView(url: ScopeState, fields: ReportFields): SalesView {
  const path = readPath(url.path)
  const groupBy = fields.dimensions.find(({ name }) => name === url.group_by)?.name ?? 'day'
  const compare = COMPARISONS.find((name) => name === url.compare) ?? null
  const measure = salesMeasures(fields).find(({ name }) => name === url.measure)?.name ?? 'net'
  return { groupBy, path, compare, weekStart: url.week_start === 'sunday' ? 'sunday' : 'monday', measure }
}

/** Time goes on; of anything else, what brought most comes first. */
export function usualOrder(groupBy: Dimension, fields: ReportFields): string | undefined {
  return fields.dimensions.find(({ name }) => name === groupBy)?.is_ordered === false ? '-net' : undefined
}

/** The same as a question to the API. */
export function questionOf(view: SalesView, scope: Scope, fields: ReportFields, sort?: string): ReportCustomInput {
  const { period, filters } = narrow(scope.period, view.path)
  const measures = salesMeasures(fields).map(({ name }) => name)
  const known = new Set<string>([...measures, view.groupBy])
  const order = sort !== undefined && known.has(sort.replace(/^-/, '')) ? sort : usualOrder(view.groupBy, fields)
  const isByWeek = view.groupBy === 'week' || view.groupBy === 'weekday'
  return {
    dimensions: [view.groupBy],
    // Their names are the API's own.
    measures: measures as ReportCustomInput['measures'],
    ...(filters.length > 0 && { filters: filters as ReportCustomInput['filters'] }),
    ...scope.query,
    ...period,
    ...(view.compare !== null && { compare: view.compare }),
    ...(isByWeek && view.weekStart === 'sunday' && { week_start: 'sunday' as const }),
    ...(order !== undefined && { sort: order }),
    limit: SALES_ROWS_MAX,
  }
}

/**
 * The same as a file: all its rows, under the name that the page has, and of the measures those that its table shows, with
 * the one that it is ordered by.
 */
export function fileQuestionOf(
  { limit: _limit, ...whole }: ReportCustomInput,
  title: string,
  shown: ReadonlySet<string>,
): ReportCustomInput {
  const sorted = whole.sort?.replace(/^-/, '')
  const measures = whole.measures.filter((name) => shown.has(name) || name === sorted)
  return { ...whole, title, ...(measures.length > 0 && { measures }) }
}

/**
 * The same as a report of one's own, which goes with the calendar where the period was asked for by its name, and with the
 * choice at the top of every page where that is what chose the store.
 */
export function definitionOf(view: SalesView, scope: Scope, question: ReportCustomInput): ReportCustomInput {
  const { limit: _limit, store_id: stores, ...rows } = question
  const whole = scope.isChosen || stores === undefined ? rows : { ...rows, store_id: stores }
  const isNarrowed = view.path.some(({ days }) => days !== null)
  if (scope.name === null || isNarrowed) return whole
  const { date_from: _from, date_to: _to, ...rest } = whole
  return { ...rest, period: scope.name }
}
