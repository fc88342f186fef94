import { formatDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, insertSet } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import type { LockedTransfer } from './lock-transfer.ts'

/** The lists of the schema's checks. */
export const STEP_KINDS = [
  'requested',
  'changed',
  'approved',
  'picked',
  'shipped',
  'received',
  'settled',
  'cancelled',
] as const
export type StepKind = (typeof STEP_KINDS)[number]
export const ENTRY_KINDS = [
  'requested',
  'approved',
  'picked',
  'shipped',
  'received',
  'surplus',
  'returned',
  'lost',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** What a step did to an article. */
export type TransferEntry = {
  readonly variantId: number
  readonly kind: EntryKind
  /** Thousandths. */
  readonly quantity: bigint
  /** At cost, in minor units; 0n of what has not left yet. */
  readonly valueMinor: bigint
  readonly costVarianceMinor: bigint
  readonly reason: string | null
}

/** An entry of what is only intended. */
export const intended = (kind: EntryKind, variantId: number, quantity: bigint): TransferEntry => ({
  variantId,
  kind,
  quantity,
  valueMinor: 0n,
  costVarianceMinor: 0n,
  reason: null,
})

export type TransferStep = {
  readonly kind: StepKind
  readonly note?: string | null | undefined
  readonly entries?: readonly TransferEntry[]
  /** How the receiver calls this delivery, and the hash of what came with it. */
  readonly delivery?: { readonly id: string; readonly bodyHash: Buffer } | null
}

/**
 * Writes down a step of a transfer that the caller has locked, which gives it its number, and tells both stores. The state of
 * the transfer is what the step has made of it.
 */
export async function recordStep(
  tx: Tx,
  actor: Actor,
  { destinationId, id }: Pick<LockedTransfer, 'destinationId' | 'id'>,
  { kind, note = null, entries = [], delivery = null }: TransferStep,
): Promise<void> {
  const [step] = await tx<[{ step_no: number }]>`
    insert into stock_transfer_steps (store_id, transfer_id, step_no, kind, note, delivery_id, body_hash, actor_id, actor_name)
    select ${destinationId}::bigint, ${id}::bigint, coalesce(max(step_no), 0) + 1, ${kind}::text, ${note}::text,
      ${delivery?.id ?? null}::uuid, ${delivery?.bodyHash ?? null}::bytea, ${actor.userId}::bigint, ${actor.name}::text
    from stock_transfer_steps where store_id = ${destinationId} and transfer_id = ${id}
    returning step_no`
  await together([
    insertEntries(
      tx,
      entries.map((entry) => ({ ...entry, destinationId, transferId: id, stepNumber: step.step_no })),
    ),
    kind === 'picked' ? undefined : tellStep(tx, destinationId, id, kind),
  ])
}

async function tellStep(tx: Tx, destinationId: number, id: number, kind: StepKind): Promise<void> {
  await tx`
    select record_event(${`transfer.${kind}`}::text, told.store_id, 'transfers.view', jsonb_build_object('transfer_id', t.id,
      'source_id', t.source_id, 'destination_id', t.store_id, 'status', t.status))
    from stock_transfers t cross join lateral (values (t.store_id), (t.source_id)) told (store_id)
    where t.store_id = ${destinationId} and t.id = ${id}`
}

type EntryRow = TransferEntry & {
  readonly destinationId: number
  readonly transferId: number
  readonly stepNumber: number
}
const entryColumns: readonly Column<EntryRow>[] = [
  ['store_id', 'bigint', (entry) => entry.destinationId],
  ['transfer_id', 'bigint', (entry) => entry.transferId],
  ['step_no', 'int', (entry) => entry.stepNumber],
  ['variant_id', 'bigint', (entry) => entry.variantId],
  ['kind', 'text', (entry) => entry.kind],
  ['quantity', 'numeric', (entry) => formatDecimal(entry.quantity, QUANTITY_SCALE)],
  ['value_minor', 'bigint', (entry) => entry.valueMinor],
  ['cost_variance_minor', 'bigint', (entry) => entry.costVarianceMinor],
  ['reason', 'text', (entry) => entry.reason],
]
const insertEntries = insertSet('stock_transfer_entries', entryColumns)
