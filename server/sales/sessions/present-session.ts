import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { SessionItem } from './schema.ts'
import { maySeeCash, type SessionRow } from './select-sessions.ts'

/** Minor units of a currency as decimals. */
export function moneyOf(currency: string): (minor: bigint | number) => string {
  const decimals = currencyDecimals(currency)
  return (minor) => formatDecimal(BigInt(minor), decimals)
}

export function presentSession(row: SessionRow, actor: Actor): SessionItem {
  const money = moneyOf(row.currency)
  const expected = row.opening_float_minor + row.cash_minor
  const counted = row.counted_cash_minor
  const missing = missingRecords(row)
  return {
    id: row.id,
    store_id: row.store_id,
    register_id: row.register_id,
    register_name: row.register_name,
    kind: row.kind,
    status: row.closed_at === null ? 'open' : 'closed',
    business_day: row.business_day,
    currency: row.currency,
    device_id: row.device_id,
    series: row.series,
    opened_at: row.opened_at,
    opened_by: row.opened_by,
    opened_by_name: row.opened_by_name,
    opening_float: money(row.opening_float_minor),
    taken_over_at: row.taken_over_at,
    closed_at: row.closed_at,
    closed_by: row.closed_by,
    closed_by_name: row.closed_by_name,
    z_number: row.z_number,
    last_number: row.last_number,
    is_complete: row.closed_at !== null && missing === 0,
    missing_records: missing,
    expected_cash: maySeeCash(actor, row) ? money(expected) : null,
    counted_cash: counted === null ? null : money(counted),
    difference: counted === null ? null : money(counted - expected),
    difference_note: row.difference_note,
  }
}

/**
 * How many records of a closed session have not arrived: a till numbers all of them, from its opening to its closing. What
 * the server numbers has arrived. While the opening is missing, so is at least that one record.
 */
function missingRecords(row: SessionRow): number {
  if (row.closed_at === null || row.series === 0 || row.last_number === null) return 0
  if (row.opening_number === null) return 1
  return Math.max(0, row.last_number - row.opening_number + 1 - row.tickets_in_time - row.other_records)
}
