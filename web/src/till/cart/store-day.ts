import type { Store } from '../memory.ts'

/** Making one takes longer than all else that a key does, and the ticket asks for the day with each. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The store's own day: `2026-11-27`. */
export function storeDay({ time_zone: timeZone }: Pick<Store, 'time_zone'>, now: Date): string {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(now)
}
