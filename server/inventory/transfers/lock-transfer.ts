import { currencyDecimals, PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { inventoryErrors } from '../errors.ts'
import type { StockKey } from '../lock-levels.ts'
import { readQuantity } from '../present.ts'
import {
  mayTake,
  STATUS_WORDS,
  TRANSITIONS,
  type TransferAction,
  type TransferEnds,
  type TransferStatus,
} from './transfer-status.ts'

export type LockedTransfer = TransferEnds & {
  readonly id: number
  readonly status: TransferStatus
  readonly currency: string
  /** Of the currency. */
  readonly decimals: number
}

/** A line as a step finds it; quantities in thousandths. */
export type TransferLine = {
  readonly lineNumber: number
  readonly variantId: number
  readonly requested: bigint
  readonly approved: bigint | null
  readonly picked: bigint | null
  readonly shipped: bigint
  readonly inTransit: bigint
  readonly inTransitValueMinor: bigint
  /** The article's own cost in ten-thousandths; 0n where it is not known. */
  readonly unitCost: bigint
}

/** SQL condition on a stock_transfers `t`: either end is the actor's. */
export const transferScope = (sql: Queryable, actor: Actor): Fragment =>
  sql`(${storeScope(sql, actor, 't.store_id')} or ${storeScope(sql, actor, 't.source_id')})`

/**
 * Locks a transfer: whatever changes one, its lines or what it reserves holds this lock, and takes those of the levels
 * after it.
 *
 * @throws not_found when neither end is the actor's; transfer_side when this step is not for them.
 */
export async function lockTransfer(tx: Tx, actor: Actor, id: number, action: TransferAction): Promise<LockedTransfer> {
  const [row] = await tx<(Pick<LockedTransfer, 'id' | 'origin' | 'status' | 'currency'> & EndColumns)[]>`
    select t.id, t.source_id, t.store_id, t.origin, t.status, t.currency::text
    from stock_transfers t where t.id = ${id} and ${transferScope(tx, actor)} for no key update`
  if (row === undefined) throw platformErrors.not_found()
  const { source_id: sourceId, store_id: destinationId, ...known } = row
  const transfer = { ...known, sourceId, destinationId, decimals: currencyDecimals(row.currency) }
  if (!mayTake(actor, transfer, action)) throw inventoryErrors.transfer_side()
  return transfer
}

type EndColumns = { source_id: number; store_id: number }

/** @throws transfer_state when a locked transfer is not where this step begins. */
export async function advanceTransfer(tx: Tx, transfer: LockedTransfer, action: TransferAction): Promise<void> {
  const { from, to } = TRANSITIONS[action]
  const advanced = await tx`
    update stock_transfers set status = ${to}, updated_at = now(),
      approved_at = case when ${to} = 'approved' then now() else approved_at end,
      shipped_at = case when ${to} = 'shipped' then now() else shipped_at end,
      cancelled_at = case when ${to} = 'cancelled' then now() end
    where store_id = ${transfer.destinationId} and id = ${transfer.id} and status = any(${[...from]}::text[])`
  if (advanced.count === 0) throw inventoryErrors.transfer_state({ values: { status: STATUS_WORDS[transfer.status] } })
}

/** Locks a transfer and moves it on. The lines are read by the next statement, which sees what was done before. */
export async function takeStep(tx: Tx, actor: Actor, id: number, action: TransferAction): Promise<LockedTransfer> {
  const transfer = await lockTransfer(tx, actor, id, action)
  await advanceTransfer(tx, transfer, action)
  return transfer
}

/** Once the last of it has arrived, come back or been given up, a transfer is over. */
export async function endWhenNothingIsUnderWay(tx: Tx, { destinationId, id }: LockedTransfer): Promise<void> {
  await tx`
    update stock_transfers set status = 'received', received_at = now(), updated_at = now()
    where store_id = ${destinationId} and id = ${id} and status = 'partially_received' and not exists (
      select from stock_transfer_lines line
      where line.store_id = ${destinationId} and line.transfer_id = ${id} and line.in_transit > 0)`
}

/** The lines of a transfer that the caller has locked, in their order. */
export async function readTransferLines(tx: Tx, { destinationId, id }: LockedTransfer): Promise<TransferLine[]> {
  const rows = await tx<
    {
      line_no: number
      variant_id: number
      requested: string
      approved: string | null
      picked: string | null
      shipped: string
      in_transit: string
      in_transit_value_minor: string
      cost: string | null
    }[]
  >`
    select line.line_no, line.variant_id, line.requested, line.approved, line.picked, line.shipped, line.in_transit,
      line.in_transit_value_minor::text, v.cost
    from stock_transfer_lines line join product_variants v on v.id = line.variant_id
    where line.store_id = ${destinationId} and line.transfer_id = ${id} order by line.line_no`
  return rows.map((row) => ({
    lineNumber: row.line_no,
    variantId: row.variant_id,
    requested: readQuantity(row.requested),
    approved: readOptional(row.approved),
    picked: readOptional(row.picked),
    shipped: readQuantity(row.shipped),
    inTransit: readQuantity(row.in_transit),
    inTransitValueMinor: BigInt(row.in_transit_value_minor),
    unitCost: parseDecimal(row.cost ?? '0', PRICE_SCALE) ?? 0n,
  }))
}

const readOptional = (decimal: string | null): bigint | null => (decimal === null ? null : readQuantity(decimal))

export const keysIn = (storeId: number, lines: readonly { readonly variantId: number }[]): StockKey[] =>
  lines.map(({ variantId }) => ({ storeId, variantId }))
