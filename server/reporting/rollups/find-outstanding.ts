import type { Sql } from '../../platform/database/connect.ts'
import type { MonthToSum, YearToSum } from './roll-up-span.ts'

/** Which sums are meant; all that are possible unless said otherwise. */
export type SpansWanted = {
  /** The moment that decides which days are over: before today in the store's zone; for all together, in every store's. */
  readonly now: Date
  /** Of this store, and of all stores together. */
  readonly storeId?: number | undefined
  /** Months with a day from one to the other. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * Months that are over, as far as they are, newest first, of each store and of all together; only those whose sums do not
 * stand or lack days, or all. The years are those in which anybody sold anything.
 */
export const findMonths = (sql: Sql, wanted: SpansWanted, which: 'outstanding' | 'all'): Promise<MonthToSum[]> =>
  sql<MonthToSum[]>`
    with days_over as (
      select id as store_id, (${wanted.now}::timestamptz at time zone time_zone)::date - 1 as last_day from stores
    ), owners as (
      select store_id, last_day from days_over
      where ${wanted.storeId ?? null}::bigint is null or store_id = ${wanted.storeId ?? null}::bigint
      union all select 0, min(last_day) from days_over having count(*) > 0
    ), years as (
      select year::date as first_day
      from generate_series(
        date_trunc('year', (select min(business_day)::timestamp from sales)),
        (select max(last_day)::timestamp from owners), interval '1 year') year
      where exists (
        select from sales where business_day between year::date and (year + interval '1 year')::date - 1)
    ), months as (
      select store_id, month::date as first_day,
        least((month + interval '1 month')::date - 1, last_day) as last_day
      from years
      cross join generate_series(first_day::timestamp, first_day::timestamp + interval '11 months', interval '1 month') month
      join owners on last_day >= month::date
    )
    select store_id, first_day, last_day from months
    where last_day >= ${wanted.from ?? '-infinity'}::date and first_day <= ${wanted.to ?? 'infinity'}::date
      and (${which === 'all'} or not exists (
        select from report_spans mark
        where mark.store_id = months.store_id and mark.level = 'month' and mark.first_day = months.first_day
          and mark.last_day >= months.last_day))
    order by first_day desc, store_id`

/** The years without a mark whose months all have one. */
export const findOutstandingYears = (sql: Sql): Promise<YearToSum[]> =>
  sql<YearToSum[]>`
    select store_id, year as first_day
    from (
      select store_id, date_trunc('year', first_day::timestamp)::date as year from report_spans
      where level = 'month' and last_day = (date_trunc('month', first_day::timestamp) + interval '1 month')::date - 1
      group by store_id, 2 having count(*) = 12
    ) whole
    where not exists (
      select from report_spans mark
      where mark.store_id = whole.store_id and mark.level = 'year' and mark.first_day = whole.year)
    order by year desc, store_id`
