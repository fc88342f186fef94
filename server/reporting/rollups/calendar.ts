import { addDays } from '../resolve-scope.ts'

/** Days are `YYYY-MM-DD`, so that they compare as text. */

export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`
export const firstOfYear = (day: string): string => `${day.slice(0, 4)}-01-01`
export const lastOfYear = (day: string): string => `${day.slice(0, 4)}-12-31`

/** The first day of the month after. */
export const nextMonth = (day: string): string => firstOfMonth(addDays(firstOfMonth(day), 31))
export const lastOfMonth = (day: string): string => addDays(nextMonth(day), -1)

export const earlier = (left: string, right: string): string => (left < right ? left : right)
export const later = (left: string, right: string): string => (left > right ? left : right)

/** The first days of the months of a year. */
export const monthsOfYear = (day: string): string[] =>
  Array.from({ length: 12 }, (_, month) => `${day.slice(0, 4)}-${String(month + 1).padStart(2, '0')}-01`)
