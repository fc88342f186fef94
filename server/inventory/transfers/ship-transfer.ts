import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { type LockedLevel, lockLevels } from '../lock-levels.ts'
import { postMovements } from '../post-movements.ts'
import { costOfIssue } from '../stock-cost.ts'
import { keysIn, type LockedTransfer, readTransferLines, type TransferLine, takeStep } from './lock-transfer.ts'
import { matchLines, refuseMoreThan } from './match-lines.ts'
import { movementOf, refuseBeyondLimits } from './move-goods.ts'
import { readTransfer } from './read-transfer.ts'
import { recordStep } from './record-step.ts'
import { refuseMissing, releaseGoods } from './reserve-goods.ts'
import type { QuantitiesInput } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'
import { changeTransit, shipLines } from './write-lines.ts'

/**
 * The goods leave the source, at its average cost, and are on their way: from one ledger to the other nothing is lost sight
 * of, in quantity or in value. Whatever was approved and does not leave now is promised no more.
 *
 * @throws not_found, transfer_side, transfer_state; validation_failed for more than was approved, or for nothing at all;
 * not_enough_stock where the source refuses to sell below zero.
 */
export async function shipTransfer(tx: Tx, actor: Actor, id: number, input: QuantitiesInput): Promise<TransferDetail> {
  const transfer = await takeStep(tx, actor, id, 'ship')
  const lines = await readTransferLines(tx, transfer)
  const chosen = chooseQuantities(input, lines)
  const leaving = chosen.filter((line) => line.quantity > 0n)
  if (leaving.length === 0) throw invalid({ lines: NOTHING_LEAVES })
  const { sourceId, destinationId } = transfer
  const levels = await lockLevels(tx, [...keysIn(sourceId, lines), ...keysIn(destinationId, leaving)])
  const source = new Map(levels.filter((level) => level.storeId === sourceId).map((level) => [level.variantId, level]))
  refuseMissing(leaving, source, new Map(lines.map((line) => [line.variantId, line.approved ?? 0n])))
  const shipments = leaving.map((line) => ({
    ...line,
    destinationId,
    transferId: id,
    ...issue(line, source, transfer),
  }))
  await together([
    releaseGoods(tx, transfer, chosen),
    changeTransit(
      tx,
      shipments.map((shipment) => ({ ...shipment, storeId: destinationId })),
    ),
    shipLines(tx, shipments),
    postMovements(
      tx,
      shipments.map((shipment) => {
        const step = {
          kind: 'transfer_out',
          quantity: -shipment.quantity,
          valueMinor: -shipment.valueMinor,
        } as const
        const lastCount = source.get(shipment.variantId)?.lastCount ?? null
        return movementOf(transfer, actor, sourceId, { ...shipment, reason: null, lastCount }, step)
      }),
    ),
    recordStep(tx, actor, transfer, {
      kind: 'shipped',
      note: input.note,
      entries: shipments.map(({ variantId, quantity, valueMinor }) => ({
        variantId,
        kind: 'shipped',
        quantity,
        valueMinor,
        costVarianceMinor: 0n,
        reason: null,
      })),
    }),
  ])
  return readTransfer(tx, actor, id)
}

const NOTHING_LEAVES = text('Rien ne partirait.', 'Nothing would leave.')

type Chosen = TransferLine & { readonly quantity: bigint; readonly path: string }

/** What was picked leaves, or what was approved where nothing was noted as picked, unless it is said otherwise. */
function chooseQuantities(input: QuantitiesInput, lines: readonly TransferLine[]): Chosen[] {
  const given = matchLines(input.lines ?? [], lines)
  for (const said of given.values()) refuseMoreThan(said.line.approved ?? 0n, said)
  const isPicked = lines.some((line) => line.picked !== null)
  return lines.map((line) => {
    const said = given.get(line.variantId)
    const prepared = (isPicked ? line.picked : line.approved) ?? 0n
    return {
      ...line,
      quantity: said?.quantity ?? prepared,
      path: said?.path ?? `lines.${line.lineNumber - 1}.quantity`,
    }
  })
}

function issue(
  { variantId, quantity, unitCost, path }: Chosen,
  source: ReadonlyMap<number, LockedLevel>,
  { decimals }: LockedTransfer,
): { valueMinor: bigint } {
  const { onHand, valueMinor } = source.get(variantId) ?? { onHand: 0n, valueMinor: 0n }
  const cost = costOfIssue({ onHand, valueMinor, quantity, fallbackUnitCost: unitCost, decimals })
  refuseBeyondLimits({ onHand: onHand - quantity, valueMinor: valueMinor - cost }, path)
  return { valueMinor: cost }
}
