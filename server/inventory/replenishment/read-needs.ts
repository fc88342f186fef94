import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { FEWEST_DAYS, WINDOW_DAYS } from '../levels/read-velocity.ts'
import { liveReserved } from '../list-stock.ts'
import { type Figures, type FiguresRow, readFigures } from './figures.ts'
import { supplierOf } from './supplier.ts'

/** An article in a store, with everything that says whether more of it is needed. */
export type ArticleFigures = Figures & {
  readonly storeId: number
  readonly variantId: number
  readonly productId: number
  readonly productName: string
  readonly variantName: string
  readonly sku: string | null
  readonly sourceId: number | null
  readonly sourceName: string | null
}

type Row = FiguresRow & {
  store_id: number
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  source_id: number | null
  source_name: string | null
}

/** Every article that a store wants to have, or sells. */
export const readStoreFigures = (sql: Queryable, storeId: number): Promise<ArticleFigures[]> =>
  selectFigures(sql, sql`s.id = ${storeId}`, sql`true`)

/** The same articles in the other stores that a place supplies. */
export async function readOtherFigures(
  sql: Queryable,
  sourceId: number,
  storeId: number,
  variantIds: readonly number[],
): Promise<ArticleFigures[]> {
  if (variantIds.length === 0) return []
  return selectFigures(
    sql,
    sql`s.id <> ${storeId} and ${supplierOf(sql)} = ${sourceId}`,
    sql`level.variant_id = any(${[...variantIds]}::bigint[])`,
  )
}

/**
 * One statement for any number of stores and articles: each level, what is open for it, what its supplier has, and how fast
 * it sells, read from the movements of the last weeks alone (`first_movement_since`).
 */
async function selectFigures(sql: Queryable, ofStores: Fragment, ofArticles: Fragment): Promise<ArticleFigures[]> {
  const rows = await sql<Row[]>`
    with place as materialized (
      select s.id as store_id, s.time_zone, ${supplierOf(sql)} as source_id,
        now() - make_interval(days => ${WINDOW_DAYS}) as since,
        first_movement_since(s.id, now() - make_interval(days => ${WINDOW_DAYS + 1})) as first_id
      from stores s left join stock_policies policy on policy.store_id = s.id
      where s.deleted_at is null and ${ofStores}
    ), open as materialized (
      select t.store_id, t.source_id, t.status, line.variant_id,
        case when t.status = 'requested' then line.requested else line.approved end as quantity
      from stock_transfers t join stock_transfer_lines line on line.store_id = t.store_id and line.transfer_id = t.id
      where t.status in ('requested', 'approved', 'picking')
    ), asked as materialized (
      select store_id, variant_id, sum(quantity) as quantity from open group by 1, 2
    ), claimed as materialized (
      select source_id, variant_id, sum(quantity) as quantity from open where status = 'requested' group by 1, 2
    )
    select level.store_id, level.variant_id, p.id as product_id, p.name as product_name, v.name as variant_name, v.sku,
      level.on_hand, ${liveReserved(sql)} as reserved, level.in_transit, coalesce(asked.quantity, 0) as requested,
      wanted.reorder_point, wanted.target, wanted.pack_size, wanted.lead_time_days,
      velocity.days, velocity.sold, velocity.squares,
      place.source_id, source.name as source_name, ${sourceAvailable(sql)} as source_available,
      coalesce(claimed.quantity, 0) as source_claimed
    from place
    join stock_levels level on level.store_id = place.store_id
    join product_variants v on v.id = level.variant_id and v.is_active and v.deleted_at is null
    join products p on p.id = v.product_id and p.is_active and p.deleted_at is null
    left join stores source on source.id = place.source_id
    left join stock_targets wanted on wanted.store_id = level.store_id and wanted.variant_id = level.variant_id
    left join asked on asked.store_id = level.store_id and asked.variant_id = level.variant_id
    left join claimed on claimed.source_id = place.source_id and claimed.variant_id = level.variant_id
    cross join lateral (${VELOCITY(sql)}) velocity
    where ${ofArticles} and (wanted.reorder_point is not null or wanted.target is not null or velocity.sold > 0)
    order by level.store_id, level.variant_id`
  return rows.map(present)
}

/** What the supplier has and has promised to nobody. */
const sourceAvailable = (sql: Queryable): Fragment => sql`coalesce((
  select supply.on_hand - supply.reserved from (
    select level.on_hand, ${liveReserved(sql)} as reserved from stock_levels level
    where level.store_id = place.source_id and level.variant_id = v.id
  ) supply), 0)`

/** As `readVelocity` does, of a `level` of a `place`. */
const VELOCITY = (sql: Queryable): Fragment => sql`
  select
    case when exists (
      select from stock_movements older
      where older.store_id = level.store_id and older.variant_id = level.variant_id and older.id < place.first_id
    ) then ${WINDOW_DAYS} else greatest(${FEWEST_DAYS},
      ceil(extract(epoch from now() - greatest(min(day.first_at), place.since)) / 86400))::int end as days,
    coalesce(sum(day.sold), 0)::float8 as sold, coalesce(sum(day.sold * day.sold), 0)::float8 as squares
  from (
    select min(sold_at) as first_at,
      -coalesce(sum(m.quantity) filter (where m.kind in ('sale', 'return') and sold_at >= place.since), 0) as sold
    from stock_movements m cross join lateral (select least(m.occurred_at, m.recorded_at) as sold_at) moment
    where m.store_id = level.store_id and m.variant_id = level.variant_id and m.id >= place.first_id
    group by (sold_at at time zone place.time_zone)::date
  ) day`

const present = (row: Row): ArticleFigures => ({
  ...readFigures(row),
  storeId: row.store_id,
  variantId: row.variant_id,
  productId: row.product_id,
  productName: row.product_name,
  variantName: row.variant_name,
  sku: row.sku,
  sourceId: row.source_id,
  sourceName: row.source_name,
})
