import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/**
 * Statement: what the counts of a stocktake add up to, by article. Of each zone the latest count of the article's round
 * counts, and the zones are added. The moment of the article is that of its last zone. What nobody counted is none at the
 * moment of finishing, where it was finished so, and is left out otherwise.
 */
export const talliesOf = (sql: Queryable, { storeId, id }: { storeId: number; id: number }): Fragment =>
  tallies(sql, sql`c.store_id = ${storeId} and c.stocktake_id = ${id}`, sql`t.store_id = ${storeId} and t.id = ${id}`)

/** The same of every stocktake whose counting is over and that was not given up. */
export const talliesOfAll = (sql: Queryable): Fragment =>
  tallies(sql, sql`true`, sql`t.status in ('finished', 'approved')`)

const tallies = (sql: Queryable, counts: Fragment, stocktakes: Fragment): Fragment => sql`
  select line.store_id, line.stocktake_id, line.variant_id, coalesce(sum(latest.quantity), 0) as counted,
    coalesce(min(latest.counted_at), t.finished_at) as first_counted_at,
    coalesce(max(latest.counted_at), t.finished_at) as counted_at
  from stocktakes t
  join stocktake_lines line on line.store_id = t.store_id and line.stocktake_id = t.id
  left join (
    select distinct on (c.store_id, c.stocktake_id, c.variant_id, c.round, c.zone) c.store_id, c.stocktake_id,
      c.variant_id, c.round, c.quantity, c.counted_at
    from stocktake_counts c where ${counts}
    order by c.store_id, c.stocktake_id, c.variant_id, c.round, c.zone, c.counted_at desc, c.place desc
  ) latest on latest.store_id = line.store_id and latest.stocktake_id = line.stocktake_id
    and latest.variant_id = line.variant_id and latest.round = line.round
  where ${stocktakes}
  group by line.store_id, line.stocktake_id, line.variant_id, t.finished_at, t.uncounted
  having count(latest.variant_id) > 0 or t.uncounted = 'zero'`
