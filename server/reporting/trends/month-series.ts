import { addDays } from '../resolve-scope.ts'
import { addDaysTogether, type DaysTogether, NO_DAYS, takeDaysOff } from './trend-measures.ts'

/** Days that the moving averages look back on: four weeks, and one. */
export const LONG_WINDOW = 28
export const SHORT_WINDOW = 7

/** A day of the period, with what was sold on it. Before the first sale it is no day of trade, and counts as none. */
export type DayOfTrend = { readonly day: string } & DaysTogether

/** The days of a period, also those without a ticket; null: what is before the period has been traded on. */
export function fillDays(
  from: string,
  to: string,
  sold: ReadonlyMap<string, DaysTogether['facts']>,
  firstOfTrade: string | null,
): readonly DayOfTrend[] {
  const days: DayOfTrend[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    days.push({ day, days: firstOfTrade !== null && day < firstOfTrade ? 0 : 1, facts: sold.get(day) ?? NO_DAYS.facts })
  }
  return days
}

/** Each month (`2026-11`) of the days, with those of its days that are among them. */
export function sumByMonth(days: readonly DayOfTrend[]): ReadonlyMap<string, DaysTogether> {
  const months = new Map<string, DaysTogether>()
  for (const day of days) {
    const month = day.day.slice(0, 7)
    months.set(month, addDaysTogether(months.get(month) ?? NO_DAYS, day))
  }
  return months
}

/**
 * The latest whole years that the months make, wherever they begin: twelve months that are complete and follow each other.
 * A season is told only from whole years, so that each month weighs the same; each month is compared with its own year, so
 * that growth from one year to the next is not taken for a season.
 */
export function wholeYears(months: ReadonlyMap<string, DaysTogether>): readonly (readonly [string, DaysTogether][])[] {
  const complete = [...months].filter(([month, sold]) => isWhole(month, sold))
  const years: [string, DaysTogether][][] = []
  for (let end = complete.length; end >= 12; end -= 12) years.push(complete.slice(end - 12, end))
  return years
}

/** Whether all days of a month (`2026-11`) are among those that were added up. */
export const isWhole = (month: string, { days }: DaysTogether): boolean =>
  days === Temporal.PlainYearMonth.from(month).daysInMonth

/** Sums over as many days as the window, up to and including each day from the position `start` on. */
export function slidingSums(days: readonly DayOfTrend[], start: number, window: number): readonly DaysTogether[] {
  const sums: DaysTogether[] = []
  let sum = NO_DAYS
  for (const [index, day] of days.entries()) {
    sum = addDaysTogether(sum, day)
    const gone = days[index - window]
    if (gone !== undefined) sum = takeDaysOff(sum, gone)
    if (index >= start) sums.push(sum)
  }
  return sums
}
