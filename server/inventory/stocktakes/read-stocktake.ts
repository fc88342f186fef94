import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import type { StocktakeDetail, StocktakeItem } from './stocktake-schema.ts'

/** Columns of a stocktakes `t`. */
export const STOCKTAKE_COLUMNS = (sql: Queryable): Fragment => sql`
  t.id, t.store_id, t.scope, t.category_ids, t.blind, t.note, t.status, t.round, t.uncounted, t.created_by,
  t.created_by_name, t.started_at, t.finished_by, t.finished_by_name, t.finished_at, t.approved_by, t.approved_by_name,
  t.approved_at, t.cancelled_by, t.cancelled_by_name, t.cancelled_at`

/** SQL condition on a stocktakes `t` and its stores `s`: it exists for this actor. */
export const isVisible = (sql: Queryable, actor: Actor): Fragment =>
  sql`${storeScope(sql, actor, 't.store_id')} and s.deleted_at is null`

/** SQL condition on a stocktake_lines `line`: somebody has counted it in the round that counts. */
export const isCounted = (sql: Queryable): Fragment => sql`exists (
  select from stocktake_counts c
  where c.store_id = line.store_id and c.stocktake_id = line.stocktake_id and c.variant_id = line.variant_id
    and c.round = line.round)`

/** @throws not_found when it is not there, or not for this actor. */
export async function requireStocktake(sql: Queryable, actor: Actor, id: number): Promise<StocktakeItem> {
  const [row] = await sql<StocktakeItem[]>`
    select ${STOCKTAKE_COLUMNS(sql)} from stocktakes t join stores s on s.id = t.store_id
    where t.id = ${id} and ${isVisible(sql, actor)}`
  if (row === undefined) throw platformErrors.not_found()
  return row
}

type ProgressRow = { articles: number; counted: number; to_count: number; found: number }
type CounterRow = StocktakeDetail['counters'][number]

/**
 * A stocktake, how far it has come, and who has counted. Nothing of it says how many were expected.
 *
 * @throws not_found when it is not there, or not for this actor.
 */
export async function readStocktake(sql: Queryable, actor: Actor, id: number): Promise<StocktakeDetail> {
  const stocktake = await requireStocktake(sql, actor, id)
  const [[progress], counters] = await together([
    sql<[ProgressRow]>`
      select count(*)::int as articles, count(*) filter (where is_counted)::int as counted,
        count(*) filter (where not is_planned and is_counted)::int as found,
        count(*) filter (where not is_counted and round = ${stocktake.round})::int as to_count
      from (
        select line.is_planned, line.round, ${isCounted(sql)} as is_counted from stocktake_lines line
        where line.store_id = ${stocktake.store_id} and line.stocktake_id = ${id}
      ) line`,
    sql<CounterRow[]>`
      select actor_id, actor_name, count(*)::int as counts, count(distinct variant_id)::int as articles,
        max(counted_at) as last_counted_at
      from stocktake_counts where store_id = ${stocktake.store_id} and stocktake_id = ${id}
      group by actor_id, actor_name order by min(place)`,
  ])
  const isApproved = stocktake.status === 'approved'
  return {
    ...stocktake,
    progress: { ...progress, to_count: stocktake.status === 'counting' ? progress.to_count : 0 },
    counters: [...counters],
    is_approved_by_counter: isApproved ? counters.some((counter) => isSame(counter, stocktake)) : null,
  }
}

/** A program has no id: its name is what is known of it. */
const isSame = (counter: CounterRow, stocktake: StocktakeItem): boolean =>
  counter.actor_id === stocktake.approved_by &&
  (counter.actor_id !== null || counter.actor_name === stocktake.approved_by_name)
