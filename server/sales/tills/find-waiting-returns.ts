import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { deviceActor } from './device-directory.ts'

/** A return that came before its sale, with the device that delivered it. */
export type WaitingReturn = { readonly body: Readonly<Record<string, unknown>>; readonly actor: Actor }

type Row = { body: Record<string, unknown>; device_id: string; store_id: number; name: string }

/** The returns that wait for one of these sales, of those that have come; not those that a manager has rejected. */
export async function findWaitingReturns(sql: Sql, saleIds: readonly string[]): Promise<WaitingReturn[]> {
  if (saleIds.length === 0) return []
  const rows = await sql<Row[]>`
    select held.body, held.device_id, device.store_id, device.name
    from held_records held
    join sale_identities identity on identity.id = held.waits_for
    join devices device on device.id = held.device_id
    where held.waits_for = any(${[...saleIds]}::uuid[]) and held.recorded_id is null
      and not exists (
        select from reviews where reviews.store_id = held.store_id and reviews.subject_type = 'held_record'
          and reviews.subject_id = held.id::text and reviews.settlement = 'rejected')
    order by held.device_id, held.series, held.number`
  return rows.map((row) => ({ body: row.body, actor: deviceActor(row.device_id, row) }))
}
