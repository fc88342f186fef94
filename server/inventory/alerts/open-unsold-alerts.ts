import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import { columnsOf, lockLevels, type StockKey } from '../lock-levels.ts'

const LEVELS_PER_STEP = 500

/**
 * Opens an alert for what is in stock and has not been sold for as long as its store says: counted from the last sale, or
 * from the coming of the goods where that is later. Answers how many. Run once a day; that an article sells again is seen
 * at once (`keepAlerts`).
 */
export async function openUnsoldAlerts(sql: Sql): Promise<number> {
  const found = await sql<{ store_id: number; variant_id: number }[]>`
    select level.store_id, level.variant_id
    from stock_levels level
    join stores s on s.id = level.store_id
    join product_variants v on v.id = level.variant_id
    left join stock_policies policy on policy.store_id = level.store_id
    where s.deleted_at is null and v.deleted_at is null and ${isUnsold(sql)}
    order by level.store_id, level.variant_id`
  let opened = 0
  for (let start = 0; start < found.length; start += LEVELS_PER_STEP) {
    const keys = found
      .slice(start, start + LEVELS_PER_STEP)
      .map((row) => ({ storeId: row.store_id, variantId: row.variant_id }))
    opened += await withTransaction(sql, {}, (tx) => openAlerts(tx, keys))
  }
  return opened
}

/** Judged again under the locks of the levels, since a sale may have come meanwhile. */
async function openAlerts(tx: Tx, keys: readonly StockKey[]): Promise<number> {
  await lockLevels(tx, keys)
  const { storeIds, variantIds } = columnsOf(keys)
  const opened = await tx`
    insert into stock_alerts (store_id, variant_id, kind, quantity, idle_since)
    select level.store_id, level.variant_id, 'no_sale', level.on_hand, greatest(level.last_sold_at, level.in_stock_since)
    from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
    join stock_levels level on level.store_id = key.store_id and level.variant_id = key.variant_id
    left join stock_policies policy on policy.store_id = level.store_id
    where ${isUnsold(tx)}
    order by level.store_id, level.variant_id
    on conflict (store_id, variant_id, kind) where closed_at is null do nothing
    returning id`
  return opened.length
}

/** SQL condition on a stock_levels `level` and the stock_policies `policy` of its store, which may be missing. */
const isUnsold = (sql: Sql | Tx) => sql`
  level.on_hand > 0
  and greatest(level.last_sold_at, level.in_stock_since) < now() - make_interval(days =>
    case when policy.store_id is null then 90 else policy.no_sale_days end)
  and not exists (
    select from stock_alerts alert where alert.store_id = level.store_id and alert.variant_id = level.variant_id
      and alert.kind = 'no_sale' and alert.closed_at is null)`
