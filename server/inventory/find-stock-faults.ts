import type { Queryable } from '../platform/database/connect.ts'

export const STOCK_INVARIANTS = [
  'stock_quantity_is_sum_of_movements',
  'stock_value_is_sum_of_movements',
  'stock_movement_has_level',
  'stock_of_nothing_has_no_value',
  'stock_balance_is_running_sum',
] as const

export type StockFault = {
  readonly invariant: (typeof STOCK_INVARIANTS)[number]
  readonly store_id: number
  readonly variant_id: number
  /** Decimal quantity, or minor units. */
  readonly expected: string | null
  readonly found: string | null
}

/**
 * Recomputes every level from its movements and answers those that differ, at most `limit` of them. One statement, so
 * all of it is seen at one moment and sales may go on; only faults leave the database.
 */
export async function findStockFaults(sql: Queryable, limit = 1000): Promise<StockFault[]> {
  return sql<StockFault[]>`
    with movement as (
      select store_id, variant_id, id, quantity, value_minor, balance_after,
        sum(quantity) over (partition by store_id, variant_id order by id) as running_sum
      from stock_movements
    ), summed as (
      select store_id, variant_id, sum(quantity) as quantity, sum(value_minor) as value_minor,
        (array_agg(running_sum order by id) filter (where balance_after <> running_sum))[1] as wrong_expected,
        (array_agg(balance_after order by id) filter (where balance_after <> running_sum))[1] as wrong_found
      from movement group by store_id, variant_id
    ), compared as (
      select store_id, variant_id, level.on_hand, level.value_minor, level.store_id is not null as has_level,
        coalesce(summed.quantity, 0) as quantity_sum, coalesce(summed.value_minor, 0) as value_sum,
        wrong_expected, wrong_found
      from stock_levels level full join summed using (store_id, variant_id)
    )
    select fault.invariant, store_id, variant_id, fault.expected, fault.found
    from compared cross join lateral (values
      ('stock_movement_has_level', not has_level, quantity_sum::text, null::text),
      ('stock_quantity_is_sum_of_movements', has_level and on_hand <> quantity_sum, quantity_sum::text, on_hand::text),
      ('stock_value_is_sum_of_movements', has_level and compared.value_minor <> value_sum,
        value_sum::text, compared.value_minor::text),
      ('stock_of_nothing_has_no_value', has_level and on_hand = 0 and compared.value_minor <> 0,
        '0', compared.value_minor::text),
      ('stock_balance_is_running_sum', wrong_found is not null, wrong_expected::text, wrong_found::text)
    ) as fault (invariant, is_present, expected, found)
    where fault.is_present
    order by store_id, variant_id, fault.invariant
    limit ${limit}`
}
