import type { Actor } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import { type Language, text } from '../platform/text.ts'
import { describeCurrency, describePeriod, describeStores } from './describe-scope.ts'
import type { Column, ReportTable, TableRow, TableSection } from './export/report-table.ts'
import { KPI_MEASURES, KPI_NAMES, type Measure } from './measures.ts'
import { type Kpi, type KpiBlock, reportKpis } from './report-kpis.ts'
import { resolveScope, type ScopeInput } from './resolve-scope.ts'

export const KPIS_TITLE = text('Indicateurs clés', 'Key figures')

const COLUMNS: readonly Column[] = [
  { name: 'label', label: text('Indicateur', 'Figure'), unit: 'text' },
  { name: 'currency', label: text('Devise', 'Currency'), unit: 'text' },
  { name: 'value', label: text('Valeur', 'Value'), unit: 'count', meaning: text('Sur la période.', 'In the period.') },
  {
    name: 'previous',
    label: text('Période précédente', 'Previous period'),
    unit: 'count',
    meaning: text('Sur la période d’avant.', 'In the period before.'),
  },
  { name: 'change', label: text('Variation', 'Change'), unit: 'rate' },
]
const PREVIOUS = text('Période précédente', 'Previous period')

/** The key figures as a table: a row for each, whose unit is its own. */
export async function tabulateKpis(
  sql: Sql,
  actor: Actor,
  input: ScopeInput,
  language: Language,
): Promise<ReportTable> {
  const resolved = await resolveScope(sql, actor, input)
  const answer = await reportKpis(sql, actor, { ...input, ...resolved.period })
  const { period, previous_period: previous } = answer
  const blocks: readonly KpiBlock[] = 'currencies' in answer ? answer.currencies : [answer]
  return {
    fileName: `${{ fr: 'indicateurs', en: 'key-figures' }[language]}-${period.date_from}-${period.date_to}`,
    title: KPIS_TITLE,
    facts: [
      describePeriod(period, language),
      [PREVIOUS, describePeriod(previous, language)[1]],
      describeStores(actor, resolved, language),
      ...describeCurrency(input),
    ],
    columns: COLUMNS,
    sections: () => blocks.map((block) => sectionOf(block, language)),
  }
}

function sectionOf(block: KpiBlock, language: Language): TableSection {
  const rows = KPI_NAMES.flatMap((name): TableRow[] => {
    const kpi: Kpi | undefined = block[name]
    if (kpi === undefined) return []
    const { label, unit }: Measure = KPI_MEASURES[name]
    const { value, previous, change } = kpi
    return [[label[language], block.currency, { unit, value }, { unit, value: previous }, change]]
  })
  return { currency: block.currency, rows: [rows], totals: null }
}
