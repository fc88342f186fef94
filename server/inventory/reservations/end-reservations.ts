import type { Tx } from '../../platform/database/connect.ts'
import { columnsOf, type StockKey } from '../lock-levels.ts'

/**
 * Ends what ran out of these levels, which the caller has locked, and gives it back to them: nothing that is over counts
 * from here on. Answers how many ended.
 */
export async function endExpired(tx: Tx, keys: readonly StockKey[]): Promise<number> {
  const { storeIds, variantIds } = columnsOf(keys)
  const [{ ended }] = await tx<[{ ended: number }]>`
    with ended as (
      update stock_reservations r set status = 'expired', ended_at = r.expires_at
      from unnest(${storeIds}::bigint[], ${variantIds}::bigint[]) as key (store_id, variant_id)
      where r.store_id = key.store_id and r.variant_id = key.variant_id and r.status = 'active' and r.expires_at <= now()
      returning r.store_id, r.variant_id, r.quantity - r.consumed as remaining
    ), given_back as (
      update stock_levels level set reserved = level.reserved - freed.quantity
      from (select store_id, variant_id, sum(remaining) as quantity from ended group by 1, 2) freed
      where level.store_id = freed.store_id and level.variant_id = freed.variant_id
    )
    select count(*)::int as ended from ended`
  return ended
}
