import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storeScope } from '../../stores/index.ts'
import { inventoryErrors } from '../errors.ts'
import { lockLevels, type StockKey } from '../lock-levels.ts'

/**
 * Locks the level that a reservation is about: whatever changes a reservation holds this lock.
 *
 * @throws not_found when it is not there, or not for this actor; reservation_of_transfer for one that ends with its
 * transfer.
 */
export async function lockReservation(tx: Tx, actor: Actor, id: number): Promise<StockKey> {
  const [row] = await tx<{ store_id: number; variant_id: number; transfer_id: number | null }[]>`
    select r.store_id, r.variant_id, r.transfer_id from stock_reservations r join stores s on s.id = r.store_id
    where r.id = ${id} and ${storeScope(tx, actor, 'r.store_id')} and s.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  if (row.transfer_id !== null) throw inventoryErrors.reservation_of_transfer()
  const key = { storeId: row.store_id, variantId: row.variant_id }
  await lockLevels(tx, [key])
  return key
}
