import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type ErrorFactory, platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { inventoryErrors } from '../errors.ts'
import { isVisible, requireStocktake, STOCKTAKE_COLUMNS } from './read-stocktake.ts'
import type { StocktakeItem, StocktakeStatus } from './stocktake-schema.ts'

type Transition = {
  readonly from: readonly StocktakeStatus[]
  readonly to: StocktakeStatus
  readonly refusal: ErrorFactory
}

/** How a stocktake goes on. What is approved or cancelled stays so. */
export const TRANSITIONS = {
  finish: { from: ['counting'], to: 'finished', refusal: inventoryErrors.stocktake_not_counting },
  reopen: { from: ['finished'], to: 'counting', refusal: inventoryErrors.stocktake_not_finished },
  approve: { from: ['finished'], to: 'approved', refusal: inventoryErrors.stocktake_not_finished },
  cancel: { from: ['counting', 'finished'], to: 'cancelled', refusal: inventoryErrors.stocktake_over },
} as const satisfies Record<string, Transition>

/**
 * Takes a stocktake from one status to another and keeps its lock, on which whoever counts waits; of two who do so at once
 * the second finds it done.
 *
 * @param changes what else changes, as a list of assignments that begins with a comma
 * @throws not_found when it is not there, or not for this actor; stocktake_over, or the transition's refusal.
 */
export async function changeStatus(
  tx: Tx,
  actor: Actor,
  id: number,
  { from, to, refusal }: Transition,
  changes: Fragment,
): Promise<StocktakeItem> {
  const [row] = await tx<StocktakeItem[]>`
    update stocktakes t set status = ${to} ${changes}
    from stores s
    where t.id = ${id} and s.id = t.store_id and ${isVisible(tx, actor)} and t.status = any(${[...from]}::text[])
    returning ${STOCKTAKE_COLUMNS(tx)}`
  if (row !== undefined) return row
  const { status } = await requireStocktake(tx, actor, id)
  throw status === 'approved' || status === 'cancelled' ? inventoryErrors.stocktake_over() : refusal()
}

/**
 * Holds a stocktake as it is while counts are added to it: many may, and whoever finishes it waits for them.
 *
 * @throws not_found when it is not there, or not for this actor.
 */
export async function shareStocktake(tx: Tx, actor: Actor, id: number): Promise<StocktakeItem> {
  const [row] = await tx<StocktakeItem[]>`
    select ${STOCKTAKE_COLUMNS(tx)} from stocktakes t join stores s on s.id = t.store_id
    where t.id = ${id} and ${isVisible(tx, actor)} for share of t`
  if (row === undefined) throw platformErrors.not_found()
  return row
}
