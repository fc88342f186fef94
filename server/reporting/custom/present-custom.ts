import type { Language } from '../../platform/text.ts'
import { changeOf } from '../change-of.ts'
import { DIMENSIONS, type Dimension, type GroupBy } from '../dimensions.ts'
import { labelKey } from '../labels.ts'
import type { Facts, Measure } from '../measures.ts'
import { type Figure, presentFigure } from '../present.ts'
import { type CrossFacts, type CrossGroup, NO_FACTS } from '../query-facts.ts'
import { type Behind, linkTickets } from '../tickets-link.ts'
import { addUnpaidGroups } from './add-unpaid-groups.ts'
import type { CustomDefinition } from './custom-definition.ts'
import { CUSTOM_MEASURES, type CustomMeasureName } from './custom-measures.ts'
import { sortRows } from './sort-rows.ts'

type Figures = Partial<Record<CustomMeasureName, Figure>>
/** What is compared: the other period’s figures, and the relative changes. */
type Comparison = { previous?: Figures; change?: Partial<Record<CustomMeasureName, string | null>> }

export type CustomRow = Figures &
  Comparison & {
    keys: Partial<Record<GroupBy, string | number | null>>
    labels: Partial<Record<GroupBy, string>>
    sku?: string | null
    tickets_url: string
  }
export type CustomBlock = {
  currency: string | null
  totals: Figures & Comparison
  rows: CustomRow[]
  truncated: boolean
  tickets_url: string
}

export type CustomView = {
  readonly names: readonly GroupBy[]
  readonly dimensions: readonly Dimension[]
  readonly measures: readonly CustomMeasureName[]
  readonly filters: NonNullable<CustomDefinition['filters']>
  readonly sort: readonly { readonly name: string; readonly isDescending: boolean }[]
  readonly limit: number
  readonly isCompared: boolean
  readonly behind: Pick<Behind, 'resolved' | 'calendar'>
  readonly language: Language
}

/** A group in both periods. */
export type Pair = { readonly keys: CrossGroup['keys']; readonly now: Facts; readonly before: Facts }

/** The report of one currency; a group of which only the other period knows is there too. */
export function presentCustomBlock(now: CrossFacts, before: CrossFacts, view: CustomView): CustomBlock {
  const pairs = pairGroups(groupsOf(now, view), groupsOf(before, view))
  const sorted = sortRows(pairs, view, (name, facts) => figureOf(name, facts, view, true))
  const { currency } = now
  return {
    currency,
    totals: presentFacts(now.totals, before.totals, currency, view, false),
    rows: sorted.slice(0, view.limit).map((pair) => presentRow(pair, currency, view)),
    truncated: sorted.length > view.limit,
    tickets_url: linkTickets({ ...view.behind, currency, groups: filterGroups(view) }),
  }
}

function groupsOf(found: CrossFacts, view: CustomView): readonly CrossGroup[] {
  const payment = view.dimensions.findIndex(({ place }) => place === 'payment')
  const isWhole = !view.measures.includes('collected') || isFilteredBy(view, 'payment') || isOfArticles(view)
  return payment < 0 || isWhole ? found.groups : addUnpaidGroups(found.groups, payment)
}

function pairGroups(now: readonly CrossGroup[], before: readonly CrossGroup[]): Pair[] {
  const nameOf = ({ keys }: CrossGroup) => JSON.stringify(keys.map(({ key }) => key))
  const earlier = new Map(before.map((group) => [nameOf(group), group]))
  const pairs = now.map((group): Pair => {
    const other = earlier.get(nameOf(group))
    earlier.delete(nameOf(group))
    return { keys: group.keys, now: group.facts, before: other?.facts ?? NO_FACTS }
  })
  return [...pairs, ...[...earlier.values()].map(({ keys, facts }): Pair => ({ keys, now: NO_FACTS, before: facts }))]
}

const isFilteredBy = ({ filters }: CustomView, place: Dimension['place']): boolean =>
  filters.some(({ dimension }) => DIMENSIONS[dimension].place === place)
const isOfArticles = (view: CustomView): boolean =>
  view.dimensions.some(({ place }) => place === 'article') || isFilteredBy(view, 'article')

const PAID: Pick<Measure, 'value' | 'fraction'> = { value: ({ paid }) => paid }

function figureOf(name: CustomMeasureName, facts: Facts, view: CustomView, isRow: boolean): bigint | null {
  return measureOf(name, view, isRow)?.value(facts) ?? null
}

/** The rounding of a ticket belongs to none of its articles; what was collected goes by the payments themselves. */
function measureOf(name: CustomMeasureName, view: CustomView, isRow: boolean): typeof PAID | null {
  if (name === 'rounding' || name === 'collected') {
    if (isRow ? isOfArticles(view) : isFilteredBy(view, 'article')) return null
  }
  if (name === 'collected') {
    const ofPayments = view.filters.find(({ dimension }) => dimension === 'payment_method')
    // What no payment explains is not among the payments.
    if (ofPayments?.values.includes(null)) return null
    if (ofPayments !== undefined || (isRow && view.names.includes('payment_method'))) return PAID
  }
  return CUSTOM_MEASURES[name]
}

function presentFacts(
  now: Facts,
  before: Facts,
  currency: string | null,
  view: CustomView,
  isRow: boolean,
): Figures & Comparison {
  const figuresOf = (facts: Facts): Figures =>
    Object.fromEntries(
      view.measures.map((name) => [
        name,
        presentFigure(figureOf(name, facts, view, isRow), CUSTOM_MEASURES[name].unit, currency),
      ]),
    )
  if (!view.isCompared) return figuresOf(now)
  const changes = view.measures.map((name) => {
    const measure = measureOf(name, view, isRow)
    return [name, measure === null ? null : changeOf(measure, now, before)]
  })
  return { ...figuresOf(now), previous: figuresOf(before), change: Object.fromEntries(changes) }
}

function presentRow({ keys, now, before }: Pair, currency: string | null, view: CustomView): CustomRow {
  const row: CustomRow = { keys: {}, labels: {}, tickets_url: '', ...presentFacts(now, before, currency, view, true) }
  keys.forEach(({ key, label, code }, index) => {
    const [name, dimension] = [view.names[index], view.dimensions[index]]
    if (name === undefined || dimension === undefined) return
    row.keys[name] = key !== null && dimension.keyType === 'integer' ? Number(key) : key
    row.labels[name] = key === null ? dimension.missing[view.language] : (label ?? labelKey(name, key, view.language))
    if (dimension.showsSku === true) row.sku = code
  })
  const groups = keys.map(({ key }, index) => ({ by: view.names[index] as GroupBy, keys: [key] }))
  row.tickets_url = linkTickets({ ...view.behind, currency, groups: [...filterGroups(view), ...groups] })
  return row
}

const filterGroups = ({ filters }: CustomView) =>
  filters.map(({ dimension, values }) => ({ by: dimension, keys: values }))
