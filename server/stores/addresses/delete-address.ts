import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockAddress } from './select-addresses.ts'

/** Removes an address; of those that remain, the oldest takes the place of a primary one. @throws not_found, beyond_power. */
export async function deleteAddress(tx: Tx, actor: Actor, id: number): Promise<void> {
  const address = await lockAddress(tx, actor, id)
  await tx`delete from addresses where id = ${id}`
  if (!address.is_primary) return
  const column = tx(address.owner_type === 'user' ? 'user_id' : 'store_id')
  await tx`
    update addresses set is_primary = true, updated_at = now()
    where id = (select min(id) from addresses where ${column} = ${address.owner_id})`
}
