import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { type Text, text } from '../../platform/text.ts'
import { flagGaps } from '../reviews/flag-gaps.ts'
import type { LeaseItem } from './lease-schema.ts'

export type RegisterKey = { readonly storeId: number; readonly registerId: number }

const leaseColumns = (sql: Queryable): Fragment => sql`
  lease.store_id, lease.register_id, lease.device_id, lease.series, lease.last_number + 1 as next_number, lease.leased_at,
  lease.ended_at`

/** Puts whatever concerns the numbers of a register in order, until the transaction ends. */
export async function lockJournal(tx: Tx, { storeId, registerId }: RegisterKey): Promise<void> {
  await tx`
    insert into register_journals (store_id, register_id) values (${storeId}, ${registerId}) on conflict do nothing`
  await tx`
    select from register_journals where store_id = ${storeId} and register_id = ${registerId} for update`
}

/** Who holds the register; null when nobody does. The journal is locked. */
export async function findOpenLease(tx: Tx, { storeId, registerId }: RegisterKey): Promise<LeaseItem | null> {
  const [lease] = await tx<LeaseItem[]>`
    select ${leaseColumns(tx)} from register_leases lease
    where store_id = ${storeId} and register_id = ${registerId} and ended_at is null`
  return lease ?? null
}

/** The latest lease of this device on this register, ended or not. */
export async function findLatestLease(tx: Tx, key: RegisterKey, deviceId: string): Promise<LeaseItem | null> {
  const [lease] = await tx<LeaseItem[]>`
    select ${leaseColumns(tx)} from register_leases lease
    where store_id = ${key.storeId} and register_id = ${key.registerId} and device_id = ${deviceId}
    order by series desc limit 1`
  return lease ?? null
}

/** Opens the next series of a register, which nobody holds. */
export async function insertLease(tx: Tx, actor: Actor, key: RegisterKey, deviceId: string): Promise<LeaseItem> {
  const [lease] = await tx<LeaseItem[]>`
    insert into register_leases as lease (store_id, register_id, series, device_id, leased_by)
    select ${key.storeId}, ${key.registerId}, coalesce(max(series), 0) + 1, ${deviceId}, ${actor.userId}
    from register_leases where store_id = ${key.storeId} and register_id = ${key.registerId}
    returning ${leaseColumns(tx)}`
  return lease as LeaseItem
}

/**
 * Ends a lease. What its device has not delivered yet still fits into the series, and whatever is missing up to its last
 * number is flagged until it comes. A drawer that it left open no longer keeps others from opening theirs.
 */
export async function endLease(
  tx: Tx,
  actor: Actor,
  lease: Pick<LeaseItem, 'store_id' | 'register_id' | 'series' | 'device_id'>,
  finalNumber: number | null = null,
): Promise<void> {
  const { store_id: storeId, register_id: registerId, series, device_id: deviceId } = lease
  await tx`
    update register_leases set ended_at = now(), ended_by = ${actor.userId}, final_number = ${finalNumber}
    where store_id = ${storeId} and register_id = ${registerId} and series = ${series} and ended_at is null`
  await tx`
    update register_sessions set taken_over_at = now()
    where store_id = ${storeId} and register_id = ${registerId} and device_id = ${deviceId} and kind = 'drawer'
      and closed_at is null and taken_over_at is null`
  await flagGaps(tx, [{ storeId, registerId, series }])
}

/** Why a register may not be deleted: a device holds it. null: none does. */
export async function registerIsLeased(tx: Tx, registerId: number): Promise<Text | null> {
  const [lease] = await tx<{ name: string }[]>`
    select device.name from register_leases lease join devices device on device.id = lease.device_id
    where lease.register_id = ${registerId} and lease.ended_at is null`
  if (lease === undefined) return null
  return text(`« ${lease.name} » la tient.`, `"${lease.name}" holds it.`)
}
