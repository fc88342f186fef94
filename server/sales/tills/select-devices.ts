import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import type { DeviceItem } from './device-schema.ts'

/** The columns of a device `d` with its clock `c`. */
export const deviceColumns = (sql: Queryable): Fragment => sql`
  d.id, d.store_id, d.name, ${deviceState(sql)} as state, d.enrolled_at, d.revoked_at, c.seen_at as last_seen_at,
  c.offset_ms as clock_offset_ms, d.created_at, d.updated_at,
  (select coalesce(json_agg(json_build_object('register_id', lease.register_id, 'series', lease.series,
      'leased_at', lease.leased_at, 'last_number', lease.last_number) order by lease.register_id), '[]')
   from register_leases lease where lease.device_id = d.id and lease.ended_at is null) as leases`

/** One of DEVICE_STATES. */
export const deviceState = (sql: Queryable): Fragment =>
  sql`case when d.revoked_at is not null then 'revoked' when d.enrolled_at is not null then 'enrolled' else 'waiting' end`

/** @throws not_found when there is no such device in the actor's stores. */
export async function getDevice(sql: Queryable, actor: Actor, id: string): Promise<DeviceItem> {
  const [device] = await sql<DeviceItem[]>`
    select ${deviceColumns(sql)} from devices d left join device_clocks c on c.device_id = d.id
    where d.id = ${id} and ${storeScope(sql, actor, 'd.store_id')}`
  if (device === undefined) throw platformErrors.not_found()
  return device
}

/** What a change of a device must know of it. */
export type LockedDevice = Pick<DeviceItem, 'id' | 'store_id' | 'name' | 'state'>

/** Keeps others from changing the device until the transaction ends. @throws not_found */
export async function lockDevice(tx: Tx, actor: Actor, id: string): Promise<LockedDevice> {
  const [device] = await tx<LockedDevice[]>`
    select d.id, d.store_id, d.name, ${deviceState(tx)} as state from devices d
    where d.id = ${id} and ${storeScope(tx, actor, 'd.store_id')} for update`
  if (device === undefined) throw platformErrors.not_found()
  return device
}
