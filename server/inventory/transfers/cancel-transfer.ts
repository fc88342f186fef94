import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockLevels } from '../lock-levels.ts'
import { keysIn, readTransferLines, takeStep } from './lock-transfer.ts'
import { readTransfer } from './read-transfer.ts'
import { recordStep } from './record-step.ts'
import { releaseGoods } from './reserve-goods.ts'
import type { NoteInput } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'

/**
 * Calls a transfer off before it leaves; what was promised to it is available again. Once the goods are under way they come
 * back by being received at their source (`settleTransfer`).
 *
 * @throws not_found, transfer_side, transfer_state.
 */
export async function cancelTransfer(tx: Tx, actor: Actor, id: number, input: NoteInput): Promise<TransferDetail> {
  const transfer = await takeStep(tx, actor, id, 'cancel')
  const promised = (await readTransferLines(tx, transfer)).filter((line) => (line.approved ?? 0n) > 0n)
  await lockLevels(tx, keysIn(transfer.sourceId, promised))
  await releaseGoods(
    tx,
    transfer,
    promised.map(({ variantId }) => ({ variantId, quantity: 0n })),
  )
  await recordStep(tx, actor, transfer, { kind: 'cancelled', note: input.note })
  return readTransfer(tx, actor, id)
}
