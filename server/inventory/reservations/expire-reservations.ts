import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { lockLevels } from '../lock-levels.ts'
import { endExpired } from './end-reservations.ts'

const LEVELS_PER_STEP = 200

/**
 * Ends the reservations that ran out, in small transactions, and answers how many. They have counted for nothing since
 * their moment; this only puts it in writing.
 */
export async function expireReservations(sql: Sql): Promise<number> {
  let total = 0
  for (;;) {
    const rows = await sql<{ store_id: number; variant_id: number }[]>`
      select store_id, variant_id from (
        select store_id, variant_id from stock_reservations
        where status = 'active' and expires_at <= now() order by expires_at limit ${LEVELS_PER_STEP}
      ) due group by store_id, variant_id`
    if (rows.length === 0) return total
    const keys = rows.map((row) => ({ storeId: row.store_id, variantId: row.variant_id }))
    const ended = await withTransaction(sql, {}, async (tx) => {
      await lockLevels(tx, keys)
      return endExpired(tx, keys)
    })
    // Somebody else has ended them all meanwhile; what ran out since is the next run's.
    if (ended === 0) return total
    total += ended
  }
}
