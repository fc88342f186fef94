import type { Sql } from '../../platform/database/connect.ts'
import type { MonthToSum, YearToSum } from './roll-up-span.ts'

/**
 * The months of which not all days that are over are in their sums, newest first, of each store and of all together. The
 * years are those in which anybody sold anything.
 *
 * @param now the moment that decides which days are over: before today in the store's zone; for all stores together, in
 *   every store's.
 */
export const findOutstandingMonths = (sql: Sql, now: Date, most: number): Promise<MonthToSum[]> =>
  sql<MonthToSum[]>`
    with days_over as (
      select id as store_id, (${now}::timestamptz at time zone time_zone)::date - 1 as last_day from stores
    ), owners as (
      select store_id, last_day from days_over
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
    where not exists (
      select from report_spans mark
      where mark.store_id = months.store_id and mark.level = 'month' and mark.first_day = months.first_day
        and mark.last_day >= months.last_day)
    order by first_day desc, store_id limit ${most}`

/** The years without a mark whose months all have one. */
export const findOutstandingYears = (sql: Sql, most: number): Promise<YearToSum[]> =>
  sql<YearToSum[]>`
    select store_id, date_trunc('year', first_day::timestamp)::date as first_day from report_spans
    where level = 'month' and last_day = (date_trunc('month', first_day::timestamp) + interval '1 month')::date - 1
    group by store_id, 2
    having count(*) = 12 and not exists (
      select from report_spans mark
      where mark.store_id = report_spans.store_id and mark.level = 'year'
        and mark.first_day = date_trunc('year', min(report_spans.first_day)::timestamp)::date)
    order by 2 desc, store_id limit ${most}`
