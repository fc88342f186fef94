import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import type { SalesInvariant } from './sales-invariants.ts'

/** Compares the tickets as a whole with what is kept beside them: a statement per invariant, all of it in the database. */
export async function findLedgerFaults(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  await compareIdentities(sql, findings)
  await compareNumbers(sql, findings)
  await compareReturns(sql, findings)
  await compareTenders(sql, findings)
  await compareFees(sql, findings)
  await compareMovements(sql, findings)
}

const compareIdentities = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'identity_is_ticket',
    sql`
      with recorded as (
        select id, store_id from sales
        union all select id, store_id from till_records where kind not in ('sale', 'return')
        union all select id, store_id from training_tickets
      )
      select coalesce(recorded.store_id, identity.store_id) || ' ' || id as subject,
        identity.store_id::text as expected, recorded.store_id::text as found,
        identity.store_id is distinct from recorded.store_id as is_fault
      from sale_identities identity full join recorded using (id)`,
  )

/** Series 0, which the server numbers: tickets, and what happened to drawers. A device's series is counted by its lease. */
const compareNumbers = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'numbers_are_consecutive',
    sql`
      with given as (
        select store_id, register_id, min(number) as first, max(number) as last, count(distinct number) as numbers,
          count(*) as records
        from (
          select store_id, register_id, number from sales where series = 0
          union all
          select store_id, register_id, number from till_records where series = 0 and kind not in ('sale', 'return')
        ) numbered group by store_id, register_id
      )
      select store_id || '-' || register_id || '-0' as subject,
        '1 … ' || coalesce(last_number::text, '?') as expected,
        coalesce(first, 1) || ' … ' || coalesce(last, 0) || ' (' || coalesce(numbers, 0) || ')' as found,
        coalesce(first, 1) <> 1 or coalesce(last, 0) is distinct from last_number
          or coalesce(numbers, 0) <> coalesce(last, 0) or coalesce(records, 0) <> coalesce(numbers, 0) as is_fault
      from given full join register_journals using (store_id, register_id)`,
  )

/** What was taken back beyond the sold quantity while a till was alone is flagged on the return, and no fault. */
const compareReturns = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'returns_are_counted',
    sql`
      with returned as (
        select ticket.origin_store_id as store_id, ticket.origin_sale_id as sale_id, line.origin_line_no as line_no,
          -sum(line.quantity) as quantity, bool_or('over_returned' = any(ticket.flags)) as is_flagged
        from sales ticket join sale_lines line on line.store_id = ticket.store_id and line.sale_id = ticket.id
        where ticket.origin_sale_id is not null and line.kind = 'return' group by 1, 2, 3
      )
      select store_id || ' ' || sale_id || ', ' || line_no as subject,
        coalesce(returned.quantity, 0) || ' / ' || coalesce(sold.quantity::text, '?') as expected,
        coalesce(counter.returned_quantity::text, '?') as found,
        counter.returned_quantity is distinct from coalesce(returned.quantity, 0) or sold.quantity is null
          or sold.kind <> 'sale'
          or (counter.returned_quantity > sold.quantity and returned.is_flagged is not true) as is_fault
      from return_counters counter full join returned using (store_id, sale_id, line_no)
      left join sale_lines sold using (store_id, sale_id, line_no)`,
  )

/**
 * A sale, its returns, what it was exchanged for and what came back of that are one account. Store credit may have taken the
 * place of any tender, so of credit only the whole is compared. What a till gave back beyond it is flagged, and no fault.
 */
const compareTenders = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'tenders_cover_refunds',
    sql`
      with later as (
        select coalesce(root_sale_id, origin_sale_id) as root_id, store_id, id,
          flags && '{total_differs,over_returned}'::text[] as is_flagged
        from sales where origin_sale_id is not null
      ), chain as (
        select * from later
        union all
        select sale.id, sale.store_id, sale.id, false
        from (select distinct root_id from later) root
        join sale_identities identity on identity.id = root.root_id
        join sales sale on sale.store_id = identity.store_id and sale.id = identity.id
      ), flagged as (
        select root_id, bool_or(is_flagged) as is_flagged from chain group by 1
      ), kept as (
        select root_id, payment.method, sum(payment.amount_minor - payment.change_minor) as amount
        from chain join sale_payments payment on payment.store_id = chain.store_id and payment.sale_id = chain.id
        group by 1, 2
        union all
        select root_id, 'all', sum(payment.amount_minor - payment.change_minor)
        from chain join sale_payments payment on payment.store_id = chain.store_id and payment.sale_id = chain.id
        group by 1
      )
      select root_id || ', ' || method as subject, '>= 0' as expected, amount::text as found,
        amount < 0 and method <> 'credit' and not is_flagged as is_fault
      from kept join flagged using (root_id)`,
  )

const compareFees = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'fees_follow_lines',
    sql`
      select fee.store_id || ' ' || fee.sale_id || ', ' || fee.line_no as subject,
        fee.kind || ' ' || coalesce(fee.fee_of::text, '?') || ': 0, 0' as expected,
        coalesce(line.kind, '?') || ' ' || coalesce(line.line_no::text, '?') || ': ' || fee.ticket_discount_minor || ', '
          || fee.cost_minor as found,
        fee.ticket_discount_minor <> 0 or fee.cost_minor <> 0 or fee.variant_id is not null
          or (fee.fee_of is null and fee.kind = 'sale')
          or (fee.fee_of is not null and (line.kind is distinct from fee.kind or line.is_fee)) as is_fault
      from sale_lines fee
      left join sale_lines line
        on line.store_id = fee.store_id and line.sale_id = fee.sale_id and line.line_no = fee.fee_of
      where fee.is_fee`,
  )

/**
 * A line of an article moves stock, except goods that came back damaged, and the tickets of a history that was imported
 * without its effects on stock. A difference of cost on goods received is a movement of its own.
 */
const compareMovements = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'stock_moves_with_lines',
    sql`
      with moved as materialized (
        select store_id, reference_id as sale_id, reference_line as line_no, min(variant_id) as variant_id,
          count(*) as movements, sum(quantity) as quantity, sum(value_minor) as value_minor
        from stock_movements where reference_type = 'ticket' and kind <> 'cost_variance' group by 1, 2, 3
      ), moving as (
        select line.store_id, line.sale_id::text as sale_id, line.line_no::int as line_no, line.variant_id,
          -line.quantity as quantity, -line.cost_minor as value_minor
        from sale_lines line join sales ticket on ticket.store_id = line.store_id and ticket.id = line.sale_id
        join registers register on register.id = ticket.register_id
        left join (select distinct store_id, sale_id from moved) touched
          on touched.store_id = line.store_id and touched.sale_id = line.sale_id::text
        where line.variant_id is not null and line.kind <> 'adjustment' and line.quantity <> 0
          and (line.kind = 'sale' or line.restock) and (register.kind <> 'import' or touched.sale_id is not null)
      )
      select store_id || ' ' || sale_id || ', ' || line_no as subject,
        moving.variant_id || ': ' || moving.quantity || ', ' || moving.value_minor as expected,
        moved.variant_id || ': ' || moved.quantity || ', ' || moved.value_minor as found,
        moved.movements is distinct from 1 or moved.variant_id is distinct from moving.variant_id
          or moved.quantity is distinct from moving.quantity
          or moved.value_minor is distinct from moving.value_minor as is_fault
      from moved full join moving using (store_id, sale_id, line_no)`,
  )
