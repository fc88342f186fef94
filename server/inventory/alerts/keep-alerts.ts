import type { Tx } from '../../platform/database/connect.ts'
import { columnsOf, type StockKey } from '../lock-levels.ts'
import { alertStatus } from './alert-status.ts'

/** An alert of what happened long ago is no news. */
export type AlertOptions = { readonly isTold?: boolean }

/**
 * Opens and closes the alerts of these levels as their quantities now say, in one statement and by key: nothing is scanned
 * for. Sent after the statement that changed or locked the levels, it sees whatever was committed before their locks were
 * had, and nobody else changes the alerts of a level meanwhile. Where nothing has changed it writes nothing: an alert that is
 * open already is found by its key, whatever plan was made while there were none.
 *
 * Whoever listens is told of what opens, by the same statement.
 *
 * That an article does not sell is found by a job (`openUnsoldAlerts`); that it sells again, or is gone, is seen here.
 */
export async function keepAlerts(
  tx: Tx,
  keys: readonly StockKey[],
  { isTold = true }: AlertOptions = {},
): Promise<void> {
  const { storeIds, variantIds } = columnsOf(keys)
  await tx`
    with level as materialized (
      select store_id, variant_id, level.on_hand, level.last_sold_at,
        ${alertStatus(tx)} as status
      from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
      join stock_levels level using (store_id, variant_id)
      left join stock_targets wanted using (store_id, variant_id)
    ), closed as (
      update stock_alerts alert set closed_at = clock_timestamp()
      from level
      where alert.store_id = level.store_id and alert.variant_id = level.variant_id and alert.closed_at is null
        and case alert.kind when 'no_sale' then level.on_hand <= 0 or level.last_sold_at > alert.idle_since
          else alert.kind <> level.status end
    ), opened as (
      insert into stock_alerts (store_id, variant_id, kind, quantity)
      select level.store_id, level.variant_id, level.status, level.on_hand from level
      where level.status <> 'in'
      order by level.store_id, level.variant_id
      on conflict (store_id, variant_id, kind) where closed_at is null do nothing
      returning *
    )
    select record_event('stock.' || kind, store_id, 'stock.view',
      jsonb_build_object('alert_id', id, 'variant_id', variant_id, 'on_hand', trim_scale(quantity)::text))
    from opened where ${isTold}`
}
