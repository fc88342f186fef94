import {
  addDays,
  daysOfPeriod,
  firstOfMonth,
  PERIOD_NAMES,
  type Period,
  type PeriodName,
} from '../../../../rules/index.ts'

export { addDays, daysOfPeriod as periodOf, PERIOD_NAMES, type Period, type PeriodName }

export const isPeriodName = (name: string | undefined): name is PeriodName =>
  (PERIOD_NAMES as readonly (string | undefined)[]).includes(name)

const DAY_MS = 86_400_000
const MONTHS_PER_YEAR = 12

/** The reader's own day. */
export function todayOf(now = new Date()): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`
}

/** Whether a text of an address is a day that exists. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text)
}

const lastOfMonth = (day: string): string => addDays(firstOfMonth(day, 1), -1)

const months = (first: string, count: number): Period => ({
  date_from: first,
  date_to: addDays(firstOfMonth(first, count), -1),
})

/** Which name means these days today, if one does. */
export function nameOf(period: Period, today: string): PeriodName | null {
  const isSame = (name: PeriodName) => {
    const found = daysOfPeriod(name, today)
    return found.date_from === period.date_from && found.date_to === period.date_to
  }
  return PERIOD_NAMES.find(isSame) ?? null
}

/** The period just before or after: whole months by months, anything else by as many days. */
export function shiftPeriod({ date_from: from, date_to: to }: Period, direction: -1 | 1): Period {
  if (from.endsWith('-01') && to === lastOfMonth(to)) {
    const [first, last] = [from, to].map((day) => Number(day.slice(0, 4)) * MONTHS_PER_YEAR + Number(day.slice(5, 7)))
    const count = (last ?? 0) - (first ?? 0) + 1
    return months(firstOfMonth(from, direction * count), count)
  }
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  return { date_from: addDays(from, direction * days), date_to: addDays(to, direction * days) }
}
