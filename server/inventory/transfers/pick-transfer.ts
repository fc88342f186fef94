import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { readTransferLines, takeStep } from './lock-transfer.ts'
import { matchLines, refuseMoreThan } from './match-lines.ts'
import { readTransfer } from './read-transfer.ts'
import { intended, recordStep } from './record-step.ts'
import type { PickInput } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'
import { pickLines } from './write-lines.ts'

/**
 * Notes what was taken off the shelves for a transfer. It is still in the source's stock, and still promised. What is said
 * of an article again takes the place of what was said before.
 *
 * @throws not_found, transfer_side, transfer_state; validation_failed for more than was approved.
 */
export async function pickTransfer(tx: Tx, actor: Actor, id: number, input: PickInput): Promise<TransferDetail> {
  const transfer = await takeStep(tx, actor, id, 'pick')
  const picked = [...matchLines(input.lines, await readTransferLines(tx, transfer)).values()]
  for (const pick of picked) refuseMoreThan(pick.line.approved ?? 0n, pick)
  const { destinationId } = transfer
  await together([
    pickLines(
      tx,
      picked.map(({ line, quantity }) => ({
        destinationId,
        transferId: id,
        variantId: line.variantId,
        quantity,
      })),
    ),
    recordStep(tx, actor, transfer, {
      kind: 'picked',
      note: input.note,
      entries: picked.map(({ line, quantity }) => intended('picked', line.variantId, quantity)),
    }),
  ])
  return readTransfer(tx, actor, id)
}
