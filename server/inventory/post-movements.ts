import { formatDecimal, QUANTITY_SCALE } from '../../rules/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import type { StockKey } from './lock-levels.ts'

/** Why stock changed. The list of the schema's check; a `cost_variance` has no quantity. */
export const MOVEMENT_KINDS = [
  'sale',
  'return',
  'receipt',
  'transfer_out',
  'transfer_in',
  'count',
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
}

/**
 * Writes movements, in the order given, and changes their levels by the sums, in one statement. The levels are changed
 * first, in the order of their keys, so that a movement's id tells its place in the history of its level. A cost is
 * computed from a level, so whoever needs one has locked it (`lockLevels`) before.
 *
 * @throws DatabaseError 23503 when a variant does not exist, 22003 when a level grows beyond numeric(12, 3) or bigint.
 */
export async function postMovements(tx: Tx, movements: readonly Movement[]): Promise<void> {
  if (movements.length === 0) return
  const input = JSON.stringify(movements.map(toInput))
  await tx`
    with input as materialized (
      select * from rows from (json_to_recordset(${input}::text::json) as (
        s bigint, v bigint, k text, q numeric, m bigint, r text, t text, i text, l integer, a bigint, n text, o timestamptz
      )) with ordinality as input (s, v, k, q, m, r, t, i, l, a, n, o, place)
    ), changed as (
      insert into stock_levels (store_id, variant_id, on_hand, value_minor)
      select s, v, sum(q), sum(m) from input group by s, v order by s, v
      on conflict (store_id, variant_id) do update
      set on_hand = stock_levels.on_hand + excluded.on_hand,
          value_minor = stock_levels.value_minor + excluded.value_minor,
          updated_at = now()
      returning 1
    )
    insert into stock_movements (store_id, variant_id, kind, quantity, value_minor, reason,
      reference_type, reference_id, reference_line, actor_id, actor_name, occurred_at)
    select s, v, k, q, m, r, t, i, l, a, n, o from input
    where (select count(*) from changed) > 0
    order by place`
}

/** One letter per column, because the names travel with every row. */
const toInput = (movement: Movement) => ({
  s: movement.storeId,
  v: movement.variantId,
  k: movement.kind,
  q: formatDecimal(movement.quantity, QUANTITY_SCALE),
  m: movement.valueMinor.toString(),
  r: movement.reason,
  t: movement.referenceType,
  i: movement.referenceId,
  l: movement.referenceLine,
  a: movement.actorId,
  n: movement.actorName,
  o: movement.occurredAt,
})
