import type { Queryable } from '../../platform/database/connect.ts'
import type { StockFault } from '../find-stock-faults.ts'
import { finalTally } from './tallies.ts'

/** What was approved stands in the ledger, once and as it was counted, with the difference that it had then. */
export const findCountFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with moved as (
      select store_id, reference_id as stocktake_id, variant_id, min(id) filter (where kind = 'count') as id,
        count(*) filter (where kind = 'count') as counts, sum(quantity) as quantity, sum(value_minor) as value_minor
      from stock_movements
      where kind <> 'sale' and kind in ('count', 'cost_variance') and reference_type = 'stocktake'
      group by store_id, reference_id, variant_id
    ), approved as (
      select line.*, line.value_minor + line.cost_variance_minor as whole_value_minor
      from stocktake_lines line
      join stocktakes t on t.store_id = line.store_id and t.id = line.stocktake_id and t.status = 'approved'
      where line.counted is not null
    ), compared as (
      select coalesce(approved.store_id, moved.store_id) as store_id,
        coalesce(approved.variant_id, moved.variant_id) as variant_id,
        coalesce(approved.stocktake_id::text, moved.stocktake_id) as stocktake_id, approved.counted, approved.expected,
        approved.whole_value_minor, moved.counts, moved.quantity, moved.value_minor, (
          select coalesce(sum(m.quantity), 0) from stock_movements m
          where m.store_id = moved.store_id and m.variant_id = moved.variant_id and m.id < moved.id
            and least(m.occurred_at, m.recorded_at) <= approved.counted_at) as ledger
      from approved full join moved on moved.store_id = approved.store_id
        and moved.stocktake_id = approved.stocktake_id::text and moved.variant_id = approved.variant_id
    )
    select fault.invariant, store_id, variant_id, stocktake_id || ': ' || fault.expected as expected, fault.found
    from compared cross join lateral (values
      ('stock_count_moves_stock', counts is distinct from 1 or quantity is distinct from counted - compared.expected
        or value_minor is distinct from whole_value_minor,
        coalesce(counted - compared.expected || ', ' || whole_value_minor, 'none'),
        coalesce(quantity || ', ' || value_minor, 'none')),
      ('stock_count_expects_the_ledger', compared.expected is distinct from ledger, ledger::text,
        compared.expected::text)
    ) as fault (invariant, is_present, expected, found)
    where fault.is_present
    order by store_id, variant_id limit ${limit}`

/** What a finished line says is what its counts add up to. */
export const findTallyFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    select 'stock_line_is_sum_of_counts' as invariant, line.store_id, line.variant_id,
      line.stocktake_id || ': ' || coalesce(final.counted::text, 'none') as expected, line.counted::text as found
    from stocktakes t
    join stocktake_lines line on line.store_id = t.store_id and line.stocktake_id = t.id
    cross join lateral (${finalTally(sql)}) final
    where t.status in ('finished', 'approved') and (final.counted, final.first_counted_at, final.counted_at)
      is distinct from (line.counted, line.first_counted_at, line.counted_at)
    order by line.store_id, line.variant_id limit ${limit}`

/**
 * Walks through each level that was ever counted. What occurred before a count that stood already is undone at once by the
 * movement behind it, which names that count; nothing else is; and the level knows its latest count.
 */
export const findCorrectionFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with counted as (
      select store_id, variant_id from stock_levels where counted_at is not null
      union
      select store_id, variant_id from stock_movements where kind <> 'sale' and kind in ('count', 'count_correction')
    ), walked as (
      select m.store_id, m.variant_id, m.id, m.kind, m.quantity, m.value_minor, m.occurred_at, m.reference_type,
        m.reference_id, max(m.occurred_at) filter (where m.kind = 'count') over earlier as latest_count,
        lag(m.kind) over history as before_kind, lag(m.quantity) over history as before_quantity,
        lag(m.value_minor) over history as before_value, lag(m.occurred_at) over history as before_occurred_at,
        lead(m.kind) over history as next_kind
      from counted join stock_movements m on m.store_id = counted.store_id and m.variant_id = counted.variant_id
      window history as (partition by m.store_id, m.variant_id order by m.id),
        earlier as (history rows between unbounded preceding and 1 preceding)
    ), judged as (
      select walked.*, case when kind = 'count_correction' then
          before_kind is distinct from 'count_correction' and before_quantity = -quantity and before_value = -value_minor
            and before_occurred_at <= latest_count and occurred_at = latest_count and exists (
              select from stocktake_lines line
              where line.store_id = walked.store_id and line.variant_id = walked.variant_id
                and walked.reference_type = 'stocktake' and line.stocktake_id::text = walked.reference_id
                and line.counted_at = walked.occurred_at and line.expected is not null)
        else occurred_at <= latest_count is not true or next_kind is not distinct from 'count_correction'
          -- What a count corrects of the cost is a part of it.
          or (kind = 'cost_variance' and before_kind is not distinct from 'count') end as is_right
      from walked
    ), latest as (
      select distinct on (store_id, variant_id) store_id, variant_id, occurred_at as counted_at, reference_id
      from walked where kind = 'count' order by store_id, variant_id, occurred_at desc, id
    )
    select 'stock_correction_has_pair' as invariant, store_id, variant_id,
      kind || ' ' || id || ': ' || coalesce(-before_quantity || ', ' || -before_value, 'none') as expected,
      quantity || ', ' || value_minor as found
    from judged where is_right is not true
    union all
    select 'stock_level_knows_its_count', counted.store_id, counted.variant_id,
      coalesce(latest.reference_id || ', ' || latest.counted_at, 'none'),
      coalesce(level.stocktake_id || ', ' || level.counted_at, 'none')
    from counted
    left join latest using (store_id, variant_id)
    left join stock_levels level on level.store_id = counted.store_id and level.variant_id = counted.variant_id
    where (latest.reference_id, latest.counted_at) is distinct from (level.stocktake_id::text, level.counted_at)
    order by store_id, variant_id limit ${limit}`
