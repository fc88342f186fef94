import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import type { SalesInvariant } from './sales-invariants.ts'

/** Compares the tickets as a whole with what is kept beside them: a statement per invariant, all of it in the database. */
export async function findLedgerFaults(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  await compareIdentities(sql, findings)
  await compareNumbers(sql, findings)
  await compareReturns(sql, findings)
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
          or (counter.returned_quantity > sold.quantity and returned.is_flagged is not true) as is_fault
      from return_counters counter full join returned using (store_id, sale_id, line_no)
      left join sale_lines sold using (store_id, sale_id, line_no)`,
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
