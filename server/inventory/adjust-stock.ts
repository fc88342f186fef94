import type { Static } from 'typebox'
import { parseDecimal, QUANTITY_SCALE } from '../../rules/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { invalid } from '../platform/errors.ts'
import { text } from '../platform/text.ts'
import { changeLevel } from './change-level.ts'
import type { AdjustStockBody, StockChange } from './schema.ts'
import type { LevelChange } from './set-levels.ts'

/**
 * Sets a variant's stock in a store, or adds to it, and answers the level with the movement that explains it.
 *
 * @throws validation_failed unless exactly one of `on_hand` and `delta` is given.
 * @throws not_found when the store or the variant does not exist, or not for this actor.
 */
export async function adjustStock(
  tx: Tx,
  actor: Actor,
  variantId: number,
  input: Static<typeof AdjustStockBody>,
): Promise<Static<typeof StockChange>> {
  return changeLevel(tx, actor, readChange(variantId, input))
}

function readChange(variantId: number, input: Static<typeof AdjustStockBody>): LevelChange {
  const { store_id: storeId, reason } = input
  const onHand = readQuantity(input.on_hand)
  const delta = readQuantity(input.delta)
  if (onHand !== undefined && delta === undefined) return { storeId, variantId, reason, onHand }
  if (delta !== undefined && onHand === undefined) return { storeId, variantId, reason, delta }
  const message = text('Donnez soit on_hand, soit delta.', 'Give either on_hand or delta.')
  throw invalid({ on_hand: message, delta: message })
}

/** The schema has checked the form, so what is not a decimal was not given. */
const readQuantity = (value: string | number | undefined): bigint | undefined =>
  value === undefined ? undefined : (parseDecimal(value, QUANTITY_SCALE) ?? undefined)
