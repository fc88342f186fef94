import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { AddressCreateInput, AddressItem } from './address-schema.ts'
import { lockOwner } from './address-scope.ts'
import { checkAddress } from './check-address.ts'
import { addressColumns } from './select-addresses.ts'

/**
 * Adds an address to a person or a store. The first one is the primary one.
 *
 * @throws validation_failed, beyond_power.
 */
export async function createAddress(tx: Tx, actor: Actor, input: AddressCreateInput): Promise<AddressItem> {
  const { owner_type: type, owner_id: ownerId } = input
  const place = checkAddress(input)
  await lockOwner(tx, actor, type, ownerId)
  const [userId, storeId] = type === 'user' ? [ownerId, null] : [null, ownerId]
  if (input.is_primary === true) await dethrone(tx, type, ownerId)
  const [address] = await tx<AddressItem[]>`
    insert into addresses as a (user_id, store_id, label, line1, line2, city, region, postal_code, country, is_primary)
    values (${userId}, ${storeId}, ${input.label ?? null}, ${input.line1}, ${input.line2 || null}, ${input.city},
      ${place.region}, ${place.postal_code}, ${place.country},
      not exists (select from addresses o where (o.user_id = ${userId} or o.store_id = ${storeId}) and o.is_primary))
    returning ${addressColumns(tx)}`
  return address as AddressItem
}

/** The owner's primary address makes room for another; the caller holds the owner's lock. */
export async function dethrone(tx: Tx, type: AddressItem['owner_type'], ownerId: number): Promise<void> {
  const column = tx(type === 'user' ? 'user_id' : 'store_id')
  await tx`update addresses set is_primary = false, updated_at = now() where ${column} = ${ownerId} and is_primary`
}
