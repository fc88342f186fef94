import { currencyDecimals, formatDecimal, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import { adjustBalance } from '../adjust-balance.ts'
import { inventoryErrors } from '../errors.ts'
import { fitsLevel } from '../level-limits.ts'
import { type LockedLevel, lockLevels } from '../lock-levels.ts'
import { type Movement, postMovements } from '../post-movements.ts'
import { readQuantity } from '../present.ts'
import { changeStatus, TRANSITIONS } from './change-status.ts'
import { movedSince } from './moved-since.ts'
import { readStocktake } from './read-stocktake.ts'
import type { StocktakeDetail, StocktakeItem } from './stocktake-schema.ts'

type CountedLine = {
  variant_id: number
  article: string
  counted: string
  counted_at: string
  unit_cost: string | null
  currency: string
}

/** What became of a line; quantities in thousandths, values in minor units. */
type Outcome = {
  readonly storeId: number
  readonly stocktakeId: number
  readonly variantId: number
  readonly countedAt: string
  readonly expected: bigint
  readonly valueMinor: bigint
  readonly costVarianceMinor: bigint
  readonly movements: readonly Movement[]
}

/**
 * Posts, for each article that was counted, the difference between what was counted and what the ledger held at that moment,
 * so that what has moved since stays moved. What occurred before and was recorded until now is in that balance; what is
 * recorded later is corrected as it comes (`withCountCorrections`). An article of which an approved count is newer keeps
 * that one: its movement is then posted with its correction.
 *
 * @throws not_found, stocktake_not_finished, count_too_large
 */
export async function approveStocktake(tx: Tx, actor: Actor, id: number): Promise<StocktakeDetail> {
  const stocktake = await changeStatus(
    tx,
    actor,
    id,
    TRANSITIONS.approve,
    tx`, approved_at = now(), approved_by = ${actor.userId}, approved_by_name = ${actor.name}`,
  )
  const lines = await readLines(tx, stocktake)
  const levels = await lockLevels(
    tx,
    lines.map((line) => ({ storeId: stocktake.store_id, variantId: line.variant_id })),
  )
  const levelOf = new Map(levels.map((level) => [level.variantId, level]))
  // Asked once the levels are locked: until the end nothing more is posted to them.
  const moved = await readMoved(tx, stocktake)
  const outcomes = lines.map((line) => {
    const level = levelOf.get(line.variant_id)
    // A line keeps its article from being purged.
    if (level === undefined) throw new Error(`The level of variant ${line.variant_id} was not locked.`)
    return settle(line, { stocktake, level, actor, movedSince: moved.get(line.variant_id) ?? 0n })
  })
  if (outcomes.length > 0) {
    await together([
      postMovements(
        tx,
        outcomes.flatMap((outcome) => outcome.movements),
      ),
      writeOutcomes(tx, outcomes),
      markLevels(tx, outcomes),
    ])
  }
  return readStocktake(tx, actor, id)
}

const readLines = (tx: Tx, { store_id, id }: StocktakeItem) => tx<CountedLine[]>`
  select line.variant_id, concat_ws(' ', p.name, nullif(v.name, '')) as article, line.counted, line.counted_at,
    v.cost as unit_cost, s.currency::text
  from stocktake_lines line
  join stores s on s.id = line.store_id
  join product_variants v on v.id = line.variant_id
  join products p on p.id = v.product_id
  where line.store_id = ${store_id} and line.stocktake_id = ${id} and line.counted is not null
  order by line.variant_id`

async function readMoved(tx: Tx, { store_id, id }: StocktakeItem): Promise<Map<number, bigint>> {
  const rows = await tx<{ variant_id: number; since: string }[]>`
    select line.variant_id, moved.since
    from stocktakes t
    join stocktake_lines line on line.store_id = t.store_id and line.stocktake_id = t.id
    cross join lateral (${movedSince(tx)}) moved
    where t.store_id = ${store_id} and t.id = ${id} and line.counted is not null`
  return new Map(rows.map((row) => [row.variant_id, readQuantity(row.since)]))
}

type Scene = {
  readonly stocktake: StocktakeItem
  readonly level: LockedLevel
  readonly actor: Actor
  readonly movedSince: bigint
}

function settle(line: CountedLine, { stocktake, level, actor, movedSince }: Scene): Outcome {
  const { onHand, valueMinor, lastCount } = level
  const expected = onHand - movedSince
  const quantity = readQuantity(line.counted) - expected
  const unitCost = parseDecimal(line.unit_cost ?? '0', PRICE_SCALE) ?? 0n
  const decimals = currencyDecimals(line.currency)
  const { steps, after } = adjustBalance('count', { onHand, valueMinor }, { quantity, unitCost, decimals })
  const change = { onHand: quantity, valueMinor: after.valueMinor - valueMinor }
  if (!fitsLevel(after) || !fitsLevel(change)) {
    throw inventoryErrors.count_too_large({ values: { article: line.article } })
  }
  // Also what was counted right tells that it was counted.
  const [count = { kind: 'count', quantity: 0n, valueMinor: 0n } as const, variance] = steps
  const common = {
    storeId: stocktake.store_id,
    variantId: line.variant_id,
    reason: null,
    referenceType: 'stocktake',
    referenceId: String(stocktake.id),
    referenceLine: null,
    actorId: actor.userId,
    actorName: actor.name,
    occurredAt: line.counted_at,
    lastCount,
  }
  return {
    storeId: stocktake.store_id,
    stocktakeId: stocktake.id,
    variantId: line.variant_id,
    countedAt: line.counted_at,
    expected,
    valueMinor: count.valueMinor,
    costVarianceMinor: variance?.valueMinor ?? 0n,
    movements: [count, ...(variance === undefined ? [] : [variance])].map((step) => ({ ...common, ...step })),
  }
}

const outcomeColumns: readonly Column<Outcome>[] = [
  ['store_id', 'bigint', (outcome) => outcome.storeId],
  ['stocktake_id', 'bigint', (outcome) => outcome.stocktakeId],
  ['variant_id', 'bigint', (outcome) => outcome.variantId],
  ['counted_at', 'timestamptz', (outcome) => outcome.countedAt],
  ['expected', 'numeric', (outcome) => formatDecimal(outcome.expected, QUANTITY_SCALE)],
  ['value_minor', 'bigint', (outcome) => outcome.valueMinor],
  ['cost_variance_minor', 'bigint', (outcome) => outcome.costVarianceMinor],
]

const writeOutcomes = forSet(
  outcomeColumns,
  `update stocktake_lines line
   set expected = given.expected, value_minor = given.value_minor, cost_variance_minor = given.cost_variance_minor
   from ${givenRows(outcomeColumns)}
   where line.store_id = given.store_id and line.stocktake_id = given.stocktake_id
     and line.variant_id = given.variant_id`,
)

/** From now on these levels held what was counted then; one that was counted later keeps the later count. */
const markLevels = forSet(
  outcomeColumns,
  `update stock_levels level set counted_at = given.counted_at, stocktake_id = given.stocktake_id
   from ${givenRows(outcomeColumns)}
   where level.store_id = given.store_id and level.variant_id = given.variant_id
     and (level.counted_at is null or level.counted_at < given.counted_at)`,
)
