import type { Store } from '../memory.ts'

/** The store's own day: `2026-11-27`. */
export const storeDay = ({ time_zone: timeZone }: Store, now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
