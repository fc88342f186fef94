import { formatDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import type { SessionKey } from './session-key.ts'
import type { Measures, SessionTotals, Share } from './session-totals.ts'
import type { SessionsOfSet } from './sessions-of-set.ts'

const beginningColumns: readonly Column<SessionKey>[] = [
  ['store_id', 'bigint', (key) => key.storeId],
  ['id', 'uuid', (key) => key.id],
  ['register_id', 'bigint', (key) => key.registerId],
  ['kind', 'text', (key) => key.begins?.kind ?? null],
  ['business_day', 'date', (key) => key.begins?.businessDay ?? null],
  ['currency', 'text', (key) => key.begins?.currency ?? null],
  ['series', 'int', (key) => key.begins?.series ?? null],
  ['device_id', 'uuid', (key) => key.begins?.deviceId ?? null],
]

/** A day session opens with its first ticket; a drawer, with its opening, which may come later. */
export const beginSessions = forSet(
  beginningColumns,
  `insert into register_sessions (store_id, id, register_id, kind, business_day, currency, series, device_id, opened_at)
   select *, case when kind = 'day' then now() end from ${givenRows(beginningColumns)}
   on conflict do nothing`,
)

const KEY_COLUMNS: readonly Column<Measures | Share>[] = [
  ['store_id', 'bigint', (row) => row.storeId],
  ['session_id', 'uuid', (row) => row.sessionId],
  ['business_day', 'date', (row) => row.businessDay],
  ['is_late', 'boolean', (row) => row.isLate],
]

const addMeasures = adding<Measures>('session_totals', KEY_COLUMNS, [
  ['tickets', 'bigint', (row) => row.tickets],
  ['return_tickets', 'bigint', (row) => row.returnTickets],
  ['units', 'numeric', (row) => formatDecimal(row.units, QUANTITY_SCALE)],
  ['gross_minor', 'bigint', (row) => row.gross],
  ['discount_minor', 'bigint', (row) => row.discount],
  ['returns_minor', 'bigint', (row) => row.returns],
  ['net_minor', 'bigint', (row) => row.net],
  ['tax_minor', 'bigint', (row) => row.tax],
  ['total_minor', 'bigint', (row) => row.total],
  ['rounding_minor', 'bigint', (row) => row.rounding],
])

const addShares = adding<Share>(
  'session_shares',
  [...KEY_COLUMNS, ['kind', 'text', (row) => row.kind], ['key', 'text', (row) => row.key]],
  [
    ['occurrences', 'bigint', (row) => row.occurrences],
    ['base_minor', 'bigint', (row) => row.base],
    ['amount_minor', 'bigint', (row) => row.amount],
  ],
)

/** A statement that adds a set of sums to those of a table, making the rows that are not there. */
function adding<Row>(table: string, keys: readonly Column<Row>[], sums: readonly Column<Row>[]) {
  const columns = [...keys, ...sums]
  const names = columns.map(([name]) => name).join(', ')
  const added = sums.map(([name]) => `${name} = kept.${name} + excluded.${name}`).join(', ')
  return forSet(
    columns,
    `insert into ${table} as kept (${names}) select * from ${givenRows(columns)}
     on conflict (${keys.map(([name]) => name).join(', ')}) do update set ${added}`,
  )
}

/** Adds to the totals; the caller holds the locks of the sessions' registers. Sent without waiting. */
export function addTotals(tx: Queryable, totals: SessionTotals): PromiseLike<unknown>[] {
  const { measures, shares } = totals
  const writes: PromiseLike<unknown>[] = []
  if (measures.length > 0) writes.push(addMeasures(tx, measures))
  if (shares.length > 0) writes.push(addShares(tx, shares))
  return writes
}

/** What a set of tickets writes of its sessions, beside the tickets: two statements, and one more for a new session. */
export function writeSessions(tx: Tx, sessions: SessionsOfSet): PromiseLike<unknown>[] {
  const { begun, totals } = sessions
  return [...(begun.length > 0 ? [beginSessions(tx, begun)] : []), ...addTotals(tx, totals)]
}
