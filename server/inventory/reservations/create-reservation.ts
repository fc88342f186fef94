import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { findArticles } from '../find-articles.ts'
import { lockLevels } from '../lock-levels.ts'
import { readQuantity, writeQuantity } from '../present.ts'
import { endExpired } from './end-reservations.ts'
import { readExpiry } from './read-expiry.ts'
import { getReservation } from './read-reservations.ts'
import type { ReservationInput, ReservationItem } from './reservation-schema.ts'

/**
 * Promises goods that are there and promised to nobody. Whoever reserves the same article waits for the lock of its level,
 * so of many who want the last units exactly as many get them as there are.
 *
 * @throws not_found when the store does not exist, or not for this actor; validation_failed; not_enough_stock.
 */
export async function createReservation(tx: Tx, actor: Actor, input: ReservationInput): Promise<ReservationItem> {
  const expiresAt = readExpiry(input.expires_at)
  const key = { storeId: input.store_id, variantId: input.variant_id }
  const { unitCosts } = await findArticles(tx, actor, key.storeId, [key.variantId])
  if (!unitCosts.has(key.variantId)) throw missingReference('variant_id')
  await lockLevels(tx, [key])
  await endExpired(tx, [key])
  const quantity = formatDecimal(parseDecimal(input.quantity, QUANTITY_SCALE) ?? 0n, QUANTITY_SCALE)
  const reserved = await tx`
    update stock_levels set reserved = reserved + ${quantity}
    where store_id = ${key.storeId} and variant_id = ${key.variantId} and on_hand - reserved >= ${quantity}`
  if (reserved.count === 0) throw await notEnough(tx, key)
  const [made] = await tx<[{ id: number }]>`
    insert into stock_reservations (store_id, variant_id, quantity, expires_at, reference, actor_id, actor_name)
    values (${key.storeId}, ${key.variantId}, ${quantity}, ${expiresAt}, ${input.reference ?? null}, ${actor.userId},
      ${actor.name})
    returning id`
  return getReservation(tx, actor, made.id)
}

async function notEnough(tx: Tx, key: { storeId: number; variantId: number }) {
  const [level] = await tx<{ available: string }[]>`
    select greatest(on_hand - reserved, 0) as available from stock_levels
    where store_id = ${key.storeId} and variant_id = ${key.variantId}`
  const values = { available: writeQuantity(readQuantity(level?.available ?? '0')) }
  const message = text('Il y en a {available} de disponible.', '{available} of it is available.')
  return inventoryErrors.not_enough_stock({ values, fields: { quantity: fill(message, values) } })
}
