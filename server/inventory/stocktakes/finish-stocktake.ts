import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { changeStatus, TRANSITIONS } from './change-status.ts'
import { readStocktake } from './read-stocktake.ts'
import type { StocktakeDetail } from './stocktake-schema.ts'
import { finalTally } from './tallies.ts'

/**
 * Ends the counting, and adds up what was counted of each article. What nobody counted is left alone, or is none from now on.
 *
 * @throws not_found, stocktake_not_counting
 */
export async function finishStocktake(
  tx: Tx,
  actor: Actor,
  id: number,
  uncounted: 'leave' | 'zero',
): Promise<StocktakeDetail> {
  const finishedAt = new Date().toISOString()
  const stocktake = await changeStatus(
    tx,
    actor,
    id,
    TRANSITIONS.finish,
    tx`, uncounted = ${uncounted}, finished_at = ${finishedAt}, finished_by = ${actor.userId},
      finished_by_name = ${actor.name}`,
  )
  await tx`
    update stocktake_lines line set (counted, first_counted_at, counted_at) = (
      select final.* from stocktakes t cross join lateral (${finalTally(tx)}) final
      where t.store_id = line.store_id and t.id = line.stocktake_id)
    where line.store_id = ${stocktake.store_id} and line.stocktake_id = ${id}`
  return readStocktake(tx, actor, id)
}
