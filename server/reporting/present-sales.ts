import type { Language } from '../platform/text.ts'
import type { Dimension, GroupBy } from './dimensions.ts'
import { labelKey } from './labels.ts'
import { type Facts, type Measure, SALES_MEASURES, type SalesMeasureName } from './measures.ts'
import { type Figure, presentFigure } from './present.ts'
import { type CurrencyFacts, type FactGroup, NO_FACTS } from './query-facts.ts'
import { sortGroups } from './sort-groups.ts'
import { type Behind, linkTickets } from './tickets-link.ts'

export type SalesFigures = Partial<Record<SalesMeasureName, Figure>>
export type SalesRow = SalesFigures & {
  key: string | number | null
  label: string
  sku?: string | null
  tickets_url?: string
}
export type SalesBlock = { currency: string | null; totals: SalesFigures; rows: SalesRow[]; truncated: boolean }

export type SalesView = {
  readonly groupBy: GroupBy
  readonly dimension: Dimension
  readonly names: readonly SalesMeasureName[]
  readonly language: Language
  /** What the rows’ links are about; a file has none. */
  readonly behind?: Pick<Behind, 'resolved' | 'calendar'>
}

/** The report of one currency: totals of all its tickets, and a row per group. */
export function presentSalesBlock(block: CurrencyFacts, view: SalesView): SalesBlock {
  const groups = view.dimension.place === 'payment' ? addUnpaid(block) : block.groups
  return {
    currency: block.currency,
    totals: presentSalesFigures(block.totals, view.names, block.currency),
    rows: sortGroups(groups, view.dimension).map((group) => presentSalesRow(group, view, block.currency)),
    truncated: block.isTruncated,
  }
}

export function presentSalesRow(group: FactGroup, view: SalesView, currency: string | null): SalesRow {
  const { dimension, names, groupBy: by, behind } = view
  const key = group.key !== null && dimension.keyType === 'integer' ? Number(group.key) : group.key
  return {
    key,
    label: labelOf(group, view),
    ...(dimension.showsSku ? { sku: group.code } : {}),
    ...presentSalesFigures(group.facts, names, currency, dimension),
    ...(behind && { tickets_url: linkTickets({ ...behind, currency, groups: [{ by, keys: [key] }] }) }),
  }
}

function labelOf(group: FactGroup, { dimension, groupBy, language }: SalesView): string {
  if (group.key === null) return dimension.missing[language]
  return group.label ?? labelKey(groupBy, group.key, language)
}

export function presentSalesFigures(
  facts: Facts,
  names: readonly SalesMeasureName[],
  currency: string | null,
  dimension?: Dimension,
): SalesFigures {
  const figures: SalesFigures = {}
  for (const name of names) {
    const measure: Measure = SALES_MEASURES[name]
    const other = dimension?.rowMeasures?.[name]
    const value = other === undefined ? measure.value(facts) : other === null ? null : facts[other]
    figures[name] = presentFigure(value, measure.unit, currency)
  }
  return figures
}

/**
 * What the payments of a period do not explain of the money collected (past tickets may come without payments) belongs
 * to the row without a method, so that the rows add up to the total.
 */
function addUnpaid(block: CurrencyFacts): readonly FactGroup[] {
  const { totals, groups } = block
  let unpaid = totals.net + totals.tax + totals.rounding
  for (const group of groups) unpaid -= group.facts.paid
  if (unpaid === 0n) return groups
  const without = groups.find((group) => group.key === null) ?? { key: null, label: null, code: null, facts: NO_FACTS }
  const completed = { ...without, facts: { ...without.facts, paid: unpaid } }
  return [...groups.filter((group) => group.key !== null), completed]
}
