import { type Text, text } from '../platform/text.ts'
import type { FactName, SalesMeasureName } from './measures.ts'

/**
 * What reports group by, defined once.
 *
 * A group is found in two steps. The *grain* is a column that the tickets, lines or payments already hold (a day, a
 * store, an article): the large tables are summed by it and by nothing else. The *key* is computed from the few grains
 * that remain (the month of a day, the city of a store). Roll-ups by the same grains can later take the place of the
 * first step, and nothing after it will know.
 */

/**
 * Where the grain stands. ticket: on the ticket, so that whole tickets are grouped. article: on the line, so that a
 * ticket may be in several groups. payment: on the ticket's main payment.
 */
export type GrainPlace = 'ticket' | 'article' | 'payment'

export type Bind = (value: string) => string

export type Dimension = {
  readonly label: Text
  readonly place: GrainPlace
  /** SQL over `s`, and `l` (article) or `one` and `split` (payment). Given a function, it binds parameters of its own. */
  readonly grain: string | ((bind: Bind) => string)
  /** The name on the line at the time of the sale, and a code that goes with it: SQL over `l`. The latest of each counts. */
  readonly snapshotLabel?: string
  readonly snapshotCode?: string
  /** The code is a SKU, which the rows show. */
  readonly showsSku?: boolean
  /** SQL of the key over `g.grain` and the alias `d` of the joined table. */
  readonly key: string
  readonly keyJoin?: string
  readonly keyType: 'integer' | 'text'
  /** SQL of a label that is kept elsewhere, over `d` joined to `r.key`; `r.label` and `r.code_count` tell of the snapshots. */
  readonly labelJoin?: string
  readonly rowLabel?: string
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

const byTime = (label: Text, key: string, rest: Partial<Dimension> = {}): Dimension => ({
  label,
  place: 'ticket',
  grain: 's.business_day',
  key,
  keyType: 'text',
  order: 'key',
  missing: NO_DATE,
  ...rest,
})

const byStore = (label: Text, key: string, missing: Text, rest: Partial<Dimension> = {}): Dimension => ({
  label,
  place: 'ticket',
  grain: 's.store_id',
  key,
  keyType: 'text',
  order: 'net',
  missing,
  ...rest,
})

/** Cash rounding is made on a ticket's payment and cannot be attributed to an article. */
const NOT_OF_AN_ARTICLE = { rounding: null, collected: null } as const

/** What a cashier typed for a line without an article names no group. */
const NAME_OF_ARTICLE = 'case when l.product_id is not null then l.name end'

const byArticle = (label: Text, grain: string, snapshotLabel: string, missing: Text): Dimension => ({
  label,
  place: 'article',
  grain,
  snapshotLabel,
  key: 'g.grain',
  keyType: 'integer',
  order: 'net',
  missing,
  rowMeasures: NOT_OF_AN_ARTICLE,
})

const byPerson = (label: Text, grain: string, table: 'users' | 'customers', missing: Text): Dimension => ({
  label,
  place: 'ticket',
  grain,
  key: 'g.grain',
  keyType: 'integer',
  labelJoin: `left join ${table} d on d.id = r.key`,
  rowLabel: 'd.name',
  order: 'net',
  missing,
})

const STORES_BY_GRAIN = 'left join stores d on d.id = g.grain'
const ISO_WEEKDAY = 'extract(isodow from g.grain)::int'

const weekday: Dimension = byTime(text('Jour de la semaine', 'Weekday'), ISO_WEEKDAY, { keyType: 'integer' })
const week: Dimension = byTime(text('Semaine', 'Week'), `to_char(g.grain, 'IYYY"-W"IW')`)

export const DIMENSIONS = {
  hour: byTime(text('Heure', 'Hour'), 'g.grain', { grain: 's.local_hour', keyType: 'integer' }),
  day: byTime(text('Jour', 'Day'), 'g.grain'),
  weekday,
  week,
  month: byTime(text('Mois', 'Month'), `to_char(g.grain, 'YYYY-MM')`),
  year: byTime(text('Année', 'Year'), `to_char(g.grain, 'YYYY')`),
  store: byStore(text('Magasin', 'Store'), 'g.grain', text('Sans magasin', 'No store'), {
    keyType: 'integer',
    labelJoin: 'left join stores d on d.id = r.key',
    rowLabel: 'd.name',
  }),
  store_group: byStore(
    text('Groupe de magasins', 'Store group'),
    `nullif(d.store_group, '')`,
    text('Sans groupe', 'No group'),
    { keyJoin: STORES_BY_GRAIN },
  ),
  city: byStore(text('Ville', 'City'), `nullif(d.city, '')`, text('Sans ville', 'No city'), {
    keyJoin: STORES_BY_GRAIN,
  }),
  category: byArticle(
    text('Catégorie', 'Category'),
    'l.category_id',
    'l.category_name',
    text('Sans catégorie', 'No category'),
  ),
  // A line is named after its variant, so that the name on one line does not speak for a product of several variants.
  product: {
    ...byArticle(text('Produit', 'Product'), 'l.product_id', NAME_OF_ARTICLE, NO_ARTICLE),
    snapshotCode: 'l.variant_id',
    labelJoin: 'left join products d on d.id = r.key and r.code_count > 1',
    rowLabel: 'coalesce(d.name, r.label)',
  },
  variant: {
    ...byArticle(text('Variante', 'Variant'), 'l.variant_id', NAME_OF_ARTICLE, NO_ARTICLE),
    snapshotCode: 'l.sku',
    showsSku: true,
  },
  customer: byPerson(text('Client', 'Customer'), 's.customer_id', 'customers', text('Sans client', 'No customer')),
  country: {
    label: text('Pays', 'Country'),
    place: 'ticket',
    grain: 's.country',
    key: `nullif(g.grain, '')`,
    keyType: 'text',
    order: 'net',
    missing: text('Sans pays', 'No country'),
  },
  cashier: byPerson(text('Caissier', 'Cashier'), 's.cashier_id', 'users', text('Sans caissier', 'No cashier')),
  payment_method: {
    label: text('Mode de paiement', 'Payment method'),
    place: 'payment',
    grain: 'coalesce(split.method, one.method)',
    key: 'g.grain',
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

/**
 * The dimension of a `group_by`. Weeks are those of ISO 8601 (key `2026-W47`) unless they start on Sunday: a week is
 * then called by the day that it starts on (key `2026-11-15`), and Sunday comes before Monday.
 */
export function dimensionOf(groupBy: GroupBy, weekStart: WeekStart): Dimension {
  if (weekStart === 'sunday' && groupBy === 'week') {
    return { ...week, key: 'g.grain - extract(dow from g.grain)::int' }
  }
  if (weekStart === 'sunday' && groupBy === 'weekday') return { ...weekday, position: (key) => key % 7 }
  return DIMENSIONS[groupBy]
}

/** Splits a span of days in two: key 1 from that day on, key 0 before it. */
export function periodDimension(firstDay: string): Dimension {
  return {
    label: text('Période', 'Period'),
    place: 'ticket',
    grain: (bind) => `(s.business_day >= ${bind(firstDay)}::date)::int`,
    key: 'g.grain',
    keyType: 'integer',
    order: 'key',
    missing: NO_DATE,
  }
}
