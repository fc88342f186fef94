import type { Queryable } from '../../platform/database/connect.ts'
import { arrayLiteral } from '../../platform/database/insert-set.ts'
import type { Flag } from '../tickets/ticket.ts'
import type { TillRecord, TillRecordKind } from './till-record.ts'

type RecordRow = {
  store_id: number
  register_id: number
  series: number
  number: number
  id: string
  kind: TillRecordKind
  session_id: string | null
  device_id: string | null
  cashier_id: number | null
  occurred_at: string
  business_day: string
  previous_hash: string | null
  hash: string | null
  flags: Flag[]
}

/** Records by their ids; nothing is asked for nothing. */
export async function readRecords(
  sql: Queryable,
  keys: readonly { readonly storeId: number; readonly id: string }[],
): Promise<TillRecord[]> {
  if (keys.length === 0) return []
  const rows = await sql<RecordRow[]>`
    select store_id, register_id, series, number, id, kind, session_id, device_id, cashier_id, occurred_at, business_day,
      encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash, flags
    from unnest(${arrayLiteral(keys.map((key) => key.storeId))}::text::bigint[],
      ${arrayLiteral(keys.map((key) => key.id))}::text::uuid[]) as key (store_id, id)
    join till_records using (id, store_id)`
  return rows.map((row) => ({
    storeId: row.store_id,
    registerId: row.register_id,
    series: row.series,
    number: row.number,
    id: row.id,
    kind: row.kind,
    sessionId: row.session_id,
    deviceId: row.device_id,
    cashierId: row.cashier_id,
    occurredAt: row.occurred_at,
    businessDay: row.business_day,
    previousHash: row.previous_hash,
    hash: row.hash,
    flags: row.flags,
  }))
}
