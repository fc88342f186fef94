/**
 * The wall clock of a store. Looking a time zone up is slow beside pricing a ticket, and an offset holds for at least a
 * quarter of an hour (every zone changes its clock on such a boundary). Where it is so many quarters, as everywhere since
 * 1972, day and hour hold for as long: they are remembered by quarter.
 */
const QUARTER_MS = 15 * 60 * 1000
const MAX_REMEMBERED = 50_000
const remembered = new Map<string, LocalTime>()

export type LocalTime = { readonly day: string; readonly hour: number }

/** The store's own day (YYYY-MM-DD) and hour (0 to 23) at an instant. */
export function localTime(timeZone: string, epochMs: number): LocalTime {
  const quarter = Math.floor(epochMs / QUARTER_MS)
  const key = `${timeZone}|${quarter}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const zoned = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS).toZonedDateTimeISO(timeZone)
  const offsetMs = zoned.offsetNanoseconds / 1_000_000
  const local = new Date(epochMs + offsetMs)
  const time = { day: local.toISOString().slice(0, 10), hour: local.getUTCHours() }
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  if (offsetMs % QUARTER_MS === 0) remembered.set(key, time)
  return time
}

/** A time further away than this is a wrong clock, not a fast or a slow one (architecture, rule 8). */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000

/**
 * The day and hour on which a record counts: those of its own time, or of now when its clock is ahead, or says that it was
 * before the record's device had its series.
 *
 * @param notBefore when that was, in milliseconds since 1970
 */
export function businessTime(
  timeZone: string,
  occurredAt: string,
  now: number,
  notBefore = Number.NEGATIVE_INFINITY,
): LocalTime & { readonly isSkewed: boolean } {
  const occurred = Date.parse(occurredAt)
  const isSkewed = occurred > now + CLOCK_TOLERANCE_MS || occurred < notBefore - CLOCK_TOLERANCE_MS
  const { day, hour } = localTime(timeZone, isSkewed ? now : occurred)
  return { day, hour, isSkewed }
}
