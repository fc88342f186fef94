import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import { goodsCondition } from '../tickets/goods-lines.ts'
import type { SalesInvariant } from './sales-invariants.ts'

/** Compares what sessions have kept as records came with the records themselves. */
export async function findSessionFaults(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  await compareTotals(sql, findings)
  await compareShares(sql, findings)
  await compareDays(sql, findings)
  await compareZNumbers(sql, findings)
}

/**
 * Session by session and day by day, in time and late: every ticket is in the sums of one session, which is of its
 * register, and is flagged and counted apart when it is numbered beyond the closing.
 */
const compareTotals = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'session_totals_are_tickets',
    sql`
      with lines as (
        select store_id, sale_id, sum(quantity) filter (where ${sql.unsafe(goodsCondition('sale_lines'))}) as units,
          sum(gross_minor) filter (where kind <> 'return') as gross,
          sum(discount_minor) filter (where kind <> 'return') as discount,
          sum(net_minor) filter (where kind = 'return') as returns, sum(net_minor) as net, sum(tax_minor) as tax
        from sale_lines group by 1, 2
      ), summed as (
        select sale.store_id, sale.session_id, sale.business_day, sale.flags @> '{session_closed}' as is_late,
          concat_ws(' ', count(*) filter (where sale.kind = 'sale'), count(*) filter (where sale.kind = 'return'),
            coalesce(sum(units), 0)::numeric(18, 3), coalesce(sum(gross), 0), coalesce(sum(discount), 0),
            coalesce(sum(returns), 0), coalesce(sum(net), 0), coalesce(sum(tax), 0), sum(total_minor),
            sum(rounding_minor)) as sums,
          bool_and(session.register_id is not distinct from sale.register_id and (session.series <> sale.series
            or sale.flags @> '{session_closed}' = (session.closed_at is not null and sale.number > session.last_number))
          ) as is_in_place
        from sales sale
        left join lines on lines.store_id = sale.store_id and lines.sale_id = sale.id
        left join register_sessions session on session.store_id = sale.store_id and session.id = sale.session_id
        group by 1, 2, 3, 4
      ), kept as (
        select store_id, session_id, business_day, is_late, concat_ws(' ', tickets, return_tickets, units, gross_minor,
          discount_minor, returns_minor, net_minor, tax_minor, total_minor, rounding_minor) as sums
        from session_totals
        -- What was late after all has left its day empty.
        where (tickets, return_tickets, total_minor) <> (0, 0, 0)
      )
      select store_id || ' ' || coalesce(session_id::text, '?') || ', ' || business_day
          || case when is_late then ' (late)' else '' end as subject,
        summed.sums as expected, kept.sums as found,
        summed.sums is distinct from kept.sums or not summed.is_in_place as is_fault
      from summed full join kept using (store_id, session_id, business_day, is_late)`,
  )

/** The same by tax, by payment method, and by kind of cash movement: what the expected cash is made of. */
const compareShares = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'session_shares_are_records',
    sql`
      with parts as (
        select store_id, sale_id, 'tax' as kind, code as key, base_minor as base, amount_minor as amount from sale_taxes
        union all
        select store_id, sale_id, case when amount_minor < 0 then 'refund' else 'payment' end, method, amount_minor,
          amount_minor - change_minor
        from sale_payments
      ), summed as (
        select sale.store_id, session_id, business_day, flags @> '{session_closed}' as is_late, part.kind, key,
          count(*) as occurrences, sum(base) as base, sum(amount) as amount
        from parts part join sales sale on sale.store_id = part.store_id and sale.id = part.sale_id
        group by 1, 2, 3, 4, 5, 6
        union all
        -- A movement is late as its session's own till numbers it; from elsewhere none comes after the closing.
        select movement.store_id, movement.session_id, movement.business_day,
          coalesce(session.closed_at is not null and record.series = session.series
            and record.number > session.last_number, false),
          'movement', movement.kind, count(*), sum(amount_minor),
          sum(case movement.kind when 'in' then amount_minor when 'no_sale' then 0 else -amount_minor end)
        from cash_movements movement
        join register_sessions session on session.store_id = movement.store_id and session.id = movement.session_id
        left join till_records record on record.store_id = movement.store_id and record.id = movement.id
        group by 1, 2, 3, 4, 6
      ), kept as (
        select store_id, session_id, business_day, is_late, kind, key, occurrences, base_minor as base,
          amount_minor as amount
        from session_shares where occurrences <> 0
      )
      select store_id || ' ' || coalesce(session_id::text, '?') || ', ' || business_day || ', ' || kind || ' ' || key
          || case when is_late then ' (late)' else '' end as subject,
        concat_ws(' ', summed.occurrences, summed.base, summed.amount) as expected,
        concat_ws(' ', kept.occurrences, kept.base, kept.amount) as found,
        (summed.occurrences, summed.base, summed.amount) is distinct from (kept.occurrences, kept.base, kept.amount)
          as is_fault
      from summed full join kept using (store_id, session_id, business_day, is_late, kind, key)`,
  )

/** What the closings and the open sessions of a store say of a day is what its tickets of that day add up to. */
const compareDays = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'sessions_are_days',
    sql`
      with sold as (
        select store_id, business_day, count(*) as tickets, sum(total_minor) as total, sum(tax_minor) as tax,
          sum(rounding_minor) as rounding
        from sales group by 1, 2
      ), kept as (
        select totals.store_id, totals.business_day, sum(tickets + return_tickets) as tickets, sum(total_minor) as total,
          sum(tax_minor) as tax, sum(rounding_minor) as rounding
        from session_totals totals
        join register_sessions session on session.store_id = totals.store_id and session.id = totals.session_id
        group by 1, 2
      )
      select store_id || ', ' || business_day as subject,
        concat_ws(' ', sold.tickets, sold.total, sold.tax, sold.rounding) as expected,
        concat_ws(' ', kept.tickets, kept.total, kept.tax, kept.rounding) as found,
        (sold.tickets, sold.total, sold.tax, sold.rounding)
          is distinct from (kept.tickets, kept.total, kept.tax, kept.rounding) as is_fault
      from sold full join kept using (store_id, business_day)
      where coalesce(sold.tickets, 0) + coalesce(kept.tickets, 0) <> 0`,
  )

const compareZNumbers = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'z_numbers_are_consecutive',
    sql`
      with given as (
        select store_id, register_id, min(z_number) as first, max(z_number) as last, count(*) as numbers
        from register_sessions where z_number is not null group by 1, 2
      )
      select store_id || '-' || register_id as subject, '1 … ' || coalesce(last_z::text, '?') as expected,
        coalesce(first, 1) || ' … ' || coalesce(last, 0) || ' (' || coalesce(numbers, 0) || ')' as found,
        coalesce(first, 1) <> 1 or coalesce(last, 0) is distinct from last_z
          or coalesce(numbers, 0) <> coalesce(last, 0) as is_fault
      from given full join register_journals using (store_id, register_id)`,
  )
