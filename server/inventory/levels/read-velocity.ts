import type { Queryable } from '../../platform/database/connect.ts'
import type { StockKey } from '../lock-levels.ts'
import type { Velocity } from './suggest-targets.ts'

export const WINDOW_DAYS = 28
/** A first good day does not fill the stock room. */
export const FEWEST_DAYS = 7
/** Bounds what is read of an article that sells all day long; its window is then the shorter one that these span. */
const MOST_MOVEMENTS = 2000

/**
 * How fast an article sells in a store: over the last four weeks, or since it came when that is less. Reads the newest
 * movements of the level from their index, so that the cost does not grow with its history.
 */
export async function readVelocity(sql: Queryable, { storeId, variantId }: StockKey): Promise<Velocity> {
  const [row] = await sql<[Velocity]>`
    with recent as materialized (
      select kind, quantity, least(occurred_at, recorded_at) as sold_at from stock_movements
      where store_id = ${storeId} and variant_id = ${variantId} order by id desc limit ${MOST_MOVEMENTS}
    ), span as (
      select greatest(min(sold_at), now() - make_interval(days => ${WINDOW_DAYS})) as first_at from recent
    ), daily as (
      select (sold_at at time zone s.time_zone)::date, -sum(quantity) as sold
      from recent cross join span join stores s on s.id = ${storeId}
      where recent.kind in ('sale', 'return') and sold_at >= span.first_at group by 1
    )
    select
      greatest(${FEWEST_DAYS}, ceil(extract(epoch from now() - coalesce(span.first_at, now())) / 86400))::int as days,
      (select coalesce(sum(sold), 0) from daily)::float8 as sold,
      (select coalesce(sum(sold * sold), 0) from daily)::float8 as squares
    from span`
  return row
}
