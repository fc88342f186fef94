import { currencyDecimals, PRICE_SCALE, parseDecimal } from '../../rules/index.ts'
import { type Actor, mayActInStore } from '../platform/actor.ts'
import type { Tx } from '../platform/database/connect.ts'
import { together } from '../platform/database/together.ts'
import { platformErrors } from '../platform/errors.ts'

export type StoreArticles = {
  readonly currency: string
  /** Decimals of the store's currency. */
  readonly decimals: number
  /** The own unit cost of each article that exists, in ten-thousandths; 0n where it is not known. */
  readonly unitCosts: ReadonlyMap<number, bigint>
}

/**
 * Which of these variants exist, for a store that is to keep them.
 *
 * @throws not_found when the store does not exist, or not for this actor.
 */
export async function findArticles(
  tx: Tx,
  actor: Actor,
  storeId: number,
  variantIds: readonly number[],
): Promise<StoreArticles> {
  if (!mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const [[store], rows] = await together([
    tx<{ currency: string }[]>`select currency::text from stores where id = ${storeId} and deleted_at is null`,
    tx<{ id: number; cost: string | null }[]>`
      select v.id, v.cost from product_variants v join products p on p.id = v.product_id
      where v.id = any(${[...new Set(variantIds)]}::bigint[]) and v.deleted_at is null and p.deleted_at is null`,
  ])
  if (store === undefined) throw platformErrors.not_found()
  return {
    currency: store.currency,
    decimals: currencyDecimals(store.currency),
    unitCosts: new Map(rows.map(({ id, cost }) => [id, parseDecimal(cost ?? '0', PRICE_SCALE) ?? 0n])),
  }
}
