import type { Static } from 'typebox'
import { QUANTITY_SCALE } from '../../../rules/index.ts'
import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { LEVEL_COLUMNS, LEVELS } from '../list-stock.ts'
import type { StockKey } from '../lock-levels.ts'
import { type LevelRow, presentLevel, writeQuantity } from '../present.ts'
import type { LevelDetail } from './level-schema.ts'
import { readVelocity } from './read-velocity.ts'
import { LEAD_TIME_DAYS_DEFAULT, PACK_SIZE_DEFAULT, suggestTargets, type Velocity } from './suggest-targets.ts'

/**
 * One level, with the levels that its sales suggest.
 *
 * @throws not_found when the store never kept the article, or does not exist for this actor.
 */
export async function getLevel(sql: Queryable, actor: Actor, key: StockKey): Promise<Static<typeof LevelDetail>> {
  if (!mayActInStore(actor, key.storeId)) throw platformErrors.not_found()
  const [level] = await sql<LevelRow[]>`
    select ${LEVEL_COLUMNS(sql)} from ${LEVELS(sql)}
    where level.store_id = ${key.storeId} and level.variant_id = ${key.variantId} and s.deleted_at is null`
  if (level === undefined) throw platformErrors.not_found()
  const suggestion = presentSuggestion(level, await readVelocity(sql, key))
  return { ...presentLevel(level, may(actor, 'products.viewCost')), suggestion }
}

function presentSuggestion(level: LevelRow, velocity: Velocity): Static<typeof LevelDetail>['suggestion'] {
  const suggested = suggestTargets(velocity, {
    leadTimeDays: level.lead_time_days ?? LEAD_TIME_DAYS_DEFAULT,
    packSize: level.pack_size === null ? PACK_SIZE_DEFAULT : Number(level.pack_size),
  })
  return {
    days: velocity.days,
    daily_sales: quantityText(Math.max(0, velocity.sold / velocity.days)),
    reorder_point: suggested === null ? null : quantityText(suggested.reorderPoint),
    target: suggested === null ? null : quantityText(suggested.target),
  }
}

const quantityText = (units: number): string => writeQuantity(BigInt(Math.round(units * 10 ** QUANTITY_SCALE)))
