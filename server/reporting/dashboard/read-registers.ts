import type { Queryable } from '../../platform/database/connect.ts'

/** A register as it is now: the device that holds it, and its last ticket. */
export type RegisterRow = {
  readonly id: number
  readonly store_id: number
  readonly name: string
  readonly kind: 'till' | 'virtual'
  readonly device_id: string | null
  readonly device_name: string | null
  readonly seen_at: string | null
  readonly sale_id: string | null
  readonly sale_kind: 'sale' | 'return'
  readonly sale_series: number
  readonly sale_number: number
  readonly sold_at: string
  readonly sale_currency: string
  readonly sale_total_minor: number
  readonly recorded_at: string | null
}

/**
 * The registers of some stores, however long their history: each reads its open lease and the ends of its two latest series
 * (the server's and its device's) from their indexes. A virtual register is one once it has sold.
 */
export const readRegisters = (sql: Queryable, storeIds: readonly number[]): Promise<RegisterRow[]> => sql<
  RegisterRow[]
>`
  select r.id, r.store_id, r.name, r.kind, device.id as device_id, device.name as device_name, clock.seen_at,
    sale.id as sale_id, sale.kind as sale_kind, sale.series as sale_series, sale.number as sale_number,
    sale.occurred_at as sold_at, trim(sale.currency) as sale_currency, sale.total_minor as sale_total_minor,
    sale.recorded_at
  from registers r
  join stores place on place.id = r.store_id and place.deleted_at is null
  left join register_leases lease on lease.store_id = r.store_id and lease.register_id = r.id and lease.ended_at is null
  left join devices device on device.id = lease.device_id
  left join device_clocks clock on clock.device_id = lease.device_id
  left join lateral (
    select last.* from (
      (select * from sales own where own.register_id = r.id and own.store_id = r.store_id and own.series = 0
       order by own.number desc limit 1)
      union all
      (select * from sales own where own.register_id = r.id and own.store_id = r.store_id and own.series > 0
       order by own.series desc, own.number desc limit 1)
    ) last order by last.occurred_at desc limit 1
  ) sale on true
  where r.store_id = any(${[...storeIds]}::bigint[]) and r.deleted_at is null and r.is_active
    and (r.kind = 'till' or (r.kind = 'virtual' and sale.id is not null))
  order by r.store_id, lower(r.name), r.id`
