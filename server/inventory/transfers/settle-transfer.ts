import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { inventoryErrors } from '../errors.ts'
import { type LockedLevel, lockLevels } from '../lock-levels.ts'
import { type Movement, postMovements } from '../post-movements.ts'
import {
  endWhenNothingIsUnderWay,
  keysIn,
  type LockedTransfer,
  readTransferLines,
  type TransferLine,
  takeStep,
} from './lock-transfer.ts'
import { matchLines, refuseMoreThan } from './match-lines.ts'
import { enterGoods, movementOf, shareOfTransit } from './move-goods.ts'
import { readTransfer } from './read-transfer.ts'
import { recordStep, type TransferEntry } from './record-step.ts'
import type { SettleInput } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'
import { maySettle, type TransferOutcome } from './transfer-status.ts'
import { addToLines, changeTransit } from './write-lines.ts'

/**
 * Settles what is still under way and will not arrive: it came back to the source, which takes it in at the cost at which it
 * left, or it is lost, and then it is in no stock any more. Who says so, and why, is kept.
 *
 * @throws not_found, transfer_side, transfer_state; validation_failed for more than is under way.
 */
export async function settleTransfer(tx: Tx, actor: Actor, id: number, input: SettleInput): Promise<TransferDetail> {
  const transfer = await takeStep(tx, actor, id, 'settle')
  if (!input.lines.every((line) => maySettle(actor, transfer, line.outcome))) throw inventoryErrors.transfer_side()
  const settled = readSettled(input, await readTransferLines(tx, transfer))
  const { sourceId, destinationId } = transfer
  const back = settled.filter((line) => line.outcome === 'returned')
  const levels = await lockLevels(tx, [...keysIn(destinationId, settled), ...keysIn(sourceId, back)])
  const { movements, costVariances } = takeBack(transfer, actor, back, levels)
  await together([
    addToLines(
      tx,
      settled.map(({ variantId, outcome, quantity, valueMinor }) => ({
        destinationId,
        transferId: id,
        variantId,
        valueMinor,
        ...NOTHING,
        [outcome]: quantity,
      })),
    ),
    changeTransit(
      tx,
      settled.map(({ variantId, quantity, valueMinor }) => ({
        storeId: destinationId,
        variantId,
        quantity: -quantity,
        valueMinor: -valueMinor,
      })),
    ),
    postMovements(tx, movements),
  ])
  await endWhenNothingIsUnderWay(tx, transfer)
  const entries = settled.map(({ variantId, outcome: kind, quantity, valueMinor, reason }): TransferEntry => {
    return { variantId, kind, quantity, valueMinor, costVarianceMinor: costVariances.get(variantId) ?? 0n, reason }
  })
  await recordStep(tx, actor, transfer, { kind: 'settled', note: input.note, entries })
  return readTransfer(tx, actor, id)
}

const EMPTY = { onHand: 0n, valueMinor: 0n }
const NOTHING = { received: 0n, surplus: 0n, returned: 0n, lost: 0n }

/** How some of a line's goods end. */
type Settled = TransferLine & {
  readonly outcome: TransferOutcome
  readonly quantity: bigint
  /** Their share of what is under way. */
  readonly valueMinor: bigint
  readonly reason: string
  readonly path: string
}

function readSettled(input: SettleInput, lines: readonly TransferLine[]): Settled[] {
  const matched = matchLines(input.lines, lines)
  return input.lines.flatMap(({ variant_id: variantId, outcome, reason }): Settled[] => {
    const match = matched.get(variantId)
    if (match === undefined) return []
    const { line, quantity, path } = match
    refuseMoreThan(line.inTransit, match)
    return [{ ...line, outcome, quantity, valueMinor: shareOfTransit(line, quantity), reason, path }]
  })
}

/** What came back enters the source's stock. */
function takeBack(
  transfer: LockedTransfer,
  actor: Actor,
  back: readonly Settled[],
  levels: readonly LockedLevel[],
): { movements: Movement[]; costVariances: Map<number, bigint> } {
  const { sourceId } = transfer
  const source = new Map(levels.filter((level) => level.storeId === sourceId).map((level) => [level.variantId, level]))
  const movements: Movement[] = []
  const costVariances = new Map<number, bigint>()
  for (const line of back) {
    const level = source.get(line.variantId)
    const cause = { ...line, lastCount: level?.lastCount ?? null }
    const { steps, costVarianceMinor } = enterGoods(level ?? EMPTY, line.quantity, line.valueMinor, line.path)
    movements.push(...steps.map((step) => movementOf(transfer, actor, sourceId, cause, step)))
    costVariances.set(line.variantId, costVarianceMinor)
  }
  return { movements, costVariances }
}
