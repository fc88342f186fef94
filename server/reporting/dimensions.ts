import { type Text, text } from '../platform/text.ts'
import type { FactName, SalesMeasureName } from './measures.ts'
import type { GroupFamily, Level } from './rollups/levels.ts'

/**
 * What reports group by, defined once.
 *
 * A group is found in two steps. The *grain* is a column that the tickets, lines or payments already hold (a day, a
 * store, an article): the large tables, or the roll-ups in their place, are summed by it and by nothing else. The *key* is
 * computed from the few grains that remain (the month of a day, the city of a store).
 */

/**
 * Where the grain stands. ticket: on the ticket, so that whole tickets are grouped. article: on the line, so that a
 * ticket may be in several groups. payment: on the ticket's main payment.
 */
export type GrainPlace = 'ticket' | 'article' | 'payment'

export type Bind = (value: string) => string

export type GrainType = 'date' | 'integer' | 'bigint' | 'text'

/** The business day, or what follows from it alone. */
export type DayGrain = {
  readonly of: 'day'
  readonly type: GrainType
  /** SQL over the day. Given a function, it binds parameters of its own. */
  readonly sql: (day: string, bind: Bind) => string
  /** The longest span whose days are all of one group. */
  readonly within: Level
  /** SQL of the grain over the key of the roll-ups by hour, which tell the weekday too. */
  readonly byHour?: string
  /** It comes again and again: tickets of a period that is laid on another keep theirs. */
  readonly isCyclic?: true
}
export type StoreGrain = { readonly of: 'store'; readonly type: GrainType }
/** What roll-ups keep as a family: SQL over `s`, and `l` (article) or `one` and `split` (payment). */
export type FamilyGrain = {
  readonly of: 'family'
  readonly family: GroupFamily
  readonly type: GrainType
  readonly sql: string
  /** SQL of the grain over a roll-up `r`, when it is not the key itself. */
  readonly rolledUp?: string
}
export type Grain = DayGrain | StoreGrain | FamilyGrain

export type Dimension = {
  readonly label: Text
  readonly place: GrainPlace
  readonly grain: Grain
  /** The name on the line at the time of the sale, and a code that goes with it: SQL over `l`. The latest of each counts. */
  readonly snapshotLabel?: string
  readonly snapshotCode?: string
  /** What a group may consist of (a product of variants): SQL over `l`. */
  readonly part?: string
  /** The code is a SKU, which the rows show. */
  readonly showsSku?: boolean
  /** SQL of the key over the grain, and over the row of `keyTable` whose id the grain is; the grain itself unless given. */
  readonly key?: (grain: string, joined: string) => string
  readonly keyTable?: 'stores'
  readonly keyType: 'integer' | 'text'
  /** Where the name of a key is kept, if elsewhere; 'several' only for groups of several parts. */
  readonly nameTable?: {
    readonly table: 'stores' | 'users' | 'customers' | 'products'
    readonly when: 'always' | 'several'
  }
  /** Rows in the order of their keys, or the largest net revenue first. */
  readonly order: 'key' | 'net'
  /** Place of a key in that order, when it is not the key itself. */
  readonly position?: (key: number) => number
  /** Label of the group whose key is null. */
  readonly missing: Text
  /** Measures that a row of this dimension has from elsewhere: another fact, or null when they belong to no row. */
  readonly rowMeasures?: Partial<Record<SalesMeasureName, FactName | null>>
}

const NO_DATE = text('Sans date', 'No date')
const NO_ARTICLE = text('Sans article', 'No article')

const DAY: DayGrain = { of: 'day', type: 'date', sql: (day) => day, within: 'day' }

const byTime = (label: Text, rest: Partial<Dimension> = {}): Dimension => ({
  label,
  place: 'ticket',
  grain: DAY,
  keyType: 'text',
  order: 'key',
  missing: NO_DATE,
  ...rest,
})

const byStore = (label: Text, missing: Text, rest: Partial<Dimension> = {}): Dimension => ({
  label,
  place: 'ticket',
  grain: { of: 'store', type: 'bigint' },
  keyType: 'text',
  order: 'net',
  missing,
  ...rest,
})

/** Cash rounding is made on a ticket's payment and cannot be attributed to an article. */
const NOT_OF_AN_ARTICLE = { rounding: null, collected: null } as const

/** What a cashier typed for a line without an article names no group. */
const NAME_OF_ARTICLE = 'case when l.product_id is not null then l.name end'

const ofFamily = (family: GroupFamily, sql: string, type: GrainType = 'bigint'): FamilyGrain => ({
  of: 'family',
  family,
  type,
  sql,
})

const byArticle = (label: Text, grain: FamilyGrain, snapshotLabel: string, missing: Text): Dimension => ({
  label,
  place: 'article',
  grain,
  snapshotLabel,
  keyType: 'integer',
  order: 'net',
  missing,
  rowMeasures: NOT_OF_AN_ARTICLE,
})

const byPerson = (label: Text, grain: FamilyGrain, table: 'users' | 'customers', missing: Text): Dimension => ({
  label,
  place: 'ticket',
  grain,
  keyType: 'integer',
  nameTable: { table, when: 'always' },
  order: 'net',
  missing,
})

const weekday: Dimension = byTime(text('Jour de la semaine', 'Weekday'), {
  grain: {
    of: 'day',
    type: 'integer',
    sql: (day) => `extract(isodow from ${day})`,
    within: 'day',
    byHour: 'r.key / 24',
    isCyclic: true,
  },
  keyType: 'integer',
})
const week: Dimension = byTime(text('Semaine', 'Week'), { key: (day) => `to_char(${day}, 'IYYY"-W"IW')` })

