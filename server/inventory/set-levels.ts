import { currencyDecimals, PRICE_SCALE, parseDecimal } from '../../rules/index.ts'
import { type Actor, mayActInStore } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { invalid, platformErrors } from '../platform/errors.ts'
import { text } from '../platform/text.ts'
import { adjustBalance } from './adjust-balance.ts'
import { type CountMark, momentOfChange } from './count-correction.ts'
import { fitsLevel } from './level-limits.ts'
import { lockLevels, type StockKey } from './lock-levels.ts'
import { type Movement, postMovements } from './post-movements.ts'
import type { StockBalance } from './stock-cost.ts'

/** How one level is to change: to a quantity, or by a quantity; both in thousandths. */
export type LevelChange = StockKey & { readonly reason: string | null } & (
    | { readonly onHand: bigint; readonly delta?: undefined }
    | { readonly delta: bigint; readonly onHand?: undefined }
  )

/** What every movement of a set says of its cause. */
export type ChangeOrigin = {
  readonly referenceType: string | null
  readonly referenceId: string | null
}

const BY_HAND: ChangeOrigin = { referenceType: null, referenceId: null }

/**
 * Adjusts many levels at once, in three round trips whatever their number, and answers what each row left behind: the
 * balance before and after, in the order given. Rows of one level follow each other. Goods found take the average cost
 * of those that are there, or the article's own cost; goods lost take their share of the value with them. A row that
 * changes nothing leaves no movement.
 *
 * @throws not_found when a store or an article does not exist, or not for this actor.
 * @throws validation_failed when a level would grow beyond what can be kept.
 */
export async function setLevels(
  tx: Tx,
  actor: Actor,
  changes: readonly LevelChange[],
  origin: ChangeOrigin = BY_HAND,
): Promise<{ readonly before: StockBalance; readonly after: StockBalance }[]> {
  if (!changes.every((change) => mayActInStore(actor, change.storeId))) throw platformErrors.not_found()
  const costs = await loadCosts(tx, changes)
  const levels = await lockLevels(tx, changes)
  const balances = new Map(levels.map(({ onHand, valueMinor, ...key }) => [keyOf(key), { onHand, valueMinor }]))
  const lastCounts = new Map(levels.map((level) => [keyOf(level), level.lastCount]))
  const movements: Movement[] = []
  const outcomes = changes.map((change, index) => {
    const { decimals, unitCost } = costs[index] as Cost
    const key = keyOf(change)
    const before = balances.get(key)
    if (before === undefined) throw platformErrors.not_found()
    const quantity = change.delta ?? change.onHand - before.onHand
    const { steps, after } = adjustBalance('adjustment', before, { quantity, unitCost, decimals })
    movements.push(
      ...steps.map((step) => ({ ...step, ...describe(actor, change, origin, lastCounts.get(key) ?? null) })),
    )
    refuseBeyondLimits(after, change)
    balances.set(key, after)
    return { before, after }
  })
  await postMovements(tx, movements)
  return outcomes
}

function describe(actor: Actor, change: LevelChange, origin: ChangeOrigin, lastCount: CountMark | null) {
  return {
    storeId: change.storeId,
    variantId: change.variantId,
    reason: change.reason,
    referenceType: origin.referenceType,
    referenceId: origin.referenceId,
    referenceLine: null,
    actorId: actor.userId,
    actorName: actor.name,
    occurredAt: momentOfChange(lastCount),
    lastCount,
  }
}

type Cost = { readonly decimals: number; readonly unitCost: bigint }

/**
 * The currency's decimals and the article's own cost for each row, in its order. What is left of a deleted article can
 * still be corrected, where it was ever kept.
 */
async function loadCosts(tx: Tx, changes: readonly LevelChange[]): Promise<Cost[]> {
  const rows = await selectCosts(tx, changes)
  if (rows.length < changes.length) throw platformErrors.not_found()
  return rows.map((row) => ({
    decimals: currencyDecimals(row.currency),
    unitCost: parseDecimal(row.cost ?? '0', PRICE_SCALE) ?? 0n,
  }))
}

/** For each of these levels, whether it can be set: an article that was deleted is not brought into a store any more. */
export async function findSettable(tx: Tx, keys: readonly StockKey[]): Promise<boolean[]> {
  const settable = new Set((await selectCosts(tx, keys)).map((row) => row.place))
  return keys.map((_key, index) => settable.has(index + 1))
}

function selectCosts(tx: Tx, keys: readonly StockKey[]) {
  const storeIds = `{${keys.map((key) => key.storeId).join()}}`
  const variantIds = `{${keys.map((key) => key.variantId).join()}}`
  return tx<{ place: number; currency: string; cost: string | null }[]>`
    select key.place, s.currency, v.cost
    from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) with ordinality as key (store_id, variant_id, place)
    join stores s on s.id = key.store_id and s.deleted_at is null
    join product_variants v on v.id = key.variant_id
    join products p on p.id = v.product_id
    where (v.deleted_at is null and p.deleted_at is null) or exists (
      select from stock_levels level where level.store_id = key.store_id and level.variant_id = key.variant_id)
    order by key.place`
}

function refuseBeyondLimits(balance: StockBalance, change: LevelChange): void {
  if (fitsLevel(balance)) return
  const field = change.delta === undefined ? 'on_hand' : 'delta'
  throw invalid({
    [field]: text('Le stock deviendrait trop grand pour être tenu.', 'The stock would become too large to be kept.'),
  })
}

const keyOf = (key: StockKey): string => `${key.storeId}:${key.variantId}`
