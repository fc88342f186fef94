import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { changeStatus, TRANSITIONS } from './change-status.ts'
import { readStocktake } from './read-stocktake.ts'
import type { StocktakeDetail } from './stocktake-schema.ts'

/**
 * Gives a stocktake up: stock stays as it is, and what was counted stays on record.
 *
 * @throws not_found, stocktake_over
 */
export async function cancelStocktake(tx: Tx, actor: Actor, id: number): Promise<StocktakeDetail> {
  await changeStatus(
    tx,
    actor,
    id,
    TRANSITIONS.cancel,
    tx`, cancelled_at = now(), cancelled_by = ${actor.userId}, cancelled_by_name = ${actor.name}`,
  )
  return readStocktake(tx, actor, id)
}
