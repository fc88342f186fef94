import type { Tx } from '../platform/database/connect.ts'

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Whether this is a code of ISO 4217. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code)

const knownTimeZones = new Set<string>()

/**
 * Whether this is a time zone's name for Node and for PostgreSQL, whose tables may be of different years: both compute
 * business days. Asking PostgreSQL makes it read hundreds of files, so what it has confirmed is remembered.
 */
export async function isTimeZone(tx: Tx, name: string): Promise<boolean> {
  if (knownTimeZones.has(name)) return true
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/.test(name) || !isTimeZoneHere(name)) return false
  const [found] = await tx`select 1 from pg_timezone_names where name = ${name} limit 1`
  if (found === undefined) return false
  knownTimeZones.add(name)
  return true
}

function isTimeZoneHere(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
