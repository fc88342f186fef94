import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { readQuantity, writeOptional, writeQuantity } from '../present.ts'
import { transferScope } from './lock-transfer.ts'
import type { EntryKind, StepKind } from './record-step.ts'
import type { TransferDetail, TransferHead } from './transfer-schema.ts'
import { mayTake, TRANSFER_ACTIONS, TRANSITIONS, type TransferAction, type TransferStatus } from './transfer-status.ts'

type Became = Pick<TransferHead, 'shipped' | 'received' | 'surplus' | 'returned' | 'lost' | 'in_transit'>
type Values = { shipped_value_minor: string; in_transit_value_minor: string }

export type TransferRow = Omit<TransferHead, 'shipped_value' | 'in_transit_value'> & Values
type LineRow = Omit<TransferDetail['lines'][number], 'shipped_value' | 'in_transit_value'> & Values
type EntryRow = {
  variant_id: number
  kind: EntryKind
  quantity: string
  reason: string | null
  value_minor: string
}
type StepRow = {
  step: number
  kind: StepKind
  note: string | null
  delivery_id: string | null
  actor_id: number | null
  actor_name: string
  recorded_at: string
  entries: EntryRow[]
}

/** Columns and joins of a stock_transfers `t`. */
export const TRANSFER_COLUMNS = (sql: Queryable): Fragment => sql`
  t.id, t.source_id, source.name as source_name, t.store_id as destination_id, destination.name as destination_name,
  t.origin, t.status, t.reference, t.note, t.currency::text, summed.*, first.actor_name as requested_by, t.requested_at,
  t.approved_at, t.shipped_at, t.received_at, t.cancelled_at, t.updated_at`
export const TRANSFER_RELATED = (sql: Queryable): Fragment => sql`
  join stores source on source.id = t.source_id
  join stores destination on destination.id = t.store_id
  join stock_transfer_steps first on first.store_id = t.store_id and first.transfer_id = t.id and first.step_no = 1
  cross join lateral (
    select count(*)::int as lines_count, sum(line.requested) as requested, sum(line.approved) as approved,
      sum(line.shipped) as shipped, sum(line.received) as received, sum(line.surplus) as surplus,
      sum(line.returned) as returned, sum(line.lost) as lost, sum(line.in_transit) as in_transit,
      sum(line.shipped_value_minor)::text as shipped_value_minor,
      sum(line.in_transit_value_minor)::text as in_transit_value_minor
    from stock_transfer_lines line where line.store_id = t.store_id and line.transfer_id = t.id
  ) summed`

/**
 * A transfer with its lines, its steps, and what the reader may do with it now.
 *
 * @throws not_found when neither end is the actor's.
 */
export async function readTransfer(sql: Queryable, actor: Actor, id: number): Promise<TransferDetail> {
  const [[transfer], lines, steps] = await together([
    sql<TransferRow[]>`
      select ${TRANSFER_COLUMNS(sql)} from stock_transfers t ${TRANSFER_RELATED(sql)}
      where t.id = ${id} and ${transferScope(sql, actor)}`,
    selectLines(sql, id),
    selectSteps(sql, id),
  ])
  if (transfer === undefined) throw platformErrors.not_found()
  const withCost = may(actor, 'products.viewCost')
  const decimals = currencyDecimals(transfer.currency)
  return {
    ...presentTransfer(transfer, withCost),
    actions: actionsOf(actor, transfer),
    lines: lines.map((line) => ({
      ...presentBecame(line, withCost, decimals),
      requested: writeQuantity(readQuantity(line.requested)),
      approved: writeOptional(line.approved),
      picked: writeOptional(line.picked),
    })),
    steps: steps.map((step) => ({
      ...step,
      entries: step.entries.map((entry) => presentEntry(entry, withCost, decimals)),
    })),
  }
}

function selectLines(sql: Queryable, id: number) {
  return sql<LineRow[]>`
    select line.line_no as line, line.variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku,
      line.requested, line.approved, line.picked, line.shipped, line.received, line.surplus, line.returned, line.lost,
      line.in_transit, line.shipped_value_minor::text, line.in_transit_value_minor::text
    from stock_transfers t
    join stock_transfer_lines line on line.store_id = t.store_id and line.transfer_id = t.id
    join product_variants v on v.id = line.variant_id
    join products p on p.id = v.product_id
    where t.id = ${id} order by line.line_no`
}

/** The texts of JSON keep the digits of quantities and amounts. */
function selectSteps(sql: Queryable, id: number) {
  return sql<StepRow[]>`
    select step.step_no as step, step.kind, step.note, step.delivery_id, step.actor_id, step.actor_name, step.recorded_at,
      coalesce((
        select json_agg(json_build_object('variant_id', entry.variant_id, 'kind', entry.kind,
          'quantity', entry.quantity::text, 'reason', entry.reason, 'value_minor', entry.value_minor::text)
          order by entry.variant_id, entry.kind)
        from stock_transfer_entries entry
        where entry.store_id = step.store_id and entry.transfer_id = step.transfer_id and entry.step_no = step.step_no
      ), '[]') as entries
    from stock_transfers t
    join stock_transfer_steps step on step.store_id = t.store_id and step.transfer_id = t.id
    where t.id = ${id} order by step.step_no`
}

type Ends = Pick<TransferRow, 'source_id' | 'destination_id' | 'origin' | 'status'>

function actionsOf(actor: Actor, { source_id, destination_id, origin, status }: Ends): TransferAction[] {
  const ends = { sourceId: source_id, destinationId: destination_id, origin }
  return TRANSFER_ACTIONS.filter((action) => {
    const from: readonly TransferStatus[] = TRANSITIONS[action].from
    return from.includes(status) && mayTake(actor, ends, action)
  })
}

/** @param withCost whether the reader may see what things cost */
export function presentTransfer(row: TransferRow, withCost: boolean): TransferHead {
  return {
    ...presentBecame(row, withCost, currencyDecimals(row.currency)),
    requested: writeQuantity(readQuantity(row.requested)),
    approved: writeOptional(row.approved),
  }
}

function presentBecame<Row extends Became & Values>(
  { shipped_value_minor, in_transit_value_minor, ...row }: Row,
  withCost: boolean,
  decimals: number,
) {
  const shown = {
    ...row,
    shipped: writeQuantity(readQuantity(row.shipped)),
    received: writeQuantity(readQuantity(row.received)),
    surplus: writeQuantity(readQuantity(row.surplus)),
    returned: writeQuantity(readQuantity(row.returned)),
    lost: writeQuantity(readQuantity(row.lost)),
    in_transit: writeQuantity(readQuantity(row.in_transit)),
  }
  if (!withCost) return shown
  return {
    ...shown,
    shipped_value: formatDecimal(BigInt(shipped_value_minor), decimals),
    in_transit_value: formatDecimal(BigInt(in_transit_value_minor), decimals),
  }
}

function presentEntry({ value_minor, ...row }: EntryRow, withCost: boolean, decimals: number) {
  const entry = { ...row, quantity: writeQuantity(readQuantity(row.quantity)) }
  return withCost ? { ...entry, value: formatDecimal(BigInt(value_minor), decimals) } : entry
}
