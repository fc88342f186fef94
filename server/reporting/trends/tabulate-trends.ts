import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { type Language, text } from '../../platform/text.ts'
import { describeScope } from '../describe-scope.ts'
import { type AnswerColumn, blockSection, blocksOf, currencyColumn } from '../export/answer-columns.ts'
import type { ReportTable, TableSection } from '../export/report-table.ts'
import type { Figure } from '../present.ts'
import type { DayRow, MonthRow, TrendsBlock, WeekdayRow } from './present-trends.ts'
import { reportTrends, type TrendsInput } from './report-trends.ts'
import { TREND_MEASURES, type TrendMeasureName } from './trend-measures.ts'

export const TRENDS_TITLE = text('Tendances', 'Trends')

const DAYS = text('Jours', 'Days')
const MONTHS = text('Mois par année', 'Months by year')
const WEEK = text('Semaine par heure', 'Week by hour')
const MEASURE = text('Mesure', 'Measure')
const INDEX = text('Indice', 'Index')

/** A trend as a table: each day with its means; in a workbook and on paper also months by year and weekdays by hour. */
export async function tabulateTrends(
  sql: Sql,
  actor: Actor,
  input: TrendsInput,
  language: Language,
): Promise<ReportTable> {
  const answer = await reportTrends(sql, actor, input, language)
  const { period, measure } = answer
  const columns = dayColumns(measure)
  return {
    fileName: `${{ fr: 'tendances', en: 'trends' }[language]}-${period.date_from}-${period.date_to}`,
    title: TRENDS_TITLE,
    facts: [
      [MEASURE, TREND_MEASURES[measure].label[language]],
      ...(await describeScope(sql, actor, { asked: input, period }, language)),
    ],
    columns,
    chart: { kind: 'line', label: 'date', value: 'average_7' },
    sections: () =>
      blocksOf<TrendsBlock>(answer).flatMap((block) => [
        blockSection(columns, { currency: block.currency, title: DAYS, rows: block.days, totals: null }),
        monthsOf(block, measure),
        weekOf(block, measure),
      ]),
  }
}

/** The mean of a count has decimals. */
const meanUnit = (measure: TrendMeasureName) =>
  TREND_MEASURES[measure].unit === 'count' ? 'number' : TREND_MEASURES[measure].unit

function dayColumns(measure: TrendMeasureName): AnswerColumn<DayRow>[] {
  const { label, unit, meaning } = TREND_MEASURES[measure]
  const mean = (name: 'average_7' | 'average_28', days: number): AnswerColumn<DayRow> => ({
    name,
    label: text(`Moyenne sur ${days} jours`, `Mean over ${days} days`),
    unit: meanUnit(measure),
    value: (row) => row[name],
  })
  return [
    { name: 'date', label: text('Jour', 'Day'), unit: 'day', value: (row) => row.date },
    currencyColumn(),
    { name: 'value', label, unit, meaning, value: (row) => row.value },
    mean('average_7', 7),
    mean('average_28', 28),
  ]
}

/** A column for each of a row's values. */
const valueColumns = <Row extends { values: Figure[] }>(
  names: readonly string[],
  measure: TrendMeasureName,
): AnswerColumn<Row>[] =>
  names.map((name, index) => ({
    name,
    label: text(name, name),
    unit: TREND_MEASURES[measure].unit,
    value: (row) => row.values?.[index],
  }))

function monthsOf({ currency, months }: TrendsBlock, measure: TrendMeasureName): TableSection {
  const columns: AnswerColumn<MonthRow>[] = [
    { name: 'month', label: text('Mois', 'Month'), unit: 'text', value: (row) => row.label },
    ...valueColumns<MonthRow>(months.years.map(String), measure),
    { name: 'change', label: text('Variation', 'Change'), unit: 'rate', value: (row) => row.change },
    { name: 'index', label: INDEX, unit: 'number', value: (row) => row.index },
  ]
  const section = blockSection(columns, {
    currency,
    title: MONTHS,
    rows: months.rows,
    totals: { values: months.totals },
  })
  return { ...section, columns, chart: null }
}

function weekOf({ currency, week }: TrendsBlock, measure: TrendMeasureName): TableSection {
  const columns: AnswerColumn<WeekdayRow>[] = [
    { name: 'weekday', label: text('Jour', 'Weekday'), unit: 'text', value: (row) => row.label },
    ...valueColumns<WeekdayRow>(
      week.hours.map((hour) => `${hour} h`),
      measure,
    ),
    { name: 'total', label: text('Total', 'Total'), unit: TREND_MEASURES[measure].unit, value: (row) => row.total },
    { name: 'average', label: text('Moyenne', 'Mean'), unit: meanUnit(measure), value: (row) => row.average },
    { name: 'index', label: INDEX, unit: 'number', value: (row) => row.index },
  ]
  const section = blockSection(columns, { currency, title: WEEK, rows: week.rows, totals: { values: week.totals } })
  return { ...section, columns, chart: null }
}
