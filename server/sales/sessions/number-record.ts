import type { Tx } from '../../platform/database/connect.ts'
import { businessTime } from '../tickets/local-time.ts'
import type { SessionRecord } from './session-record.ts'

type Unnumbered = { readonly id: string; readonly kind: SessionRecord['kind']; readonly type?: string }
type Place = { readonly storeId: number; readonly registerId: number; readonly timeZone: string }
type Facts = { readonly sessionId: string; readonly cashierId: number | null; readonly occurredAt: string }

/**
 * Takes the next number of the register's series 0, as its tickets do, for a record that comes through the API without a
 * device, claims its id in the chain and keeps it among the register's records. The caller holds the register's lock.
 */
export async function numberRecord(tx: Tx, place: Place, record: Unnumbered, facts: Facts): Promise<number> {
  const kind = record.type === 'no_sale' ? 'drawer_open' : record.kind
  const { day } = businessTime(place.timeZone, facts.occurredAt, Date.now())
  const [row] = await tx<[{ number: number }]>`
    with counter as (
      update register_journals set last_number = last_number + 1
      where store_id = ${place.storeId} and register_id = ${place.registerId} returning last_number),
    claimed as (
      insert into sale_identities (id, store_id, body_hash)
      values (${record.id}, ${place.storeId}, sha256(convert_to(${`${kind}\n${facts.sessionId}`}, 'UTF8')))
    )
    insert into till_records (store_id, register_id, series, number, id, kind, session_id, cashier_id, occurred_at,
      business_day)
    select ${place.storeId}, ${place.registerId}, 0, last_number, ${record.id}, ${kind}, ${facts.sessionId},
      ${facts.cashierId}, ${facts.occurredAt}, ${day}
    from counter returning number`
  return row.number
}
