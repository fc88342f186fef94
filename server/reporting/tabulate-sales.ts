import { type Actor, may } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import type { Language, Text } from '../platform/text.ts'
import { text } from '../platform/text.ts'
import { describeCurrency, describePeriod, describeStores } from './describe-scope.ts'
import { dimensionOf, type GroupBy } from './dimensions.ts'
import type { Column, ReportTable, TableRow, TableSection } from './export/report-table.ts'
import { readCalendar } from './fiscal-year.ts'
import { type Facts, factsOf, type Measure, SALES_MEASURES, type SalesMeasureName, visibleNames } from './measures.ts'
import {
  presentSalesFigures,
  presentSalesRow,
  type SalesBlock,
  type SalesFigures,
  type SalesRow,
  type SalesView,
} from './present-sales.ts'
import { NO_FACTS } from './query-facts.ts'
import { DEFAULT_GROUP_BY, reportSales, type SalesReportInput } from './report-sales.ts'
import { resolveScope } from './resolve-scope.ts'
import { streamFacts } from './stream-facts.ts'

export const SALES_TITLE = text('Rapport des ventes', 'Sales report')

const CURRENCY: Column = { name: 'currency', label: text('Devise', 'Currency'), unit: 'text' }
const ID: Column = { name: 'key', label: text('Identifiant', 'Id'), unit: 'id' }
const SKU: Column = { name: 'sku', label: text('UGS', 'SKU'), unit: 'text' }
const GROUPED_BY = text('Regroupement', 'Grouping')

/** Groups whose key says more to a spreadsheet than its name in words would. */
export const NAMED_BY_KEY: ReadonlySet<GroupBy> = new Set([
  'day',
  'week',
  'month',
  'year',
  'fiscal_quarter',
  'fiscal_year',
])
/** The curve of a figure over them means something. */
export const ORDERED: ReadonlySet<GroupBy> = new Set([...NAMED_BY_KEY, 'hour', 'weekday'])

/**
 * The sales report as a table: every group, however many there are. The few groups that are put in order or completed by
 * the program come from the answer itself.
 */
export async function tabulateSales(
  sql: Sql,
  actor: Actor,
  input: SalesReportInput,
  language: Language,
): Promise<ReportTable> {
  const groupBy = input.group_by ?? DEFAULT_GROUP_BY
  const dimension = dimensionOf(groupBy, await readCalendar(sql, [groupBy], input.week_start))
  const names: SalesMeasureName[] = visibleNames(SALES_MEASURES, (permission) => may(actor, permission))
  const facts = factsOf(names.map((name) => SALES_MEASURES[name]))
  const resolved = await resolveScope(sql, actor, input)
  const { period, scope } = resolved
  const view: SalesView = { groupBy, dimension, names, language }
  const layout = layOut(view)
  const isStreamed = dimension.place !== 'payment' && dimension.position === undefined
  return {
    fileName: `${{ fr: 'ventes', en: 'sales' }[language]}-${period.date_from}-${period.date_to}`,
    title: SALES_TITLE,
    facts: [
      describePeriod(period, language),
      describeStores(actor, resolved, language),
      ...describeCurrency(input),
      [GROUPED_BY, dimension.label[language]],
    ],
    columns: layout.columns,
    chart: { kind: ORDERED.has(groupBy) ? 'line' : 'bars', label: layout.columns[0]?.name ?? '', value: 'net' },
    sections: () =>
      isStreamed
        ? streamSections(streamFacts(sql, dimension, facts, scope), view, resolved.emptyCurrency)
        : answeredSections(() => reportSales(sql, actor, { ...input, ...period }, language), layout),
  }
}

type Layout = {
  columns: readonly Column[]
  rowOf(row: SalesRow, currency: string | null): TableRow
  totalsOf: TotalsOf
}
type TotalsOf = (totals: SalesFigures, currency: string | null) => TableRow

/** Which columns a grouping has, and where a row's values stand in them. */
function layOut({ groupBy, dimension, names }: SalesView): Layout {
  const isNamedByKey = NAMED_BY_KEY.has(groupBy)
  const first: Column = isNamedByKey
    ? { name: 'key', label: dimension.label, unit: groupBy === 'day' ? 'day' : 'text' }
    : { name: 'label', label: dimension.label, unit: 'text' }
  const hasId = !isNamedByKey && !ORDERED.has(groupBy) && dimension.keyType === 'integer'
  const measures = names.map((name): Column => columnOf(name, SALES_MEASURES[name]))
  const columns = [first, ...(hasId ? [ID] : []), ...(dimension.showsSku === true ? [SKU] : []), CURRENCY, ...measures]
  const valuesOf = (figures: SalesFigures) => names.map((name) => figures[name] ?? null)
  const besides = columns.length - 2 - names.length
  return {
    columns,
    rowOf: (row, currency) => [
      isNamedByKey ? (row.key ?? row.label) : row.label,
      ...(hasId ? [row.key] : []),
      ...(dimension.showsSku === true ? [row.sku ?? null] : []),
      currency,
      ...valuesOf(row),
    ],
    totalsOf: (totals, currency) => [null, ...Array<null>(besides).fill(null), currency, ...valuesOf(totals)],
  }
}

export const columnOf = (
  name: string,
  { label, unit, meaning }: Pick<Measure, 'unit'> & { label: Text; meaning: Text },
): Column => ({
  name,
  label,
  unit,
  meaning,
})

async function* streamSections(
  found: ReturnType<typeof streamFacts>,
  view: SalesView,
  emptyCurrency: string | null,
): AsyncGenerator<TableSection> {
  const { rowOf, totalsOf } = layOut(view)
  const totalsRow = (totals: Facts, currency: string | null) =>
    totalsOf(presentSalesFigures(totals, view.names, currency), currency)
  let isEmpty = true
  for await (const { currency, totals, groups } of found) {
    isEmpty = false
    yield {
      currency,
      rows: mapGroups(groups, (group) => rowOf(presentSalesRow(group, view, currency), currency)),
      totals: totalsRow(totals, currency),
    }
  }
  if (isEmpty) yield { currency: emptyCurrency, rows: [], totals: totalsRow(NO_FACTS, emptyCurrency) }
}

async function* mapGroups<Group>(
  groups: AsyncIterable<readonly Group[]>,
  map: (group: Group) => TableRow,
): AsyncGenerator<TableRow[]> {
  for await (const some of groups) yield some.map(map)
}

async function* answeredSections(
  read: () => ReturnType<typeof reportSales>,
  { rowOf, totalsOf }: Layout,
): AsyncGenerator<TableSection> {
  const answer = await read()
  const blocks: readonly SalesBlock[] = 'currencies' in answer ? answer.currencies : [answer]
  for (const { currency, totals, rows } of blocks) {
    yield { currency, rows: [rows.map((row) => rowOf(row, currency))], totals: totalsOf(totals, currency) }
  }
}
