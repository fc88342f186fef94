import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import type { SalesInvariant } from './sales-invariants.ts'

/** Recomputes store credit from its movements, and these from the tickets; looks for what a merge left behind. */
export async function findCustomerFaults(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  await compareBalances(sql, findings)
  await compareChain(sql, findings)
  await compareTickets(sql, findings)
  await compareMerges(sql, findings)
}

const compareBalances = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'credit_is_movements',
    sql`
      with summed as (
        select customer_id, currency, sum(amount_minor) as balance_minor from customer_credit_movements group by 1, 2)
      select customer_id || ' ' || currency as subject, coalesce(summed.balance_minor, 0)::text as expected,
        credit.balance_minor::text as found,
        credit.balance_minor is distinct from coalesce(summed.balance_minor, 0) or credit.balance_minor < 0 as is_fault
      from customer_credits credit full join summed using (customer_id, currency)`,
  )

const compareChain = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'credit_is_chained',
    sql`
      select customer_id || ' ' || currency || ', ' || id as subject, expected::text, balance_after_minor::text as found,
        balance_after_minor <> expected as is_fault
      from (
        select id, customer_id, currency, balance_after_minor,
          sum(amount_minor) over (partition by customer_id, currency order by id) as expected
        from customer_credit_movements) movement`,
  )

/** The tickets of an imported history were paid from credit that this chain never kept. */
const compareTickets = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'credit_moves_with_tickets',
    sql`
      with paid as (
        select payment.store_id, payment.sale_id as ticket_id, ticket.currency, ticket.customer_id,
          sum(payment.amount_minor) as amount_minor
        from sale_payments payment join sales ticket on ticket.store_id = payment.store_id and ticket.id = payment.sale_id
        join registers register on register.id = ticket.register_id
        where payment.method = 'credit' and register.kind <> 'import'
        group by 1, 2, 3, 4 having sum(payment.amount_minor) <> 0
      ), moved as (
        select movement.store_id, movement.ticket_id, movement.currency,
          coalesce(customer.merged_into_id, customer.id) as customer_id, sum(movement.amount_minor) as amount_minor
        from customer_credit_movements movement join customers customer on customer.id = movement.customer_id
        where movement.ticket_id is not null group by 1, 2, 3, 4
      )
      select store_id || ' ' || ticket_id as subject,
        paid.customer_id || ': ' || -paid.amount_minor || ' ' || paid.currency as expected,
        moved.customer_id || ': ' || moved.amount_minor || ' ' || moved.currency as found,
        moved.amount_minor is distinct from -paid.amount_minor or moved.currency is distinct from paid.currency
          or moved.customer_id is distinct from paid.customer_id as is_fault
      from paid full join moved using (store_id, ticket_id)`,
  )

const compareMerges = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'merged_customers_hold_nothing',
    sql`
      select merged.id::text as subject, null::text as expected,
        concat_ws(', ', left_behind.tickets || ' tickets', left_behind.parked || ' parked', left_behind.owed) as found,
        left_behind.tickets + left_behind.parked > 0 or left_behind.owed is not null
          or kept.merged_into_id is not null as is_fault
      from customers merged join customers kept on kept.id = merged.merged_into_id
      cross join lateral (
        select (select count(*) from sales where customer_id = merged.id) as tickets,
          (select count(*) from parked_sales where customer_id = merged.id) as parked,
          (select string_agg(balance_minor || ' ' || currency, ', ') from customer_credits
           where customer_id = merged.id and balance_minor <> 0) as owed) left_behind`,
  )
