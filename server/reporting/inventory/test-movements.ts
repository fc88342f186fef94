import type { Sql } from '../../platform/database/connect.ts'

/** A movement written as a row, for tests: what was recorded on a day that has passed. Value in minor units. */
export type TestMovement = {
  storeId: number
  variantId: number
  /** The day of recording, at noon UTC. */
  day: string
  kind: string
  quantity: number
  value: number
  reason?: string | null
  referenceType?: string | null
}

/** Writes movements in the order given, which is that of their days, and the levels that they add up to. */
export async function insertMovements(sql: Sql, movements: readonly TestMovement[]): Promise<void> {
  const balances = new Map<string, { quantity: number; value: number }>()
  for (const movement of movements) {
    const { storeId, variantId, day, kind, quantity, value, reason = null, referenceType = null } = movement
    const key = `${storeId} ${variantId}`
    const balance = balances.get(key) ?? { quantity: 0, value: 0 }
    balances.set(key, { quantity: balance.quantity + quantity, value: balance.value + value })
    const at = `${day}T12:00:00Z`
    await sql`
      insert into stock_movements (store_id, variant_id, kind, quantity, balance_after, value_minor, reason,
        reference_type, actor_name, occurred_at, recorded_at)
      values (${storeId}, ${variantId}, ${kind}, ${quantity}, ${balance.quantity + quantity}, ${value}, ${reason},
        ${referenceType}, 'test', ${at}, ${at})`
    await sql`
      insert into stock_levels (store_id, variant_id, on_hand, value_minor, has_moved, in_stock_since, last_sold_at)
      values (${storeId}, ${variantId}, ${quantity}, ${value}, true, ${at}, ${kind === 'sale' ? at : null})
      on conflict (store_id, variant_id) do update set on_hand = stock_levels.on_hand + excluded.on_hand,
        value_minor = stock_levels.value_minor + excluded.value_minor,
        last_sold_at = coalesce(excluded.last_sold_at, stock_levels.last_sold_at)`
  }
}
