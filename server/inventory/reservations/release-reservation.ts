import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { inventoryErrors } from '../errors.ts'
import { lockReservation } from './lock-reservation.ts'
import { getReservation } from './read-reservations.ts'
import type { ReservationItem } from './reservation-schema.ts'

/**
 * Gives up what remains of a reservation, so that others can have it.
 *
 * @throws not_found; reservation_ended when it is over, be it since a moment.
 */
export async function releaseReservation(tx: Tx, actor: Actor, id: number): Promise<ReservationItem> {
  const { storeId, variantId } = await lockReservation(tx, actor, id)
  const [released] = await tx<{ remaining: string }[]>`
    update stock_reservations set status = 'released', ended_at = clock_timestamp()
    where store_id = ${storeId} and id = ${id} and status = 'active' and expires_at > now()
    returning quantity - consumed as remaining`
  if (released === undefined) throw inventoryErrors.reservation_ended()
  await tx`
    update stock_levels set reserved = reserved - ${released.remaining}
    where store_id = ${storeId} and variant_id = ${variantId}`
  return getReservation(tx, actor, id)
}
