import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { type Language, text } from '../../platform/text.ts'
import { describeCurrency, describePeriod, describeStores } from '../describe-scope.ts'
import { DIMENSIONS, type GroupBy } from '../dimensions.ts'
import { type AnswerColumn, blockSection, blocksOf, currencyColumn } from '../export/answer-columns.ts'
import { fileNameOf } from '../export/file-name.ts'
import type { Chart, Fact, ReportTable } from '../export/report-table.ts'
import { type Period, resolveScope } from '../resolve-scope.ts'
import { NAMED_BY_KEY, ORDERED } from '../tabulate-sales.ts'
import type { CustomDefinition, CustomQuestion } from './custom-definition.ts'
import { CUSTOM_MEASURES, type CustomMeasureName } from './custom-measures.ts'
import { describeFilters, storesLeft } from './describe-filters.ts'
import type { CustomBlock, CustomRow } from './present-custom.ts'
import { reportCustom } from './report-custom.ts'

export const CUSTOM_TITLE = text('Rapport sur mesure', 'Custom report')
const COMPARED = text('Comparé à', 'Compared with')
const ROWS_MAX = text('Lignes par devise, au plus', 'Rows per currency, at most')

/** As many groups as a custom report may have: a file has them all, unless fewer are asked for. */
const EVERY_ROW = 50_000

type Column = AnswerColumn<CustomRow>

/** A custom report as a table: a column per dimension, and for each measure its figures of one period or of two. */
export async function tabulateCustom(
  sql: Sql,
  actor: Actor,
  { title, ...definition }: CustomQuestion,
  language: Language,
): Promise<ReportTable> {
  const answer = await reportCustom(sql, actor, { ...definition, limit: definition.limit ?? EVERY_ROW }, language)
  const { period, compared_period: compared } = answer
  const { dimensions, measures } = definition
  const columns: Column[] = [
    ...dimensions.flatMap(dimensionColumns),
    currencyColumn<CustomRow>(),
    ...measures.flatMap((name) => measureColumns(name, compared !== null)),
  ]
  const name = fileNameOf(title ?? '') ?? { fr: 'rapport', en: 'report' }[language]
  return {
    fileName: `${name}-${period.date_from}-${period.date_to}`,
    title: title === undefined ? CUSTOM_TITLE : text(title, title),
    facts: await describe(sql, actor, { definition, period, compared }, language),
    columns,
    ...chartOf(definition, columns),
    sections: () => blocksOf<CustomBlock>(answer).map((block) => blockSection(columns, block)),
  }
}

type Told = { definition: CustomDefinition; period: Period; compared: Period | null }

/** All that decides which tickets the figures are of. */
async function describe(
  sql: Sql,
  actor: Actor,
  { definition, period, compared }: Told,
  language: Language,
): Promise<Fact[]> {
  const { store_id: storeId, limit } = definition
  const resolved = await resolveScope(sql, actor, storeId === undefined ? {} : { store_id: String(storeId) })
  const left = storesLeft(resolved.stores, definition)
  const isWhole = left.length === resolved.stores.length
  const scope = isWhole ? resolved.scope : { ...resolved.scope, storeIds: left.map(({ id }) => id) }
  return [
    describePeriod(period, language),
    ...(compared === null ? [] : [[COMPARED, describePeriod(compared, language)[1]] as const]),
    describeStores(actor, { scope, stores: left }, language),
    ...describeCurrency(definition),
    ...(await describeFilters(sql, actor, { definition, period, stores: resolved.stores }, language)),
    ...(limit === undefined ? [] : [[ROWS_MAX, String(limit)] as const]),
  ]
}

function dimensionColumns(name: GroupBy): Column[] {
  const { label, keyType } = DIMENSIONS[name]
  if (NAMED_BY_KEY.has(name)) {
    return [{ name, label, unit: name === 'day' ? 'day' : 'text', value: (row) => row.keys?.[name] }]
  }
  const columns: Column[] = [{ name, label, unit: 'text', value: (row) => row.labels?.[name] }]
  if (keyType === 'integer' && !ORDERED.has(name)) {
    columns.push({
      name: `${name}_id`,
      label: text(`Identifiant (${label.fr.toLowerCase()})`, `Id (${label.en.toLowerCase()})`),
      unit: 'id',
      value: (row) => row.keys?.[name],
    })
  }
  if (name === 'variant')
    columns.push({ name: 'sku', label: text('UGS', 'SKU'), unit: 'text', value: (row) => row.sku })
  return columns
}

function measureColumns(name: CustomMeasureName, isCompared: boolean): Column[] {
  const { label, unit, meaning } = CUSTOM_MEASURES[name]
  const own: Column = { name, label, unit, meaning, value: (row) => row[name] }
  if (!isCompared) return [own]
  return [
    own,
    {
      name: `previous_${name}`,
      label: text(`${label.fr} (comparé)`, `${label.en} (compared)`),
      unit,
      value: (row) => row.previous?.[name],
    },
    {
      name: `change_${name}`,
      label: text(`${label.fr} (variation)`, `${label.en} (change)`),
      unit: 'rate',
      value: (row) => row.change?.[name],
    },
  ]
}

/** Of one dimension only: points of several have no place beside each other. */
function chartOf({ dimensions, measures }: CustomDefinition, columns: readonly Column[]): { chart?: Chart } {
  const [name, ...others] = dimensions
  const [label] = columns
  const [value] = measures
  if (name === undefined || others.length > 0 || label === undefined || value === undefined) return {}
  return { chart: { kind: ORDERED.has(name) ? 'line' : 'bars', label: label.name, value } }
}
