/** Every filter that the list of tickets takes: a link of a report is one of its addresses. */
export const FILTERS = [
  'ids',
  'store_id',
  'store_ids',
  'register_id',
  'session_id',
  'kind',
  'date_from',
  'date_to',
  'customer_id',
  'customer_ids',
  'cashier_id',
  'cashier_ids',
  'variant_id',
  'variant_ids',
  'product_ids',
  'category_ids',
  'countries',
  'payment_methods',
  'hours',
  'weekdays',
  'currency',
  'external_id',
  'flag',
  'sale_id',
  'total_min',
  'total_max',
] as const
export type Filter = (typeof FILTERS)[number]
export type Filters = Readonly<Partial<Record<Filter, string>>>

/** Those that stand as a chip above the list; the period has a button of its own. */
export const CHIPS: readonly Filter[] = FILTERS.filter((name) => name !== 'date_from' && name !== 'date_to')

/** `1-12-3-000042`, as printed and as a scanner reads it from a receipt. */
const REFERENCE = /^\d{1,15}-\d{1,15}-\d{1,9}-\d{1,15}$/

export const isReference = (typed: string): boolean => REFERENCE.test(typed.trim())

/** Days of the week as ISO 8601 numbers them, from Monday (1); any Monday will do. */
export const weekdayName = (number: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, Number(number))),
  )
