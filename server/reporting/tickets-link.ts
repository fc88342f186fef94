import type { DimensionOptions, GroupBy } from './dimensions.ts'
import { fiscalSpan } from './fiscal-year.ts'
import { addDays, type Period, type ResolvedScope } from './resolve-scope.ts'
import { earlier, lastOfMonth, lastOfYear, later } from './rollups/calendar.ts'

/** The tickets behind a figure: those of a report, of one of its blocks, or of one of its groups. */
export type Behind = {
  readonly resolved: Pick<ResolvedScope, 'scope' | 'period' | 'stores'>
  readonly calendar: DimensionOptions
  readonly currency: string | null
  /** Only those with these keys; null: those that have none. */
  readonly groups: readonly { readonly by: GroupBy; readonly keys: readonly (string | number | null)[] }[]
}

/** The filter of the list of tickets that finds a group again, for those that neither days nor stores tell. */
const FILTERS: Partial<Record<GroupBy, string>> = {
  hour: 'hours',
  weekday: 'weekdays',
  category: 'category_ids',
  product: 'product_ids',
  variant: 'variant_ids',
  customer: 'customer_ids',
  cashier: 'cashier_ids',
  payment_method: 'payment_methods',
}

/** The address of the list of exactly these tickets, returns among them. */
export function linkTickets({ resolved, calendar, currency, groups }: Behind): string {
  const parameters = new Map<string, string>()
  let period = resolved.period
  let stores = resolved.scope.storeIds
  for (const { by, keys } of groups) {
    const span = spanOf(by, keys[0], calendar)
    if (span !== null) {
      period = { date_from: later(period.date_from, span.date_from), date_to: earlier(period.date_to, span.date_to) }
    } else if (by === 'store' || by === 'city' || by === 'store_group') {
      const among = resolved.stores.filter((store) => keys.some((key) => isOf(store, by, key))).map(({ id }) => id)
      stores = stores === null ? among : stores.filter((id) => among.includes(id))
    } else if (by === 'country') parameters.set('countries', keys.map((key) => key ?? '').join('|'))
    else parameters.set(FILTERS[by] ?? by, keys.map((key) => key ?? 'none').join(','))
  }
  const query = new URLSearchParams({ date_from: period.date_from, date_to: period.date_to })
  // Nothing is of store 0.
  if (stores !== null) query.set('store_ids', stores.length === 0 ? '0' : stores.join(','))
  if (currency !== null) query.set('currency', currency)
  for (const [name, value] of parameters) query.set(name, value)
  return `/api/v1/sales?${query}`
}

function isOf(store: ResolvedScope['stores'][number], by: 'store' | 'city' | 'store_group', key: unknown): boolean {
  return by === 'store' ? store.id === Number(key) : store[by] === key
}

/** The days of a group by time; null for any other. */
function spanOf(by: GroupBy, key: string | number | null | undefined, calendar: DimensionOptions): Period | null {
  if (typeof key !== 'string') return null
  switch (by) {
    case 'day':
      return { date_from: key, date_to: key }
    case 'week': {
      const first = firstOfWeek(key)
      return { date_from: first, date_to: addDays(first, 6) }
    }
    case 'month':
      return { date_from: `${key}-01`, date_to: lastOfMonth(`${key}-01`) }
    case 'year':
      return { date_from: `${key}-01-01`, date_to: lastOfYear(key) }
    case 'fiscal_year':
    case 'fiscal_quarter':
      return fiscalSpan(key, calendar.fiscalStart)
    default:
      return null
  }
}

/** Of `2026-W47`, or of the day on which a week begins. The fourth of January is in the first week of its year. */
function firstOfWeek(key: string): string {
  const [year, week] = key.split('-W')
  if (week === undefined) return key
  const fourth = `${year}-01-04`
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(fourth, (Number(week) - 1) * 7 - weekday)
}
