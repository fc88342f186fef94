/** How a date with strokes is to be read; `iso` refuses one that could be either. */
export const DATE_ORDERS = ['iso', 'dmy', 'mdy'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** A date and time as written, and the offset from UTC in milliseconds where it says one. */
export type WrittenTime = {
  year: number
  month: number
  day: number
  /** Milliseconds since midnight; null for a bare date. */
  timeMs: number | null
  offsetMs: number | null
}

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(.+))?$/
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T\s,]+(.+))?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const CLOCK = /^(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/

/**
 * Reads a date with or without a time; null when it is none, or could be two. `2018-05-05`, `2010-12-01 08:26:00`,
 * `2026-11-20T14:03:11Z`, `31/12/2017` (no thirty-first month exists, so the day is clear), `12/1/2010 8:26` in the order
 * `mdy`.
 */
export function readTime(given: string, order: DateOrder = 'iso'): WrittenTime | null {
  const yearFirst = YEAR_FIRST.exec(given) ?? COMPACT.exec(given)
  if (yearFirst !== null) {
    return build(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), yearFirst[4])
  }
  const yearLast = YEAR_LAST.exec(given)
  if (yearLast === null) return null
  const first = Number(yearLast[1])
  const second = Number(yearLast[2])
  const isDayFirst = order === 'dmy' || (order === 'iso' && first > 12)
  const isMonthFirst = order === 'mdy' || (order === 'iso' && second > 12)
  if (isDayFirst === isMonthFirst) return null
  return isDayFirst
    ? build(Number(yearLast[3]), second, first, yearLast[4])
    : build(Number(yearLast[3]), first, second, yearLast[4])
}

/** Reads a time of day alone (`8:26`, `14h05`, `2:30 PM`) as milliseconds since midnight; null when it is none. */
export function readClock(given: string): number | null {
  return parseClock(given)?.timeMs ?? null
}

/** In the last of four digits an offset would lead to one of five, which nothing else reads. */
const YEAR_MAX = 9998

function build(year: number, month: number, day: number, clock: string | undefined): WrittenTime | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1000 || year > YEAR_MAX) return null
  if (clock === undefined) return { year, month, day, timeMs: null, offsetMs: null }
  const time = parseClock(clock.trim())
  return time === null ? null : { year, month, day, ...time }
}

function parseClock(given: string): { timeMs: number; offsetMs: number | null } | null {
  const match = CLOCK.exec(given)
  if (match === null) return null
  let hour = Number(match[1])
  const half = match[5]?.[0]?.toLowerCase()
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  const minute = Number(match[2])
  const second = Number(match[3] ?? 0)
  if (hour > 23 || minute > 59 || second > 59) return null
  const milliseconds = Number((match[4] ?? '').slice(0, 3).padEnd(3, '0'))
  return { timeMs: ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds, offsetMs: readOffset(match[6]) }
}

function readOffset(given: string | undefined): number | null {
  if (given === undefined) return null
  if (given === 'Z' || given === 'UTC') return 0
  const sign = given.startsWith('-') ? -1 : 1
  const digits = given.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000
}

/** The date as `YYYY-MM-DD`. */
export function dayOf({ year, month, day }: WrittenTime): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const NOON_MS = 12 * 3_600_000
const QUARTER_MS = 15 * 60_000
const OFFSETS_REMEMBERED_MAX = 50_000

/** Looking a zone up is slow, and its offset changes on a quarter of an hour only: offsets are remembered by quarter. */
const offsets = new Map<string, number>()

/**
 * The instant of a written time, as ISO 8601 UTC. A time without an offset is the wall clock of `timeZone`; a bare date
 * is its noon. In the hour that a change of clocks repeats it is the first, and in the one that it skips, the hour after.
 */
export function instantOf(time: WrittenTime, timeZone: string): string {
  const local = Date.UTC(time.year, time.month - 1, time.day) + (time.timeMs ?? NOON_MS)
  const offset = time.offsetMs ?? offsetAt(local, timeZone)
  return new Date(local - offset).toISOString()
}

function offsetAt(localMs: number, timeZone: string): number {
  const quarter = Math.floor(localMs / QUARTER_MS)
  const key = `${timeZone}|${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const wall = new Date(quarter * QUARTER_MS).toISOString().slice(0, 19)
  const zoned = Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone)
  const offset = quarter * QUARTER_MS - zoned.epochMilliseconds
  if (offsets.size >= OFFSETS_REMEMBERED_MAX) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** Whether the name is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
