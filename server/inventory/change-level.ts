import type { Static } from 'typebox'
import { type Actor, may } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { readLastMovement } from './list-movements.ts'
import { readLevel } from './list-stock.ts'
import { presentLevel, presentMovement } from './present.ts'
import type { StockChange } from './schema.ts'
import { type LevelChange, setLevels } from './set-levels.ts'

/** Changes one level and answers it, with the movement that explains it; no movement when nothing changed. */
export async function changeLevel(tx: Tx, actor: Actor, change: LevelChange): Promise<Static<typeof StockChange>> {
  const [outcome] = await setLevels(tx, actor, [change])
  const [level, movement] = await Promise.all([
    readLevel(tx, change.storeId, change.variantId),
    readLastMovement(tx, change.storeId, change.variantId),
  ])
  // The level is locked and was just written.
  if (outcome === undefined || level === undefined) throw new Error('The level that was changed is not there.')
  const withCost = may(actor, 'products.viewCost')
  const isChanged = outcome.before.onHand !== outcome.after.onHand
  return {
    ...presentLevel(level, withCost),
    movement: isChanged && movement !== undefined ? presentMovement(movement, withCost) : null,
  }
}
