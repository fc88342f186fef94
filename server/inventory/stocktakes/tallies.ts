import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/**
 * Statement about a stocktake_lines `line` of the query around it: what was counted of it so far. Of each zone the last
 * count of the line's round to be received counts, since the clocks of two people do not compare, and the zones are added. The moment is that of the last zone.
 *
 * It looks up each line by its key, on purpose: what has just been counted has no statistics yet by which to plan a join.
 */
export const tallyOfLine = (sql: Queryable): Fragment => sql`
  select sum(latest.quantity) as counted, count(*)::int as zones, min(latest.counted_at) as first_counted_at,
    max(latest.counted_at) as counted_at
  from (
    select distinct on (c.zone) c.quantity, c.counted_at from stocktake_counts c
    where c.store_id = line.store_id and c.stocktake_id = line.stocktake_id and c.variant_id = line.variant_id
      and c.round = line.round
    order by c.zone, c.place desc
  ) latest`

/**
 * Statement about a `line` and its stocktakes `t`: what it comes to once the counting is over. What nobody counted is none at
 * the moment of finishing, where it was finished so; null otherwise.
 */
export const finalTally = (sql: Queryable): Fragment => sql`
  select case when tally.zones > 0 then tally.counted when t.uncounted = 'zero' then 0 end as counted,
    case when tally.zones > 0 then tally.first_counted_at when t.uncounted = 'zero' then t.finished_at end
      as first_counted_at,
    case when tally.zones > 0 then tally.counted_at when t.uncounted = 'zero' then t.finished_at end as counted_at
  from (${tallyOfLine(sql)}) tally`
