import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { entriesOf, refuseUnknownArticles } from './create-transfer.ts'
import { type LockedTransfer, takeStep } from './lock-transfer.ts'
import { quantityOf, refuseTwice } from './match-lines.ts'
import { readTransfer } from './read-transfer.ts'
import { recordStep } from './record-step.ts'
import type { TransferChange } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'
import { insertLines } from './write-lines.ts'

/**
 * Changes what is asked for, as long as nobody has agreed to it. Lines that are given take the place of all that were.
 *
 * @throws not_found, transfer_side, transfer_state; validation_failed.
 */
export async function updateTransfer(tx: Tx, actor: Actor, id: number, input: TransferChange): Promise<TransferDetail> {
  const transfer = await takeStep(tx, actor, id, 'change')
  const { destinationId, sourceId, origin } = transfer
  if (input.lines !== undefined) {
    refuseTwice(input.lines)
    await refuseUnknownArticles(tx, actor, origin === 'push' ? sourceId : destinationId, input.lines)
  }
  const lines = input.lines?.map(({ variant_id, quantity }) => ({
    variantId: variant_id,
    quantity: quantityOf(quantity),
  }))
  const change = assignments(tx, { reference: input.reference, note: input.note })
  await together([
    tx`
      update stock_transfers set updated_at = now() ${change} where store_id = ${destinationId} and id = ${id}`,
    lines === undefined ? undefined : replaceLines(tx, transfer, lines),
    recordStep(tx, actor, transfer, {
      kind: 'changed',
      note: input.note,
      ...(lines !== undefined && { entries: entriesOf(lines) }),
    }),
  ])
  return readTransfer(tx, actor, id)
}

type Wanted = { readonly variantId: number; readonly quantity: bigint }

/** Nothing refers to a line before the transfer is approved, but for the steps, which name the article. */
async function replaceLines(tx: Tx, { destinationId, id }: LockedTransfer, lines: readonly Wanted[]): Promise<void> {
  await tx`delete from stock_transfer_lines where store_id = ${destinationId} and transfer_id = ${id}`
  await insertLines(
    tx,
    lines.map(({ variantId, quantity }, index) => ({
      destinationId,
      transferId: id,
      variantId,
      lineNumber: index + 1,
      requested: quantity,
    })),
  )
}
