import type { Period } from '../../ui/period/periods.ts'
import type { Dimension } from '../fields/use-fields.ts'

/** One row that was gone into: only what is of it is shown from then on. */
export type Step = {
  readonly dimension: Dimension
  /** null: what has none. */
  readonly key: string | null
  /** The days of a row that is a time; null: it is none. */
  readonly days: Period | null
}

/** Days are asked for by dates; everything else by a filter. */
const TIMES: readonly Dimension[] = ['day', 'week', 'month', 'year', 'fiscal_quarter', 'fiscal_year']
export const isTime = (dimension: Dimension): boolean => TIMES.includes(dimension)

/** What one usually wants to know next of a row. */
const NEXT: Readonly<Record<Dimension, Dimension>> = {
  fiscal_year: 'fiscal_quarter',
  fiscal_quarter: 'month',
  year: 'month',
  month: 'day',
  week: 'day',
  day: 'hour',
  hour: 'store',
  weekday: 'hour',
  store_group: 'store',
  city: 'store',
  country: 'city',
  store: 'category',
  category: 'product',
  product: 'variant',
  variant: 'store',
  customer: 'day',
  cashier: 'day',
  payment_method: 'store',
}
const OTHERWISE: readonly Dimension[] = ['store', 'category', 'product', 'payment_method', 'cashier', 'day', 'hour']

/** By what the rows of a row are shown, which is not told by where one already is. */
export function nextDimension(path: readonly Step[]): Dimension {
  const used = new Set<Dimension>(path.map(({ dimension }) => dimension))
  let candidate = path.at(-1)?.dimension ?? 'day'
  for (let tries = 0; tries < path.length + 2; tries += 1) {
    candidate = NEXT[candidate]
    if (!used.has(candidate)) return candidate
  }
  return OTHERWISE.find((dimension) => !used.has(dimension)) ?? 'day'
}

const DAY = '\\d{4}-\\d{2}-\\d{2}'
const STEP = new RegExp(`^([a-z_]+):([^@:]*)(?:@(${DAY})\\.\\.(${DAY}))?$`)

/** The way to where one is, as it stands in the address: `month:2026-10@2026-10-01..2026-10-31,store:3`. */
export const writePath = (path: readonly Step[]): string =>
  path
    .map(({ dimension, key, days }) => {
      const span = days === null ? '' : `@${days.date_from}..${days.date_to}`
      return `${dimension}:${key === null ? '' : encodeURIComponent(key)}${span}`
    })
    .join(',')

/** What is not understood is left out, with what comes after it. */
export function readPath(text: string | undefined): Step[] {
  const path: Step[] = []
  for (const part of (text ?? '').split(',')) {
    const [, name = '', key = '', from, to] = STEP.exec(part) ?? []
    if (!Object.hasOwn(NEXT, name)) break
    const dimension = name as Dimension
    const days = from === undefined || to === undefined ? null : { date_from: from, date_to: to }
    if (isTime(dimension) !== (days !== null)) break
    path.push({ dimension, key: key === '' ? null : decode(key), days })
  }
  return path
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export type Filter = { readonly dimension: Dimension; readonly values: (string | null)[] }

/** The days and the filters of where one is. */
export function narrow(period: Period, path: readonly Step[]): { readonly period: Period; readonly filters: Filter[] } {
  let narrowed = period
  const filters: Filter[] = []
  for (const { dimension, key, days } of path) {
    if (days === null) filters.push({ dimension, values: [key] })
    else {
      const [, from = days.date_from] = [narrowed.date_from, days.date_from].sort()
      const [to = days.date_to] = [narrowed.date_to, days.date_to].sort()
      // Outside of a period that was changed since, the row itself is shown.
      narrowed = from <= to ? { date_from: from, date_to: to } : days
    }
  }
  return { period: narrowed, filters }
}
