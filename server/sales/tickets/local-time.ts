/**
 * The wall clock of a store. Looking a time zone up is slow beside pricing a ticket, and an offset holds for at least a
 * quarter of an hour (every zone changes its clock on such a boundary), so offsets are remembered by quarter.
 */
const QUARTER_MS = 15 * 60 * 1000
const MAX_REMEMBERED = 50_000
const offsets = new Map<string, number>()

function offsetMs(timeZone: string, epochMs: number): number {
  const quarter = Math.floor(epochMs / QUARTER_MS)
  const key = `${timeZone}|${quarter}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    if (offsets.size >= MAX_REMEMBERED) offsets.clear()
    const zoned = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS).toZonedDateTimeISO(timeZone)
    offset = zoned.offsetNanoseconds / 1_000_000
    offsets.set(key, offset)
  }
  return offset
}

export type LocalTime = { day: string; hour: number }

/** The store's own day (YYYY-MM-DD) and hour (0 to 23) at an instant. */
export function localTime(timeZone: string, epochMs: number): LocalTime {
  const local = new Date(epochMs + offsetMs(timeZone, epochMs))
  return { day: local.toISOString().slice(0, 10), hour: local.getUTCHours() }
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
): LocalTime & { isSkewed: boolean } {
  const occurred = Date.parse(occurredAt)
  const isSkewed = occurred > now + CLOCK_TOLERANCE_MS || occurred < notBefore - CLOCK_TOLERANCE_MS
  return { ...localTime(timeZone, isSkewed ? now : occurred), isSkewed }
}
