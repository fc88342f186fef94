import { formatDecimal, QUANTITY_SCALE } from '../../rules/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import { together } from '../platform/database/together.ts'
import { type AlertOptions, keepAlerts } from './alerts/keep-alerts.ts'
import { type CountMark, withCountCorrections } from './count-correction.ts'
import { type StockKey, sortKeys } from './lock-levels.ts'

/**
 * Why stock changed. The list of the schema's check; a `cost_variance` has no quantity, and a `count_correction` undoes the
 * movement before it.
 */
export const MOVEMENT_KINDS = [
  'sale',
  'return',
  'receipt',
  'transfer_out',
  'transfer_in',
  'count',
  'count_correction',
  'adjustment',
  'cost_variance',
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

export type Movement = StockKey & {
  readonly kind: MovementKind
  /** Thousandths; positive for what comes in. */
  readonly quantity: bigint
  /** At cost, in minor units of the store's currency, with the sign of the change. */
  readonly valueMinor: bigint
  readonly reason: string | null
  /** What caused it (`sale`, `import`, …), its id there, and the line of it. */
  readonly referenceType: string | null
  readonly referenceId: string | null
  readonly referenceLine: number | null
  readonly actorId: number | null
  readonly actorName: string
  /** ISO 8601. */
  readonly occurredAt: string
  /** The latest count of its level, as the lock found it. */
  readonly lastCount: CountMark | null
}

/**
 * Writes movements, in the order given, and changes their levels by the sums, in one statement; a second, sent with it,
 * opens and closes the alerts of these levels. What occurred before the level was last counted is followed by its
 * correction: there is no other way into the ledger. The levels are changed
 * first, in the order of their keys, so that a movement's id tells its place in the history of its level, and each
 * movement keeps what was on hand after it. A cost is
 * computed from a level, so whoever needs one has locked it (`lockLevels`) before.
 *
 * @throws DatabaseError 23503 when a variant does not exist, 22003 when a level grows beyond numeric(12, 3) or bigint.
 */
export async function postMovements(tx: Tx, movements: readonly Movement[], options?: AlertOptions): Promise<void> {
  if (movements.length === 0) return
  const written = withCountCorrections(movements)
  await together([writeMovements(tx, written), keepAlerts(tx, sortKeys(movements), options)])
}

async function writeMovements(tx: Tx, movements: readonly Movement[]): Promise<void> {
  const { numbers, texts } = columnsOf(movements)
  await tx`
    with input as materialized (
      select * from unnest(
        ${numbers.storeId}::bigint[], ${numbers.variantId}::bigint[], ${texts.kind}::text[],
        ${numbers.quantity}::numeric[], ${numbers.valueMinor}::bigint[], ${texts.reason}::text[],
        ${texts.referenceType}::text[], ${texts.referenceId}::text[], ${numbers.referenceLine}::integer[],
        ${numbers.actorId}::bigint[], ${texts.actorName}::text[], ${texts.occurredAt}::timestamptz[]
      ) with ordinality as input (store_id, variant_id, kind, quantity, value_minor, reason,
        reference_type, reference_id, reference_line, actor_id, actor_name, occurred_at, place)
    ), changed as (
      insert into stock_levels (store_id, variant_id, on_hand, value_minor, has_moved, last_sold_at, in_stock_since)
      select store_id, variant_id, sum(quantity), sum(value_minor), true,
        max(least(occurred_at, now())) filter (where kind = 'sale'), case when sum(quantity) > 0 then now() end
      from input
      group by store_id, variant_id order by store_id, variant_id
      on conflict (store_id, variant_id) do update
      set on_hand = stock_levels.on_hand + excluded.on_hand,
          value_minor = stock_levels.value_minor + excluded.value_minor,
          has_moved = true,
          last_sold_at = greatest(stock_levels.last_sold_at, excluded.last_sold_at),
          in_stock_since = case when stock_levels.on_hand + excluded.on_hand > 0
            then coalesce(stock_levels.in_stock_since, now()) end,
          updated_at = now()
      returning store_id, variant_id, on_hand
    )
    insert into stock_movements (store_id, variant_id, kind, quantity, balance_after, value_minor, reason,
      reference_type, reference_id, reference_line, actor_id, actor_name, occurred_at)
    select store_id, variant_id, kind, quantity,
      on_hand - coalesce(sum(quantity) over (
        partition by store_id, variant_id order by place desc
        rows between unbounded preceding and 1 preceding), 0),
      value_minor, reason, reference_type, reference_id, reference_line, actor_id, actor_name, occurred_at
    from input join changed using (store_id, variant_id)
    order by place`
}

/**
 * The movements as columns, which PostgreSQL reads faster than rows of JSON. Numbers need no escaping, so their arrays
 * are written here; the driver writes those of texts.
 */
function columnsOf(movements: readonly Movement[]) {
  const numbersOf = (read: (movement: Movement) => string | number | bigint | null) =>
    `{${movements.map((movement) => read(movement) ?? 'null').join()}}`
  return {
    numbers: {
      storeId: numbersOf((movement) => movement.storeId),
      variantId: numbersOf((movement) => movement.variantId),
      quantity: numbersOf((movement) => formatDecimal(movement.quantity, QUANTITY_SCALE)),
      valueMinor: numbersOf((movement) => movement.valueMinor),
      referenceLine: numbersOf((movement) => movement.referenceLine),
      actorId: numbersOf((movement) => movement.actorId),
    },
    texts: {
      kind: movements.map((movement) => movement.kind),
      reason: movements.map((movement) => movement.reason),
      referenceType: movements.map((movement) => movement.referenceType),
      referenceId: movements.map((movement) => movement.referenceId),
      actorName: movements.map((movement) => movement.actorName),
      occurredAt: movements.map((movement) => movement.occurredAt),
    },
  }
}
