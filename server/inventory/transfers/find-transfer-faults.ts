import type { Queryable } from '../../platform/database/connect.ts'
import type { StockFault } from '../find-stock-faults.ts'

/**
 * What transfers must agree with: the levels that say what is under way and promised, and the ledgers of both stores. At
 * most `limit` faults.
 */
export async function findTransferFaults(sql: Queryable, limit: number): Promise<StockFault[]> {
  const faults: StockFault[] = []
  for (const find of [findTransitFaults, findMovementFaults, findLineFaults, findStatusFaults, findPromiseFaults]) {
    if (faults.length < limit) faults.push(...(await find(sql, limit - faults.length)))
  }
  return faults
}

/** What a level says is under way is what the lines of its transfers have sent and not settled, in quantity and value. */
const findTransitFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with summed as (
      select store_id, variant_id, sum(shipped - received - returned - lost) as quantity,
        sum(in_transit_value_minor) as value_minor
      from stock_transfer_lines group by 1, 2 having sum(shipped) > 0
    )
    select 'stock_in_transit_is_sum_of_transfers' as invariant, store_id, variant_id,
      coalesce(summed.quantity, 0) || ', ' || coalesce(summed.value_minor, 0) as expected,
      level.in_transit || ', ' || level.in_transit_value_minor as found
    from stock_levels level full join summed using (store_id, variant_id)
    where level.in_transit is distinct from coalesce(summed.quantity, 0)
      or level.in_transit_value_minor is distinct from coalesce(summed.value_minor, 0)
    order by store_id, variant_id limit ${limit}`

/** Each article of a transfer has moved the stock of both its stores as its entries say, and nothing else has. */
const findMovementFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with moved as (
      select store_id, reference_id as transfer_id, reference_line as line_no, variant_id, sum(quantity) as quantity,
        sum(value_minor) as value_minor
      from stock_movements where kind <> 'sale' and reference_type = 'transfer' group by 1, 2, 3, 4
    ), entered as (
      select case when entry.kind in ('shipped', 'returned') then t.source_id else t.store_id end as store_id,
        t.id::text as transfer_id, line.line_no, line.variant_id,
        sum(case entry.kind when 'shipped' then -entry.quantity else entry.quantity end) as quantity,
        sum(case entry.kind when 'shipped' then -entry.value_minor else entry.value_minor end
          + entry.cost_variance_minor) as value_minor
      from stock_transfer_entries entry
      join stock_transfers t on t.store_id = entry.store_id and t.id = entry.transfer_id
      left join stock_transfer_lines line on line.store_id = t.store_id and line.transfer_id = t.id
        and line.variant_id = entry.variant_id
      where entry.kind in ('shipped', 'received', 'surplus', 'returned') group by 1, 2, 3, 4
    )
    select 'transfer_moves_stock' as invariant, store_id, variant_id,
      transfer_id || '-' || line_no || ': ' || entered.quantity || ', ' || entered.value_minor as expected,
      moved.quantity || ', ' || moved.value_minor as found
    from entered full join moved using (store_id, transfer_id, line_no, variant_id)
    where entered.quantity is distinct from moved.quantity or entered.value_minor is distinct from moved.value_minor
    order by store_id, variant_id limit ${limit}`

/** A line is the sum of its entries; whatever left has arrived, come back, been lost or is under way, to the last cent. */
const findLineFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with summed as (
      select store_id, transfer_id, variant_id,
        coalesce(sum(quantity) filter (where kind = 'shipped'), 0) as shipped,
        coalesce(sum(quantity) filter (where kind = 'received'), 0) as received,
        coalesce(sum(quantity) filter (where kind = 'surplus'), 0) as surplus,
        coalesce(sum(quantity) filter (where kind = 'returned'), 0) as returned,
        coalesce(sum(quantity) filter (where kind = 'lost'), 0) as lost,
        coalesce(sum(value_minor) filter (where kind = 'shipped'), 0) as shipped_value,
        coalesce(sum(case kind when 'shipped' then value_minor else -value_minor end)
          filter (where kind in ('shipped', 'received', 'returned', 'lost')), 0) as in_transit_value
      from stock_transfer_entries group by 1, 2, 3
    )
    select 'transfer_line_is_sum_of_entries' as invariant, store_id, variant_id,
      transfer_id || ': ' || concat_ws(', ', summed.shipped, summed.received, summed.surplus, summed.returned,
        summed.lost, summed.shipped_value, summed.in_transit_value) as expected,
      concat_ws(', ', line.shipped, line.received, line.surplus, line.returned, line.lost, line.shipped_value_minor,
        line.in_transit_value_minor) as found
    from stock_transfer_lines line left join summed using (store_id, transfer_id, variant_id)
    where (line.shipped, line.received, line.surplus, line.returned, line.lost, line.shipped_value_minor,
        line.in_transit_value_minor)
      is distinct from (summed.shipped, summed.received, summed.surplus, summed.returned, summed.lost,
        summed.shipped_value, summed.in_transit_value)
    order by store_id, transfer_id, variant_id limit ${limit}`

/** A transfer is over when nothing of it is under way, and only then; before the shipment nothing is. */
const findStatusFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    select 'transfer_ends_with_what_is_under_way' as invariant, t.store_id, max(line.variant_id) as variant_id,
      t.id || ': ' || sum(line.in_transit) as expected, t.status as found
    from stock_transfers t
    left join stock_transfer_lines line on line.store_id = t.store_id and line.transfer_id = t.id
    group by t.store_id, t.id, t.status
    having case when t.status in ('shipped', 'partially_received') then coalesce(sum(line.in_transit), 0) = 0
      else coalesce(sum(line.in_transit), 0) <> 0 end
    order by t.store_id, t.id limit ${limit}`

/** From its approval to its shipment a transfer is promised what was approved, and nothing before or after. */
const findPromiseFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with approved as (
      select t.source_id as store_id, t.id as transfer_id, line.variant_id, line.approved as quantity
      from stock_transfers t
      join stock_transfer_lines line on line.store_id = t.store_id and line.transfer_id = t.id
      where t.status in ('approved', 'picking') and line.approved > 0
    ), promised as (
      select store_id, transfer_id, variant_id, quantity - consumed as quantity from stock_reservations
      where transfer_id is not null and status = 'active'
    )
    select 'transfer_is_promised_what_was_approved' as invariant, store_id, variant_id,
      transfer_id || ': ' || approved.quantity as expected, promised.quantity::text as found
    from approved full join promised using (store_id, transfer_id, variant_id)
    where approved.quantity is distinct from promised.quantity
    order by store_id, transfer_id, variant_id limit ${limit}`
