import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { inventoryErrors } from '../errors.ts'
import { lockReservation } from './lock-reservation.ts'
import { readExpiry } from './read-expiry.ts'
import { getReservation } from './read-reservations.ts'
import type { ReservationItem } from './reservation-schema.ts'

/**
 * Moves the end of a reservation that runs, to a later or an earlier moment.
 *
 * @throws not_found, validation_failed; reservation_ended when it is over, be it since a moment.
 */
export async function extendReservation(tx: Tx, actor: Actor, id: number, expires: string): Promise<ReservationItem> {
  const expiresAt = readExpiry(expires)
  const { storeId } = await lockReservation(tx, actor, id)
  const moved = await tx`
    update stock_reservations set expires_at = ${expiresAt}
    where store_id = ${storeId} and id = ${id} and status = 'active' and expires_at > now()`
  if (moved.count === 0) throw inventoryErrors.reservation_ended()
  return getReservation(tx, actor, id)
}
