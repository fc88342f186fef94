import type { Static } from 'typebox'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { platformErrors } from '../platform/errors.ts'
import { changeLevel } from './change-level.ts'
import { readLevel } from './list-stock.ts'
import type { StockChange } from './schema.ts'

/**
 * Takes what is left of a variant out of a store. The level stays, at nothing, with its whole history.
 *
 * @throws not_found when the store never had it, or does not exist for this actor.
 */
export async function removeStock(
  tx: Tx,
  actor: Actor,
  key: { storeId: number; variantId: number; reason: string | null },
): Promise<Static<typeof StockChange>> {
  const level = await readLevel(tx, key.storeId, key.variantId)
  if (level === undefined) throw platformErrors.not_found()
  return changeLevel(tx, actor, { ...key, onHand: 0n })
}
