import type { Row } from 'postgres'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'

/**
 * The one rule of what a store asks for an article: the price of its own whose period holds the moment, else the
 * chain's. Periods begin at their start and end just before their end, and those of one store do not overlap, so there
 * is never a choice. It stands here twice, for statements and for the sale, whose lines have moments of their own;
 * `effective-price.property.test.ts` compares the two.
 */

/** A price of a store for a variant; times in milliseconds, without bounds where it has none. */
export type StorePrice = {
  readonly storeId: number
  /** Ten-thousandths of the currency's unit. */
  readonly price: bigint
  readonly startsAt: number
  readonly endsAt: number
}

/** SQL condition: the row `sp` of `variant_prices` holds now. */
export const holdsNow = (sql: Queryable): Fragment => sql<Row[]>`sp.starts_at <= now() and now() < sp.ends_at`

/** The same rule for the prices of one article that were read beforehand. @param at milliseconds */
export const priceOfStore = (prices: readonly StorePrice[], storeId: number, at: number): StorePrice | undefined =>
  prices.find((price) => price.storeId === storeId && price.startsAt <= at && at < price.endsAt)

/**
 * A lateral join for the variant `v`: `asked.price`, `asked.compare_at_price`, and `asked.changes_at`, when the store's
 * next period begins or ends. Without a store, the chain's, which changes by nobody's clock.
 */
export const joinAskedPrice = (sql: Queryable, storeId: number | null): Fragment =>
  storeId === null
    ? sql<Row[]>`cross join lateral (select v.price, v.compare_at_price, null::timestamptz as changes_at) asked`
    : sql<Row[]>`
        left join variant_prices sp on sp.variant_id = v.id and sp.store_id = ${storeId} and ${holdsNow(sql)}
        cross join lateral (
          select case when sp.id is null then v.price else sp.price end as price,
            case when sp.id is null then v.compare_at_price else sp.compare_at_price end as compare_at_price,
            least(nullif(sp.ends_at, 'infinity'), (
              select min(next.starts_at) from variant_prices next
              where next.variant_id = v.id and next.store_id = ${storeId} and next.starts_at > now())) as changes_at
        ) asked`

/** A select of the ids of the products of which a store asks a price of its own now, for one variant at least. */
const ownPriced = (sql: Queryable, storeId: number): Fragment => sql<Row[]>`
  select distinct own.product_id from variant_prices sp join product_variants own on own.id = sp.variant_id
  where sp.store_id = ${storeId} and ${holdsNow(sql)} and own.deleted_at is null`

/**
 * What a store asks for the products of which it has a price of its own now: `own.price` of the cheapest active variant,
 * for a row `s` of product_search; infinite where none has a price, null where the chain's price holds.
 */
export const joinOwnPrice = (sql: Queryable, storeId: number): Fragment => sql<Row[]>`
  left join (
    select v.product_id, coalesce(min(asked.price) filter (where v.is_active)::numeric, 'Infinity') as price
    from product_variants v ${joinAskedPrice(sql, storeId)}
    where v.deleted_at is null and v.product_id in (${ownPriced(sql, storeId)})
    group by v.product_id
  ) own on own.product_id = s.product_id`

/**
 * SQL condition on a row `s` of product_search: a store asks a price within bounds for an active variant. The chain's
 * prices tell it for all products but those of which the store has a price of its own; only these are looked up, all at
 * once, so that the order of an index is kept.
 *
 * @param within the condition on a variant's `asked.price`
 * @param isPricedByChain the same as a condition on `s`, by the chain's prices
 */
export const isAskedWithin = (
  sql: Queryable,
  storeId: number,
  { within, isPricedByChain }: { within: Fragment; isPricedByChain: Fragment },
): Fragment => sql<Row[]>`(
  s.product_id in (
    select distinct v.product_id from product_variants v ${joinAskedPrice(sql, storeId)}
    where v.deleted_at is null and v.is_active and ${within} and v.product_id in (${ownPriced(sql, storeId)}))
  or ${isPricedByChain} and s.product_id not in (${ownPriced(sql, storeId)}))`
