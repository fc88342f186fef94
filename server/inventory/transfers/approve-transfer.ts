import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { lockLevels } from '../lock-levels.ts'
import { keysIn, readTransferLines, takeStep } from './lock-transfer.ts'
import { matchLines, refuseMoreThan } from './match-lines.ts'
import { readTransfer } from './read-transfer.ts'
import { intended, recordStep } from './record-step.ts'
import { refuseMissing, reserveGoods } from './reserve-goods.ts'
import type { QuantitiesInput } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'
import { approveLines } from './write-lines.ts'

/**
 * The source agrees to send what was asked for, or less of it, and promises it: from here on nobody else is promised these
 * goods, until they leave or the transfer is called off.
 *
 * @throws not_found, transfer_side, transfer_state; validation_failed for more than was asked for, or for nothing at all;
 * not_enough_stock where the source refuses to sell below zero.
 */
export async function approveTransfer(
  tx: Tx,
  actor: Actor,
  id: number,
  input: QuantitiesInput,
): Promise<TransferDetail> {
  const transfer = await takeStep(tx, actor, id, 'approve')
  const lines = await readTransferLines(tx, transfer)
  const cuts = matchLines(input.lines ?? [], lines)
  for (const cut of cuts.values()) refuseMoreThan(cut.line.requested, cut)
  const approved = lines.map(({ variantId, requested, lineNumber }) => ({
    variantId,
    quantity: cuts.get(variantId)?.quantity ?? requested,
    path: cuts.get(variantId)?.path ?? `lines.${lineNumber - 1}.quantity`,
  }))
  const leaving = approved.filter((line) => line.quantity > 0n)
  if (leaving.length === 0) throw invalid({ lines: NOTHING_LEFT })
  const levels = await lockLevels(tx, keysIn(transfer.sourceId, leaving))
  refuseMissing(leaving, new Map(levels.map((level) => [level.variantId, level])))
  const { destinationId } = transfer
  await together([
    reserveGoods(tx, actor, transfer, leaving),
    approveLines(
      tx,
      approved.map(({ variantId, quantity }) => ({ destinationId, transferId: id, variantId, quantity })),
    ),
    recordStep(tx, actor, transfer, {
      kind: 'approved',
      note: input.note,
      entries: approved.map(({ variantId, quantity }) => intended('approved', variantId, quantity)),
    }),
  ])
  return readTransfer(tx, actor, id)
}

const NOTHING_LEFT = text(
  'Il n’en resterait rien\u00a0: annulez plutôt le transfert.',
  'Nothing of it would be left: cancel the transfer instead.',
)
