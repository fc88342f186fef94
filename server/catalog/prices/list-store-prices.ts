import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pricesOfVariant } from '../variants/select-variants.ts'
import type { StorePriceItem } from './price-schema.ts'
import { presentStorePrice } from './store-price-json.ts'

/** What each of the actor's stores asks, asked and will ask for a variant. @throws not_found */
export async function listStorePrices(sql: Queryable, actor: Actor, variantId: number): Promise<StorePriceItem[]> {
  const [row] = await sql<{ prices: StorePriceItem[] }[]>`
    select (${pricesOfVariant(sql, actor)}) as prices
    from product_variants v join products p on p.id = v.product_id
    where v.id = ${variantId} and v.deleted_at is null and p.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return row.prices.map(presentStorePrice)
}
