/** Times as a shop's clock shows them, `2026-11-27T08:00`, and moments: what a field of date and time gives, and the API. */

const MINUTE_MS = 60_000

/** What the clock in a time zone shows at a moment. */
export function toWallTime(moment: string | null, timeZone: string): string {
  if (moment === null) return ''
  const at = new Date(moment).getTime()
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16)
}

/** The moment at which the clock in a time zone shows a time; of an hour that happens twice, the first. */
export function toMoment(wallTime: string, timeZone: string): string | null {
  if (wallTime === '') return null
  const asUtc = Date.parse(`${wallTime}Z`)
  if (Number.isNaN(asUtc)) return null
  const before = asUtc - offsetMs(asUtc - offsetMs(asUtc, timeZone) - 60 * MINUTE_MS, timeZone)
  const guess = asUtc - offsetMs(before, timeZone)
  return new Date(guess).toISOString()
}

/** By how much the clock of a zone is ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '00'
  const shown = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`
  return Date.parse(shown) - Math.floor(at / 1000) * 1000
}
