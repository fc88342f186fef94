import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'
import { changeStatus, TRANSITIONS } from './change-status.ts'
import { readStocktake } from './read-stocktake.ts'
import type { StocktakeDetail } from './stocktake-schema.ts'

/**
 * Has some articles of a finished stocktake counted again, and only these: what was counted of them is void, in every zone,
 * and stays on record.
 *
 * @throws not_found, stocktake_not_finished; validation_failed for an article that is not of this stocktake.
 */
export async function reopenStocktake(
  tx: Tx,
  actor: Actor,
  id: number,
  variantIds: readonly number[],
): Promise<StocktakeDetail> {
  const { store_id: storeId, round } = await changeStatus(
    tx,
    actor,
    id,
    TRANSITIONS.reopen,
    tx`, round = t.round + 1, uncounted = null, finished_at = null, finished_by = null, finished_by_name = null`,
  )
  const chosen = await tx<{ variant_id: number }[]>`
    update stocktake_lines set round = ${round}
    where store_id = ${storeId} and stocktake_id = ${id} and variant_id = any(${[...variantIds]}::bigint[])
    returning variant_id`
  const known = new Set(chosen.map((row) => row.variant_id))
  const unknown = variantIds.findIndex((variantId) => !known.has(variantId))
  if (unknown >= 0) throw missingReference(`variant_ids.${unknown}`)
  await tx`
    update stocktake_lines set counted = null, first_counted_at = null, counted_at = null
    where store_id = ${storeId} and stocktake_id = ${id}`
  return readStocktake(tx, actor, id)
}
