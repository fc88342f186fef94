/** Business days, `2026-11-27`, both included. */
export type Period = { readonly date_from: string; readonly date_to: string }

/** Periods that one asks for by name: tomorrow the same name means other days. */
export const PERIOD_NAMES = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'last_30_days',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_12_months',
  'since_last_year',
] as const
export type PeriodName = (typeof PERIOD_NAMES)[number]

const DAY_MS = 86_400_000
const DAYS_PER_WEEK = 7
const MONTHS_PER_QUARTER = 3
const MONTHS_PER_YEAR = 12

/** The day some days later, or earlier when negative. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The first day of the month some months later. */
export function firstOfMonth(day: string, monthsLater = 0): string {
  const date = new Date(`${day}T00:00:00Z`)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1)).toISOString().slice(0, 10)
}

/** Weeks begin on Monday. */
function firstOfWeek(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK
  return addDays(day, -weekday)
}

const firstOfQuarter = (day: string): string => {
  const month = Number(day.slice(5, 7)) - 1
  return firstOfMonth(day, -(month % MONTHS_PER_QUARTER))
}

const monthsFrom = (first: string, count: number): Period => ({
  date_from: first,
  date_to: addDays(firstOfMonth(first, count), -1),
})

/** The days that a name means today. Those that are not over end today. */
export function daysOfPeriod(name: PeriodName, today: string): Period {
  const until = (date_from: string): Period => ({ date_from, date_to: today })
  switch (name) {
    case 'today':
      return until(today)
    case 'yesterday':
      return { date_from: addDays(today, -1), date_to: addDays(today, -1) }
    case 'this_week':
      return until(firstOfWeek(today))
    case 'last_week': {
      const first = addDays(firstOfWeek(today), -DAYS_PER_WEEK)
      return { date_from: first, date_to: addDays(first, DAYS_PER_WEEK - 1) }
    }
    case 'this_month':
      return until(firstOfMonth(today))
    case 'last_month':
      return monthsFrom(firstOfMonth(today, -1), 1)
    case 'last_30_days':
      return until(addDays(today, -29))
    case 'this_quarter':
      return until(firstOfQuarter(today))
    case 'last_quarter':
      return monthsFrom(firstOfMonth(firstOfQuarter(today), -MONTHS_PER_QUARTER), MONTHS_PER_QUARTER)
    case 'this_year':
      return until(`${today.slice(0, 4)}-01-01`)
    case 'last_year':
      return monthsFrom(`${Number(today.slice(0, 4)) - 1}-01-01`, MONTHS_PER_YEAR)
    case 'since_last_year':
      return until(`${Number(today.slice(0, 4)) - 1}-01-01`)
    case 'last_12_months':
      return monthsFrom(firstOfMonth(today, -MONTHS_PER_YEAR), MONTHS_PER_YEAR)
  }
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * MONTHS_PER_YEAR + Number(day.slice(5, 7)) - 1

/** Whole months, or a month, a quarter or a year that is not over, are so many months; null: just days. */
function monthsIn({ date_from: from, date_to: to }: Period): number | null {
  if (!from.endsWith('-01')) return null
  // The first of a month by itself is a day, and from a Monday to a Sunday it is a week.
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (days === 1 || (days === DAYS_PER_WEEK && from === firstOfWeek(from))) return null
  const begun = monthOf(to) - monthOf(from) + 1
  for (const length of [1, MONTHS_PER_QUARTER, MONTHS_PER_YEAR]) {
    if (monthOf(from) % length === 0 && begun <= length) return length
  }
  return to === lastOfMonth(to) ? begun : null
}

const lastOfMonth = (day: string): string => addDays(firstOfMonth(day, 1), -1)

/** The same day of an earlier month, or its last where that is shorter; the last day goes with the last. */
function dayMonthsBefore(day: string, months: number): string {
  const last = lastOfMonth(firstOfMonth(day, -months))
  const same = `${last.slice(0, 8)}${day.slice(8)}`
  return day === lastOfMonth(day) || same > last ? last : same
}

export type PeriodBefore = {
  readonly period: Period
  /** So many months earlier, to be put beside it month by month; null: so many days. */
  readonly months: number | null
}

/**
 * The period that one compares with: of whole months (a quarter, a year) as many months before; of a month, a quarter or a
 * year that is not over, the same days of the one before; of other days, as many just before. The days alone decide, so that
 * the same days are compared with the same whenever and by whatever name they are asked for.
 */
export function periodBefore(period: Period): PeriodBefore {
  const months = monthsIn(period)
  if (months === null) {
    const days = Math.round((Date.parse(period.date_to) - Date.parse(period.date_from)) / DAY_MS) + 1
    return { period: { date_from: addDays(period.date_from, -days), date_to: addDays(period.date_from, -1) }, months }
  }
  const date_from = firstOfMonth(period.date_from, -months)
  return { period: { date_from, date_to: dayMonthsBefore(period.date_to, months) }, months }
}
