import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/**
 * Statement about a stocktake_lines `line` that was counted and its stocktakes `t`: what has moved since, and, of sales and
 * goods, between the first and the last count of its zones. A movement belongs to the moment at which it occurred, but
 * never to one after its recording: a clock that is ahead sold what was gone already. What was approved is not asked about
 * any more.
 *
 * Nothing was counted before the stocktake began, so what was recorded earlier is not read.
 */
export const movedSince = (sql: Queryable): Fragment => sql`
  select
    coalesce(sum(m.quantity) filter (where least(m.occurred_at, m.recorded_at) > line.counted_at), 0) as since,
    coalesce(sum(m.quantity) filter (where least(m.occurred_at, m.recorded_at) <= line.counted_at
      and m.kind not in ('count', 'count_correction')), 0) as meanwhile
  from stock_movements m
  where line.expected is null and m.store_id = line.store_id and m.variant_id = line.variant_id
    and m.id > t.last_movement_id and least(m.occurred_at, m.recorded_at) > line.first_counted_at`
