import type { SortTerm } from '../../platform/http/list.ts'
import { type Language, type Text, text } from '../../platform/text.ts'
import { type Figure, presentFigure } from '../present.ts'
import type { Period } from '../resolve-scope.ts'
import { ABC_CLASSES, type AbcClass } from './classify-articles.ts'
import { type JoinedGroup, type StockTotals, sumFacts } from './join-sold.ts'
import type { ShrinkageKind, ShrinkageRow } from './query-shrinkage.ts'
import type { StockFacts } from './stock-facts.ts'
import { ABC_LABELS, STOCK_GROUPINGS, type StockGroupBy } from './stock-groupings.ts'
import { linksOfGroup, movementsUrl, type StockLinks } from './stock-links.ts'
import { STOCK_MEASURES, type StockMeasure, type StockMeasureName } from './stock-measures.ts'

type Figures = Partial<Record<StockMeasureName, Figure>>
export type InventoryRow = Figures &
  StockLinks & { key: string | number | null; label: string; sku?: string | null; abc_class?: AbcClass | null }
export type ShrinkageItem = {
  kind: ShrinkageKind
  reason: string | null
  label: string
  lost_units: Figure
  found_units: Figure
  lost_value?: Figure
  found_value?: Figure
  movements_url: string | null
}
export type InventoryBlock = {
  currency: string | null
  totals: Figures
  rows: InventoryRow[]
  truncated: boolean
  shrinkage: ShrinkageItem[]
}

export type InventoryView = {
  readonly groupBy: StockGroupBy
  readonly names: readonly StockMeasureName[]
  readonly terms: readonly SortTerm[]
  readonly limit: number
  readonly language: Language
  readonly period: Period
  /** The only store; null: several chosen ones; undefined: all of the reader's. */
  readonly storeId: number | null | undefined
}

/** The report of one currency: the sums of all, a row per group in the order asked for, and what was lost by reason. */
export function presentInventoryBlock(block: StockTotals, view: InventoryView): InventoryBlock {
  const groups = view.groupBy === 'abc_class' ? groupByClass(block) : block.groups
  const sorted = sortGroups(groups, view.terms)
  return {
    currency: block.currency,
    totals: presentFigures(block.totals, view, block.currency),
    rows: sorted.slice(0, view.limit).map((group) => presentRow(group, block, view)),
    truncated: groups.length > view.limit,
    shrinkage: block.shrinkage.map((row) => presentShrinkage(row, view, block.currency)),
  }
}

/** The three classes, and what is no article, where there is any. */
function groupByClass({ groups, classes, totals }: StockTotals): JoinedGroup[] {
  const byClass = Map.groupBy(groups, ({ key }) => (key === null ? null : (classes.get(key) ?? 'C')))
  const keys = byClass.has(null) ? [...ABC_CLASSES, null] : ABC_CLASSES
  return keys.map((key) => {
    const facts = sumFacts(byClass.get(key) ?? [], {
      days: Number(totals.days),
      ledgerDays: Number(totals.ledger_days),
    })
    return { key, label: null, code: null, facts }
  })
}

function presentRow(group: JoinedGroup, { classes, currency }: StockTotals, view: InventoryView): InventoryRow {
  const { groupBy } = view
  const { keyType } = STOCK_GROUPINGS[groupBy]
  const isClass = groupBy === 'abc_class'
  return {
    key: group.key !== null && keyType === 'integer' && !isClass ? Number(group.key) : group.key,
    label: labelOf(group, view),
    ...(groupBy === 'variant' && {
      sku: group.code,
      abc_class: group.key === null ? null : (classes.get(group.key) ?? 'C'),
    }),
    ...presentFigures(group.facts, view, currency),
    ...linksOfGroup(groupBy, group.key, view.storeId),
  }
}

function labelOf({ key, label }: JoinedGroup, { groupBy, language }: InventoryView): string {
  if (key === null) return STOCK_GROUPINGS[groupBy].missing[language]
  if (groupBy === 'abc_class') return ABC_LABELS[key as AbcClass][language]
  return label ?? key
}

function presentFigures(facts: StockFacts, { names }: InventoryView, currency: string | null): Figures {
  const figures: Figures = {}
  for (const name of names) {
    const measure: StockMeasure = STOCK_MEASURES[name]
    figures[name] = presentFigure(measure.value(facts), measure.unit, currency)
  }
  return figures
}

/** In the order asked for; what has no figure or no key comes last, whichever way, and equals stand by their key. */
function sortGroups(groups: readonly JoinedGroup[], terms: readonly SortTerm[]): JoinedGroup[] {
  const keyed = groups.map((group) => ({ group, values: terms.map(({ field }) => sortValue(group, field)) }))
  keyed.sort((left, right) => {
    for (const [index, { descending }] of terms.entries()) {
      const order = compareValues(left.values[index] ?? null, right.values[index] ?? null, descending)
      if (order !== 0) return order
    }
    return compareValues(left.group.key, right.group.key, false)
  })
  return keyed.map(({ group }) => group)
}

function sortValue({ key, label, facts }: JoinedGroup, field: string): string | bigint | null {
  if (field === 'label') return key === null ? null : (label ?? key)
  const measure: StockMeasure = STOCK_MEASURES[field as StockMeasureName]
  return measure.value(facts)
}

const names = new Intl.Collator('fr-CA', { numeric: true })

function compareValues(left: string | bigint | null, right: string | bigint | null, descending: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  const order =
    typeof left === 'bigint' && typeof right === 'bigint'
      ? Number(left > right) - Number(left < right)
      : names.compare(String(left), String(right))
  return descending ? -order : order
}

const KINDS: Readonly<Record<ShrinkageKind, Text>> = {
  adjustment: text('Ajustement sans motif', 'Adjustment without a reason'),
  count: text('Inventaire', 'Stocktake'),
  transfer: text('Transfert, sans motif', 'Transfer, without a reason'),
}

function presentShrinkage(row: ShrinkageRow, view: InventoryView, currency: string | null): ShrinkageItem {
  const withCost = view.names.includes('lost_value')
  const units = (sum: string) => presentFigure(BigInt(sum), 'quantity', currency)
  const money = (sum: string) => presentFigure(BigInt(sum), 'money', currency)
  return {
    kind: row.kind,
    reason: row.reason,
    label: row.reason ?? KINDS[row.kind][view.language],
    lost_units: units(row.lost_units),
    found_units: units(row.found_units),
    ...(withCost && { lost_value: money(row.lost_value), found_value: money(row.found_value) }),
    movements_url: movementsUrl(row.kind, view.period, view.storeId),
  }
}
