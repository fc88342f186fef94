import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { missingReference } from '../../platform/errors.ts'
import { findArticles } from '../find-articles.ts'
import type { LockedLevel } from '../lock-levels.ts'
import type { Movement } from '../post-movements.ts'
import { costOfFoundGoods, type StockBalance } from '../stock-cost.ts'
import type { LockedTransfer, TransferLine } from './lock-transfer.ts'
import { enterGoods, movementOf, shareOfTransit } from './move-goods.ts'
import type { TransferEntry } from './record-step.ts'
import type { Arrival, NewLine, TransitChange } from './write-lines.ts'

/** What a delivery brings of an article. */
export type Arriving = TransferLine & {
  readonly quantity: bigint
  /** On the transfer; else its line is made. */
  readonly isListed: boolean
  readonly reason: string | null
  readonly path: string
}

/**
 * Lines for what arrived without being on the transfer, numbered after those that are.
 *
 * @throws validation_failed for an article that does not exist
 */
export async function findUnlisted(
  tx: Tx,
  actor: Actor,
  { destinationId }: LockedTransfer,
  given: readonly { readonly variant_id: number }[],
  lines: readonly TransferLine[],
): Promise<Map<number, TransferLine>> {
  const listed = new Set(lines.map((line) => line.variantId))
  const others = given.filter((line) => !listed.has(line.variant_id)).map((line) => line.variant_id)
  const unlisted = new Map<number, TransferLine>()
  if (others.length === 0) return unlisted
  const { unitCosts } = await findArticles(tx, actor, destinationId, others)
  for (const [index, { variant_id: variantId }] of given.entries()) {
    if (listed.has(variantId)) continue
    const unitCost = unitCosts.get(variantId)
    if (unitCost === undefined) throw missingReference(`lines.${index}.variant_id`)
    unlisted.set(variantId, { ...NOTHING, variantId, unitCost, lineNumber: lines.length + unlisted.size + 1 })
  }
  return unlisted
}

const NOTHING = { requested: 0n, approved: null, picked: null, shipped: 0n, inTransit: 0n, inTransitValueMinor: 0n }

export type Arrivals = {
  readonly movements: Movement[]
  readonly changes: TransitChange[]
  readonly arrivals: Arrival[]
  readonly unlisted: NewLine[]
  readonly entries: TransferEntry[]
}

/**
 * What a delivery does to the ledger, to what is under way and to the lines.
 *
 * @param levels of the destination, locked
 * @throws validation_failed naming the article whose level would grow beyond what can be kept
 */
export function addArrivals(
  transfer: LockedTransfer,
  actor: Actor,
  arriving: readonly Arriving[],
  levels: readonly LockedLevel[],
): Arrivals {
  const { destinationId, id: transferId, decimals } = transfer
  const found = new Map(levels.map((level) => [level.variantId, level]))
  const all: Arrivals = { movements: [], changes: [], arrivals: [], unlisted: [], entries: [] }
  for (const line of arriving) {
    const { variantId, quantity, inTransit, path } = line
    const key = { destinationId, transferId, variantId }
    const surplus = quantity > inTransit ? quantity - inTransit : 0n
    const received = quantity - surplus
    const level = found.get(variantId)
    let balance: StockBalance = level ?? { onHand: 0n, valueMinor: 0n }
    const cause = { ...line, lastCount: level?.lastCount ?? null }
    const share = received === 0n ? 0n : shareOfTransit(line, received)
    const enter = (kind: 'received' | 'surplus', part: bigint, cost: bigint) => {
      if (part === 0n) return
      const entered = enterGoods(balance, part, cost, path)
      balance = entered.balance
      all.movements.push(...entered.steps.map((step) => movementOf(transfer, actor, destinationId, cause, step)))
      all.entries.push({
        variantId,
        kind,
        quantity: part,
        valueMinor: cost,
        costVarianceMinor: entered.costVarianceMinor,
        reason: line.reason,
      })
    }
    enter('received', received, share)
    enter(
      'surplus',
      surplus,
      costOfFoundGoods({ ...balance, quantity: surplus, fallbackUnitCost: line.unitCost, decimals }),
    )
    if (line.isListed) all.arrivals.push({ ...key, received, surplus, returned: 0n, lost: 0n, valueMinor: share })
    else all.unlisted.push({ ...key, lineNumber: line.lineNumber, requested: 0n, surplus })
    if (received > 0n) {
      all.changes.push({ storeId: destinationId, variantId, quantity: -received, valueMinor: -share })
    }
  }
  return all
}
