import type { Language } from '../../platform/text.ts'
import { changeOf } from '../change-of.ts'
import { labelKey, labelMonthOfYear } from '../labels.ts'
import { type Figure, presentFigure } from '../present.ts'
import { NO_FACTS } from '../query-facts.ts'
import {
  type DayOfTrend,
  isWhole,
  LONG_WINDOW,
  SHORT_WINDOW,
  slidingSums,
  sumByMonth,
  wholeYears,
} from './month-series.ts'
import {
  addDaysTogether,
  type DaysTogether,
  NO_DAYS,
  presentIndex,
  presentMean,
  TREND_MEASURES,
  type TrendMeasureName,
} from './trend-measures.ts'
import type { WeekHour } from './week-hours.ts'

export type MonthRow = { month: number; label: string; values: Figure[]; change: string | null; index: Figure }
export type WeekdayRow = {
  weekday: number
  label: string
  days: number
  values: Figure[]
  total: Figure
  average: Figure
  index: Figure
}
export type DayRow = { date: string; value: Figure; average_7: Figure; average_28: Figure }
export type TrendsBlock = {
  currency: string | null
  months: { years: number[]; rows: MonthRow[]; totals: Figure[] }
  week: { hours: number[]; rows: WeekdayRow[]; totals: Figure[] }
  days: DayRow[]
}

type Found = {
  readonly currency: string | null
  /** Those of the period, and before them what the moving averages look back on. */
  readonly days: readonly DayOfTrend[]
  readonly weekHours: readonly WeekHour[]
}
type View = { readonly measure: TrendMeasureName; readonly language: Language; readonly firstDay: string }

export function presentTrends(found: Found, view: View): TrendsBlock {
  const days = found.days.filter(({ day }) => day >= view.firstDay)
  return {
    currency: found.currency,
    months: presentMonths(days, view, found.currency),
    week: presentWeek(days, found.weekHours, view, found.currency),
    days: presentDays(found, days, view),
  }
}

const valueOfDays = ({ measure }: View, { facts }: DaysTogether): bigint | null => TREND_MEASURES[measure].value(facts)

function present(view: View, together: DaysTogether | undefined, currency: string | null): Figure {
  if (together === undefined) return null
  return presentFigure(valueOfDays(view, together), TREND_MEASURES[view.measure].unit, currency)
}

/** null where there was no day of trade yet. */
const presentDaysOf = (view: View, together: DaysTogether | undefined, currency: string | null): Figure =>
  together?.days === 0 ? null : present(view, together, currency)

const monthName = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`

/** A row for each month of the year, a column for each year; null where no day of the period, and of trade, is in that month. */
function presentMonths(days: readonly DayOfTrend[], view: View, currency: string | null): TrendsBlock['months'] {
  const byMonth = sumByMonth(days)
  const years = [...new Set([...byMonth.keys()].map((month) => Number(month.slice(0, 4))))]
  const seasons = wholeYears(byMonth).map((year) => ({
    months: new Map(year.map(([name, sold]) => [Number(name.slice(5)), sold])),
    whole: year.reduce<DaysTogether>((sum, [, sold]) => addDaysTogether(sum, sold), NO_DAYS),
  }))
  const rows: MonthRow[] = []
  for (let month = 1; month <= 12; month += 1) {
    const sold = years.map((year) => byMonth.get(monthName(year, month)))
    // A month that is not over, or of which the period holds a part, is no measure of another.
    const [last, before] = [-1, -2].map((place) => {
      const name = monthName(years.at(place) ?? 0, month)
      const together = byMonth.get(name)
      return together !== undefined && isWhole(name, together) ? together : undefined
    })
    const pairs = seasons.map(({ months, whole }) => ({ part: months.get(month) ?? NO_DAYS, whole }))
    rows.push({
      month,
      label: labelMonthOfYear(month, view.language),
      values: sold.map((together) => presentDaysOf(view, together, currency)),
      change:
        last === undefined || before === undefined
          ? null
          : changeOf(TREND_MEASURES[view.measure], last.facts, before.facts),
      index: presentIndex(view.measure, pairs),
    })
  }
  const totals = years.map((year) => {
    const own = [...byMonth].filter(([name]) => name.startsWith(`${year}-`))
    return presentDaysOf(
      view,
      own.reduce<DaysTogether>((sum, [, sold]) => addDaysTogether(sum, sold), NO_DAYS),
      currency,
    )
  })
  return { years, rows, totals }
}

/** A row for each weekday, a column for each hour from the first in which anything was sold to the last. */
function presentWeek(
  days: readonly DayOfTrend[],
  weekHours: readonly WeekHour[],
  view: View,
  currency: string | null,
): TrendsBlock['week'] {
  const known = weekHours.map(({ hour }) => hour)
  const hours: number[] = []
  for (let hour = Math.min(...known); hour <= Math.max(...known); hour += 1) hours.push(hour)
  const whole = days.reduce<DaysTogether>(addDaysTogether, NO_DAYS)
  const byWeekday = Map.groupBy(days, ({ day }) => Temporal.PlainDate.from(day).dayOfWeek)
  const sumOf = (isMeant: (cell: WeekHour) => boolean): DaysTogether =>
    weekHours
      .filter(isMeant)
      .reduce<DaysTogether>((sum, { facts }) => addDaysTogether(sum, { days: 0, facts }), { days: 0, facts: NO_FACTS })
  const rows: WeekdayRow[] = []
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const sold = (byWeekday.get(weekday) ?? []).reduce<DaysTogether>(addDaysTogether, NO_DAYS)
    rows.push({
      weekday,
      label: labelKey('weekday', String(weekday), view.language),
      days: sold.days,
      values: hours.map((hour) =>
        present(
          view,
          sumOf((cell) => cell.weekday === weekday && cell.hour === hour),
          currency,
        ),
      ),
      total: present(view, sold, currency),
      average: presentMean(view.measure, sold, currency),
      index: presentIndex(view.measure, [{ part: sold, whole }]),
    })
  }
  return {
    hours,
    rows,
    totals: hours.map((hour) =>
      present(
        view,
        sumOf((cell) => cell.hour === hour),
        currency,
      ),
    ),
  }
}

function presentDays({ days: all, currency }: Found, days: readonly DayOfTrend[], view: View): DayRow[] {
  const start = all.length - days.length
  const [short, long] = [slidingSums(all, start, SHORT_WINDOW), slidingSums(all, start, LONG_WINDOW)]
  return days.map((day, index) => ({
    date: day.day,
    value: presentDaysOf(view, day, currency),
    average_7: presentMean(view.measure, short[index] ?? NO_DAYS, currency),
    average_28: presentMean(view.measure, long[index] ?? NO_DAYS, currency),
  }))
}
