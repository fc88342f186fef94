import type { Queryable } from '../platform/database/connect.ts'
import { alertStatus } from './alerts/alert-status.ts'
import { findCorrectionFaults, findCountFaults, findTallyFaults } from './stocktakes/find-count-faults.ts'
import { findTransferFaults } from './transfers/find-transfer-faults.ts'

export const STOCK_INVARIANTS = [
  'stock_quantity_is_sum_of_movements',
  'stock_value_is_sum_of_movements',
  'stock_movement_has_level',
  'stock_of_nothing_has_no_value',
  'stock_balance_is_running_sum',
  'stock_value_has_sign_of_quantity',
  'stock_sale_costs_its_share',
  'stock_reserved_is_sum_of_reservations',
  'stock_alerts_agree_with_levels',
  'stock_receipt_moves_stock',
  'stock_count_moves_stock',
  'stock_count_expects_the_ledger',
  'stock_line_is_sum_of_counts',
  'stock_correction_has_pair',
  'stock_level_knows_its_count',
  'stock_in_transit_is_sum_of_transfers',
  'transfer_moves_stock',
  'transfer_line_is_sum_of_entries',
  'transfer_ends_with_what_is_under_way',
  'transfer_is_promised_what_was_approved',
] as const

export type StockFault = {
  readonly invariant: (typeof STOCK_INVARIANTS)[number]
  readonly store_id: number
  readonly variant_id: number
  /** Decimal quantity, or minor units. */
  readonly expected: string | null
  readonly found: string | null
}

/**
 * Recomputes every level from its movements, reservations, alerts and transfers and answers those that differ, at most
 * `limit` of them. One statement for each kind of thing; only faults leave the database.
 */
export async function findStockFaults(sql: Queryable, limit = 1000): Promise<StockFault[]> {
  const faults: StockFault[] = []
  for (const find of FINDERS) {
    if (faults.length < limit) faults.push(...(await find(sql, limit - faults.length)))
  }
  return faults
}

const findLevelFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with movement as (
      select store_id, variant_id, id, quantity, value_minor, balance_after,
        sum(quantity) over (partition by store_id, variant_id order by id) as running_sum
      from stock_movements
    ), summed as (
      select store_id, variant_id, sum(quantity) as quantity, sum(value_minor) as value_minor,
        (array_agg(running_sum order by id) filter (where balance_after <> running_sum))[1] as wrong_expected,
        (array_agg(balance_after order by id) filter (where balance_after <> running_sum))[1] as wrong_found
      from movement group by store_id, variant_id
    ), compared as (
      select store_id, variant_id, level.on_hand, level.value_minor, level.store_id is not null as has_level,
        coalesce(summed.quantity, 0) as quantity_sum, coalesce(summed.value_minor, 0) as value_sum,
        wrong_expected, wrong_found
      from stock_levels level full join summed using (store_id, variant_id)
    )
    select fault.invariant, store_id, variant_id, fault.expected, fault.found
    from compared cross join lateral (values
      ('stock_movement_has_level', not has_level, quantity_sum::text, null::text),
      ('stock_quantity_is_sum_of_movements', has_level and on_hand <> quantity_sum, quantity_sum::text, on_hand::text),
      ('stock_value_is_sum_of_movements', has_level and compared.value_minor <> value_sum,
        value_sum::text, compared.value_minor::text),
      ('stock_of_nothing_has_no_value', has_level and on_hand = 0 and compared.value_minor <> 0,
        '0', compared.value_minor::text),
      ('stock_balance_is_running_sum', wrong_found is not null, wrong_expected::text, wrong_found::text)
    ) as fault (invariant, is_present, expected, found)
    where fault.is_present
    order by store_id, variant_id, fault.invariant
    limit ${limit}`
/**
 * The rules of cost (architecture, rule 11), walked through each level's history: after a movement, and the difference of
 * cost or the correction that may go with it, value has the sign of quantity; what was sold from what was there cost its share of the value.
 */
const findCostFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with walked as (
      select store_id, variant_id, id, kind, reason, quantity, value_minor, sum(quantity) over history as on_hand,
        sum(value_minor) over history as value, lead(kind) over history as next_kind
      from stock_movements window history as (partition by store_id, variant_id order by id)
    ), judged as (
      select walked.*, -round((value - value_minor) * -quantity / nullif(on_hand - quantity, 0)) as share,
        coalesce(next_kind not in ('cost_variance', 'count_correction'), true) and value <> 0 and sign(value) <> sign(on_hand)
          -- What an import changed is undone backwards, its difference of cost first.
          and not (kind = 'cost_variance' and reason is not distinct from 'undo_import') as is_wrong_sign
      from walked
    )
    select fault.invariant, store_id, variant_id, fault.expected, fault.found
    from judged cross join lateral (values
      ('stock_value_has_sign_of_quantity', is_wrong_sign, on_hand::text, value::text),
      ('stock_sale_costs_its_share', kind = 'sale' and on_hand >= 0 and on_hand - quantity > 0 and value_minor <> share,
        share::text, value_minor::text)
    ) as fault (invariant, is_present, expected, found)
    where fault.is_present
    order by store_id, variant_id, id limit ${limit}`

const findReservationFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with summed as (
      select store_id, variant_id, sum(quantity - consumed) as quantity from stock_reservations
      where status = 'active' group by store_id, variant_id
    )
    select 'stock_reserved_is_sum_of_reservations' as invariant, store_id, variant_id,
      coalesce(summed.quantity, 0)::text as expected, level.reserved::text as found
    from stock_levels level full join summed using (store_id, variant_id)
    where level.reserved is distinct from coalesce(summed.quantity, 0)
    order by store_id, variant_id limit ${limit}`

/** What does not sell is noticed once a day; an open alert of it must still be true. */
const findAlertFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with expected as (
      select level.store_id, level.variant_id, nullif(${alertStatus(sql)}, 'in') as kind
      from (
        select store_id, variant_id, on_hand, exists (
          select from stock_movements m where m.store_id = kept.store_id and m.variant_id = kept.variant_id) as has_moved
        from stock_levels kept
      ) level
      left join stock_targets wanted on wanted.store_id = level.store_id and wanted.variant_id = level.variant_id
    ), open as (
      select alert.store_id, alert.variant_id, string_agg(alert.kind, ', ' order by alert.kind) as kinds
      from stock_alerts alert
      left join stock_levels level on level.store_id = alert.store_id and level.variant_id = alert.variant_id
      where alert.closed_at is null and not (alert.kind = 'no_sale' and level.on_hand > 0
        and coalesce(level.last_sold_at <= alert.idle_since, true))
      group by alert.store_id, alert.variant_id
    )
    select 'stock_alerts_agree_with_levels' as invariant, store_id, variant_id, expected.kind as expected,
      open.kinds as found
    from expected full join open using (store_id, variant_id)
    where expected.kind is distinct from open.kinds
    order by store_id, variant_id limit ${limit}`

const findReceiptFaults = (sql: Queryable, limit: number) =>
  sql<StockFault[]>`
    with moved as (
      select store_id, reference_id as receipt_id, reference_line as line_no, variant_id, sum(quantity) as quantity,
        sum(value_minor) as value_minor
      from stock_movements where kind <> 'sale' and reference_type = 'stock_receipt' group by 1, 2, 3, 4
    ), received as (
      select store_id, receipt_id::text as receipt_id, line_no, variant_id, quantity,
        value_minor + cost_variance_minor as value_minor
      from stock_receipt_lines
    )
    select 'stock_receipt_moves_stock' as invariant, store_id, variant_id,
      receipt_id || '-' || line_no || ': ' || received.quantity || ', ' || received.value_minor as expected,
      moved.quantity || ', ' || moved.value_minor as found
    from received full join moved using (store_id, receipt_id, line_no, variant_id)
    where received.quantity is distinct from moved.quantity or received.value_minor is distinct from moved.value_minor
    order by store_id, variant_id limit ${limit}`

/** Below what they name: these are values. */
const FINDERS = [
  findLevelFaults,
  findCostFaults,
  findReservationFaults,
  findAlertFaults,
  findReceiptFaults,
  findCountFaults,
  findTallyFaults,
  findCorrectionFaults,
  findTransferFaults,
]
