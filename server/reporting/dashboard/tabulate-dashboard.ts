import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { type Language, type Text, text } from '../../platform/text.ts'
import { describeScope } from '../describe-scope.ts'
import {
  type AnswerColumn,
  blockSection,
  blocksOf,
  currencyColumn,
  idColumn,
  measureColumns,
} from '../export/answer-columns.ts'
import type { ReportTable, TableSection } from '../export/report-table.ts'
import { DAY_MEASURES, type DayMeasureName } from './dashboard-measures.ts'
import type { DayBlock, StoreOfDay } from './present-day.ts'
import type { RegisterItem } from './present-live-state.ts'
import { type DashboardInput, reportDashboard } from './report-dashboard.ts'

export const DASHBOARD_TITLE = text('Tableau de bord', 'Dashboard')

const STORES = text('Magasins', 'Stores')
const HOURS = text('Heures', 'Hours')
const REGISTERS = text('Caisses', 'Registers')

type Revenues = { revenue?: string | number | null }
/** A store, an hour, or all of them together. */
type Row = Partial<Omit<StoreOfDay, 'key' | 'last_week' | 'last_year' | 'last_week_change' | 'last_year_change'>> & {
  key: number | null
  list: Text
  last_week?: Revenues
  last_year?: Revenues
  last_week_change?: { revenue?: string | null }
  last_year_change?: { revenue?: string | null }
}

/** A day as a table: its stores, its hours; in a workbook and on paper also how the registers are now. */
export async function tabulateDashboard(
  sql: Sql,
  actor: Actor,
  input: DashboardInput,
  language: Language,
): Promise<ReportTable> {
  const answer = await reportDashboard(sql, actor, input, language)
  const period = { date_from: answer.date, date_to: answer.date }
  const blocks: readonly DayBlock[] = blocksOf<DayBlock>(answer)
  const columns = columnsOf(blocks[0]?.figures ?? {}, language)
  return {
    fileName: `${{ fr: 'tableau-de-bord', en: 'dashboard' }[language]}-${answer.date}`,
    title: DASHBOARD_TITLE,
    facts: await describeScope(sql, actor, { asked: input, period }, language),
    columns,
    chart: { kind: 'bars', label: 'label', value: 'revenue' },
    sections: () => [
      ...blocks.flatMap((block) => [storesOf(block, columns), hoursOf(block, columns)]),
      registersOf(answer.registers, language),
    ],
  }
}

function columnsOf(figures: object, language: Language): AnswerColumn<Row>[] {
  const revenue = DAY_MEASURES.revenue.label
  const compared = (name: 'last_week' | 'last_year', fr: string, en: string): AnswerColumn<Row>[] => [
    {
      name: `${name}_revenue`,
      label: text(`${revenue.fr}, ${fr}`, `${revenue.en}, ${en}`),
      unit: 'money',
      value: (row) => row[name]?.revenue,
    },
    {
      name: `${name}_change`,
      label: text(`Variation, ${fr}`, `Change, ${en}`),
      unit: 'rate',
      value: (row) => row[`${name}_change`]?.revenue,
    },
  ]
  return [
    { name: 'list', label: text('Liste', 'List'), unit: 'text', value: (row) => row.list?.[language] },
    { name: 'label', label: text('Magasin ou heure', 'Store or hour'), unit: 'text', value: (row) => row.label },
    idColumn<Row>(),
    { name: 'rank', label: text('Rang', 'Rank'), unit: 'id', value: (row) => row.rank },
    currencyColumn(),
    ...measureColumns<Row>(DAY_MEASURES, figures),
    ...compared('last_week', 'semaine précédente', 'last week'),
    ...compared('last_year', 'an passé', 'last year'),
  ]
}

function storesOf(block: DayBlock, columns: readonly AnswerColumn<Row>[]): TableSection {
  const { figures } = block
  const names = Object.keys(figures) as DayMeasureName[]
  const { revenue } = figures
  const totals: Partial<Row> = {
    ...Object.fromEntries(names.map((name) => [name, figures[name]?.value])),
    last_week: { revenue: revenue?.last_week ?? null },
    last_week_change: { revenue: revenue?.last_week_change ?? null },
    last_year: { revenue: revenue?.last_year ?? null },
    last_year_change: { revenue: revenue?.last_year_change ?? null },
  }
  const rows = block.stores.map((store): Row => ({ ...store, list: STORES }))
  return blockSection(columns, { currency: block.currency, title: STORES, rows, totals })
}

function hoursOf(block: DayBlock, columns: readonly AnswerColumn<Row>[]): TableSection {
  const rows = block.hours.map((hour): Row => ({ ...hour, key: null, list: HOURS }))
  const section = blockSection(columns, { currency: block.currency, title: HOURS, rows, totals: null })
  return { ...section, chart: { kind: 'line', label: 'label', value: 'revenue' } }
}

const STATES = { open: text('ouverte', 'open'), closed: text('fermée', 'closed') } as const

const REGISTER_COLUMNS = (language: Language): readonly AnswerColumn<RegisterItem>[] => [
  { name: 'store', label: text('Magasin', 'Store'), unit: 'text', value: (row) => row.store_name },
  { name: 'register', label: text('Caisse', 'Register'), unit: 'text', value: (row) => row.name },
  {
    name: 'state',
    label: text('État', 'State'),
    unit: 'text',
    value: (row) => (row.state == null ? null : STATES[row.state][language]),
  },
  {
    name: 'opened_at',
    label: text('Ouverte depuis (UTC)', 'Open since (UTC)'),
    unit: 'text',
    value: (row) => row.session?.opened_at,
  },
  { name: 'cashier', label: text('Caissier', 'Cashier'), unit: 'text', value: (row) => row.session?.cashier_name },
  {
    name: 'last_sale',
    label: text('Dernière vente', 'Last sale'),
    unit: 'text',
    value: (row) => row.last_sale?.reference,
  },
  {
    name: 'silent_since',
    label: text('Silencieuse depuis (UTC)', 'Silent since (UTC)'),
    unit: 'text',
    value: (row) => row.silent_since,
  },
]

function registersOf(registers: readonly RegisterItem[], language: Language): TableSection {
  const columns = REGISTER_COLUMNS(language)
  const section = blockSection(columns, { currency: null, title: REGISTERS, rows: registers, totals: null })
  return { ...section, columns, chart: null }
}