/** A fiscal year is called by the calendar year in which it ends. */
const fiscal = (label: Text, format: string, startMonth: number): Dimension =>
  byTime(label, {
    grain: { ...DAY, within: 'month' },
    key: (day) => `to_char(${day} + interval '${(13 - startMonth) % 12} months', '${format}')`,
  })
const fiscalYear = (startMonth: number) => fiscal(text('Exercice', 'Fiscal year'), 'YYYY', startMonth)
const fiscalQuarter = (startMonth: number) =>
  fiscal(text('Trimestre de l’exercice', 'Fiscal quarter'), 'YYYY"-Q"Q', startMonth)

/** Hours of weekdays: what the roll-ups by hour are kept by. */
export const HOUR_OF_WEEKDAY: Dimension = byTime(text('Heure de la semaine', 'Hour of the week'), {
  grain: ofFamily('hour', 'extract(isodow from s.business_day) * 24 + s.local_hour'),
  keyType: 'integer',
})

export const DIMENSIONS = {
  hour: byTime(text('Heure', 'Hour'), {
    grain: { ...ofFamily('hour', 's.local_hour', 'integer'), rolledUp: 'r.key % 24' },
    keyType: 'integer',
  }),
  day: byTime(text('Jour', 'Day')),
  weekday,
  week,
  month: byTime(text('Mois', 'Month'), {
    grain: { ...DAY, within: 'month' },
    key: (day) => `to_char(${day}, 'YYYY-MM')`,
  }),
  year: byTime(text('Année', 'Year'), { grain: { ...DAY, within: 'year' }, key: (day) => `to_char(${day}, 'YYYY')` }),
  fiscal_quarter: fiscalQuarter(1),
  fiscal_year: fiscalYear(1),
  store: byStore(text('Magasin', 'Store'), text('Sans magasin', 'No store'), {
    keyType: 'integer',
    nameTable: { table: 'stores', when: 'always' },
  }),
  store_group: byStore(text('Groupe de magasins', 'Store group'), text('Sans groupe', 'No group'), {
    key: (_, store) => `nullif(${store}.store_group, '')`,
    keyTable: 'stores',
  }),
  city: byStore(text('Ville', 'City'), text('Sans ville', 'No city'), {
    key: (_, store) => `nullif(${store}.city, '')`,
    keyTable: 'stores',
  }),
  category: byArticle(
    text('Catégorie', 'Category'),
    ofFamily('category', 'l.category_id'),
    'l.category_name',
    text('Sans catégorie', 'No category'),
  ),
  // A line is named after its variant, so that the name on one line does not speak for a product of several variants.
  product: {
    ...byArticle(text('Produit', 'Product'), ofFamily('product', 'l.product_id'), NAME_OF_ARTICLE, NO_ARTICLE),
    part: 'l.variant_id',
    nameTable: { table: 'products', when: 'several' },
  },
  variant: {
    ...byArticle(text('Variante', 'Variant'), ofFamily('variant', 'l.variant_id'), NAME_OF_ARTICLE, NO_ARTICLE),
    snapshotCode: 'l.sku',
    showsSku: true,
  },
  customer: byPerson(
    text('Client', 'Customer'),
    ofFamily('customer', 's.customer_id'),
    'customers',
    text('Sans client', 'No customer'),
  ),
  country: {
    label: text('Pays', 'Country'),
    place: 'ticket',
    grain: ofFamily('country', 's.country', 'text'),
    key: (country) => `nullif(${country}, '')`,
    keyType: 'text',
    order: 'net',
    missing: text('Sans pays', 'No country'),
  },
  cashier: byPerson(
    text('Caissier', 'Cashier'),
    ofFamily('cashier', 's.cashier_id'),
    'users',
    text('Sans caissier', 'No cashier'),
  ),
  payment_method: {
    label: text('Mode de paiement', 'Payment method'),
    place: 'payment',
    grain: ofFamily('payment_method', 'coalesce(split.method, one.method)', 'text'),
    keyType: 'text',
    order: 'net',
    missing: text('Sans paiement', 'No payment'),
    rowMeasures: { collected: 'paid' },
  },
} as const satisfies Record<string, Dimension>

export type GroupBy = keyof typeof DIMENSIONS
export const GROUP_BY = Object.keys(DIMENSIONS) as GroupBy[]

export const WEEK_STARTS = ['monday', 'sunday'] as const
export type WeekStart = (typeof WEEK_STARTS)[number]

/** How weeks and fiscal years are counted. */
export type DimensionOptions = {
  readonly weekStart: WeekStart
  /** The month in which a fiscal year begins, from 1 to 12. */
  readonly fiscalStart: number
}
export const CALENDAR: DimensionOptions = { weekStart: 'monday', fiscalStart: 1 }

export const isFiscal = (groupBy: GroupBy): boolean => groupBy === 'fiscal_year' || groupBy === 'fiscal_quarter'

/**
 * The dimension of a `group_by`. Weeks are those of ISO 8601 (key `2026-W47`) unless they start on Sunday: a week is
 * then called by the day that it starts on (key `2026-11-15`), and Sunday comes before Monday.
 */
export function dimensionOf(groupBy: GroupBy, { weekStart, fiscalStart }: DimensionOptions): Dimension {
  if (groupBy === 'fiscal_year') return fiscalYear(fiscalStart)
  if (groupBy === 'fiscal_quarter') return fiscalQuarter(fiscalStart)
  if (weekStart === 'sunday' && groupBy === 'week') {
    return { ...week, key: (day) => `${day} - extract(dow from ${day})::int` }
  }
  if (weekStart === 'sunday' && groupBy === 'weekday') return { ...weekday, position: (key) => key % 7 }
  return DIMENSIONS[groupBy]
}
