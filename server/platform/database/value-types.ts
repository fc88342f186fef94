import type postgres from 'postgres'
import { driver } from './driver.ts'

/** The JavaScript values that may be given for PostgreSQL's types, beyond strings, numbers and booleans. */
export type ValueTypes = {
  int8: bigint | number
  numeric: string | number
  timestamptz: string | Date
  timestamp: string | Date
  date: string | Date
}

/** A pool of connections. Reads may use it directly; writes take a `Tx`. */
export type Sql = postgres.Sql<ValueTypes>
/** One open transaction, the required first argument of whatever writes. */
export type Tx = postgres.TransactionSql<ValueTypes>
/** A pool or a transaction, for queries that only read. */
export type Queryable = postgres.ISql<ValueTypes>
/** An error answered by the server, with its SQLSTATE in `code`. */
export const DatabaseError = driver.PostgresError
export type DatabaseError = postgres.PostgresError

/** Codes (oid) of the PostgreSQL types in `pg_type`. */
const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 } as const

/**
 * Reads a bigint. Ids and amounts in minor units stay far below 2^53; one that does not would lose digits silently
 * as a number, so it is refused.
 */
export function parseInt8(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`The bigint ${text} does not fit a safe integer.`)
  return number
}

/**
 * Writes PostgreSQL's `2026-11-20 14:03:11.123456+00` (the session is in UTC) as `2026-11-20T14:03:11.123Z`.
 * Microseconds are cut to milliseconds. `infinity` and years outside 0001–9999 stay as PostgreSQL writes them.
 */
export function parseTimestamp(text: string): string {
  if (text.length < 19 || text.charCodeAt(10) !== 32 || text.endsWith('BC')) return text
  const fraction = text.charCodeAt(19) === 46 ? /^\d{1,3}/.exec(text.slice(20, 23)) : null
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${(fraction?.[0] ?? '').padEnd(3, '0')}Z`
}

function serializeTime(value: string | Date): string {
  return value instanceof Date ? value.toISOString() : value
}

function serializeDate(value: string | Date): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : value
}

/** How values travel between PostgreSQL's text form and JavaScript, for every pool of Comptoir. */
export const VALUE_TYPES: { [Name in keyof ValueTypes]: postgres.PostgresType<ValueTypes[Name]> } = {
  int8: { to: oid.int8, from: [oid.int8], serialize: String, parse: parseInt8 },
  numeric: { to: oid.numeric, from: [oid.numeric], serialize: String, parse: (text: string) => text },
  timestamptz: { to: oid.timestamptz, from: [oid.timestamptz], serialize: serializeTime, parse: parseTimestamp },
  timestamp: { to: oid.timestamp, from: [oid.timestamp], serialize: serializeTime, parse: parseTimestamp },
  date: { to: oid.date, from: [oid.date], serialize: serializeDate, parse: (text: string) => text },
}
