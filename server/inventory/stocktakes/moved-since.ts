import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import type { StocktakeItem } from './stocktake-schema.ts'

/**
 * Statement: what has moved of each counted article since its count, and, of sales and goods, between the first and the last
 * count of its zones. A movement belongs to the moment at which it occurred, but never to one after its recording: a
 * clock that is ahead sold what was gone already. What was approved is not asked about any more.
 *
 * Nothing was counted before the stocktake began, so the end of the ledger is all that is read.
 */
export const movedSince = (sql: Queryable, { store_id, id, started_at }: StocktakeItem): Fragment => sql`
  select m.variant_id,
    coalesce(sum(m.quantity) filter (where least(m.occurred_at, m.recorded_at) > line.counted_at), 0) as since,
    coalesce(sum(m.quantity) filter (where least(m.occurred_at, m.recorded_at) <= line.counted_at
      and m.kind not in ('count', 'count_correction')), 0) as meanwhile
  from stocktake_lines line
  join stock_movements m on m.store_id = line.store_id and m.variant_id = line.variant_id
  where line.store_id = ${store_id} and line.stocktake_id = ${id} and line.counted is not null and line.expected is null
    and m.store_id = ${store_id} and m.recorded_at > ${started_at}
    and least(m.occurred_at, m.recorded_at) > line.first_counted_at
  group by m.variant_id`
