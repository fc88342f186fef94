import type { Actor } from '../../platform/actor.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { type CountMark, momentOfChange } from '../count-correction.ts'
import { fitsLevel } from '../level-limits.ts'
import type { Movement } from '../post-movements.ts'
import { costOfIssue, entryIntoStock, type StockBalance } from '../stock-cost.ts'
import type { LockedTransfer, TransferLine } from './lock-transfer.ts'

/** What a movement says of the line behind it, and the latest count of the level that it changes. */
type Cause = {
  readonly lineNumber: number
  readonly variantId: number
  readonly reason: string | null
  readonly lastCount: CountMark | null
}

/** A movement of a transfer's line, in the ledger of one of its stores, whose level is locked: it occurs now. */
export function movementOf(
  { id }: Pick<LockedTransfer, 'id'>,
  actor: Actor,
  storeId: number,
  { lineNumber, variantId, reason, lastCount }: Cause,
  step: Pick<Movement, 'kind' | 'quantity' | 'valueMinor'>,
): Movement {
  return {
    ...step,
    storeId,
    variantId,
    reason,
    referenceType: 'transfer',
    referenceId: String(id),
    referenceLine: lineNumber,
    actorId: actor.userId,
    actorName: actor.name,
    occurredAt: momentOfChange(lastCount),
    lastCount,
  }
}

/** The share of what is under way that a quantity of it is worth; the last of it takes the residue. */
export const shareOfTransit = (
  { inTransit, inTransitValueMinor }: Pick<TransferLine, 'inTransit' | 'inTransitValueMinor'>,
  quantity: bigint,
): bigint =>
  costOfIssue({ onHand: inTransit, valueMinor: inTransitValueMinor, quantity, fallbackUnitCost: 0n, decimals: 0 })

export type Entered = {
  readonly balance: StockBalance
  readonly costVarianceMinor: bigint
  readonly steps: readonly Pick<Movement, 'kind' | 'quantity' | 'valueMinor'>[]
}

/**
 * Brings goods of a transfer into a balance at a known cost; into negative stock they set the average, and the difference is
 * posted (architecture, rule 11).
 *
 * @throws validation_failed naming `path` when the level would grow beyond what can be kept
 */
export function enterGoods(balance: StockBalance, quantity: bigint, costMinor: bigint, path: string): Entered {
  const { valueMinor, costVarianceMinor } = entryIntoStock({ ...balance, quantity, costMinor })
  const after = {
    onHand: balance.onHand + quantity,
    valueMinor: balance.valueMinor + valueMinor + costVarianceMinor,
  }
  refuseBeyondLimits(after, path)
  const entry = { kind: 'transfer_in', quantity, valueMinor } as const
  const variance = { kind: 'cost_variance', quantity: 0n, valueMinor: costVarianceMinor } as const
  return { balance: after, costVarianceMinor, steps: costVarianceMinor === 0n ? [entry] : [entry, variance] }
}

/** @throws validation_failed naming `path` for a balance that cannot be kept */
export function refuseBeyondLimits(balance: StockBalance, path: string): void {
  if (fitsLevel(balance)) return
  throw invalid({
    [path]: text('Le stock deviendrait trop grand pour être tenu.', 'The stock would become too large to be kept.'),
  })
}
