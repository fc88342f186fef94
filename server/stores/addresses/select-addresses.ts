import type { Row } from 'postgres'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { AddressItem } from './address-schema.ts'
import { addressScope, lockOwner } from './address-scope.ts'

/** The columns of an address `a`. */
export const addressColumns = (sql: Queryable): Fragment => sql<Row[]>`
  a.id, case when a.store_id is null then 'user' else 'store' end as owner_type,
  coalesce(a.store_id, a.user_id) as owner_id, a.label, a.line1, a.line2, a.city, a.region, a.postal_code, a.country,
  a.is_primary, a.created_at, a.updated_at`

/** @throws not_found when there is no such address for this actor. */
export async function getAddress(sql: Queryable, actor: Actor, id: number): Promise<AddressItem> {
  const [address] = await sql<AddressItem[]>`
    select ${addressColumns(sql)} from addresses a where a.id = ${id} and ${addressScope(sql, actor)}`
  if (address === undefined) throw platformErrors.not_found()
  return address
}

/**
 * Reads an address, and keeps others from changing those of its owner until the transaction ends.
 *
 * @throws not_found, beyond_power.
 */
export async function lockAddress(tx: Tx, actor: Actor, id: number): Promise<AddressItem> {
  const { owner_type: type, owner_id: ownerId } = await getAddress(tx, actor, id)
  await lockOwner(tx, actor, type, ownerId)
  // Whoever held the owner before may have changed the address, or removed it.
  return getAddress(tx, actor, id)
}
