import type { Static } from 'typebox'
import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { keepAlerts } from '../alerts/keep-alerts.ts'
import { findArticles } from '../find-articles.ts'
import { lockLevels, type StockKey } from '../lock-levels.ts'
import { getLevel } from './get-level.ts'
import type { LevelDetail, TargetsBody } from './level-schema.ts'

type Targets = {
  reorder_point: string | null
  target: string | null
  pack_size: string | null
  lead_time_days: number | null
}
const NOTHING: Targets = { reorder_point: null, target: null, pack_size: null, lead_time_days: null }

/**
 * Says what a store wants to have of an article. An article that the store never had gets a level, at nothing. The alerts
 * follow at once.
 *
 * @throws not_found when the store or the article does not exist, or not for this actor.
 * @throws validation_failed when the target would lie below the reorder point.
 */
export async function setTargets(
  tx: Tx,
  actor: Actor,
  key: StockKey,
  input: Static<typeof TargetsBody>,
): Promise<Static<typeof LevelDetail>> {
  const { unitCosts } = await findArticles(tx, actor, key.storeId, [key.variantId])
  if (!unitCosts.has(key.variantId)) throw platformErrors.not_found()
  await lockLevels(tx, [key])
  const [known] = await tx<Targets[]>`
    select reorder_point, target, pack_size, lead_time_days from stock_targets
    where store_id = ${key.storeId} and variant_id = ${key.variantId}`
  const before = known ?? NOTHING
  const after: Targets = {
    reorder_point: quantityOf(input.reorder_point, before.reorder_point),
    target: quantityOf(input.target, before.target),
    pack_size: quantityOf(input.pack_size, before.pack_size),
    lead_time_days: input.lead_time_days === undefined ? before.lead_time_days : input.lead_time_days,
  }
  refuseTargetBelowReorderPoint(after)
  await together([writeTargets(tx, key, after), keepAlerts(tx, [key])])
  return getLevel(tx, actor, key)
}

/** The schema has checked the form. */
const quantityOf = (given: string | number | null | undefined, before: string | null): string | null =>
  given === undefined ? before : given === null ? null : formatDecimal(thousandths(given), QUANTITY_SCALE)
const thousandths = (value: string | number): bigint => parseDecimal(value, QUANTITY_SCALE) ?? 0n

function refuseTargetBelowReorderPoint({ reorder_point, target }: Targets): void {
  if (reorder_point === null || target === null || thousandths(target) >= thousandths(reorder_point)) return
  throw invalid({
    target: text(
      'La cible ne peut pas être inférieure au seuil de commande.',
      'The target cannot be below the reorder point.',
    ),
  })
}

async function writeTargets(tx: Tx, { storeId, variantId }: StockKey, targets: Targets): Promise<void> {
  const { reorder_point, target, pack_size, lead_time_days } = targets
  await tx`
    insert into stock_targets (store_id, variant_id, reorder_point, target, pack_size, lead_time_days)
    values (${storeId}, ${variantId}, ${reorder_point}, ${target}, ${pack_size}, ${lead_time_days})
    on conflict (store_id, variant_id) do update
    set reorder_point = excluded.reorder_point, target = excluded.target, pack_size = excluded.pack_size,
      lead_time_days = excluded.lead_time_days, updated_at = now()`
}
