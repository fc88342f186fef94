import { hash } from 'node:crypto'
import { canonicalJson } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { invalid } from '../../platform/errors.ts'
import { fill, type Text, text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { lockLevels } from '../lock-levels.ts'
import { postMovements } from '../post-movements.ts'
import { writeQuantity } from '../present.ts'
import { type Arriving, addArrivals, findUnlisted } from './arrivals.ts'
import {
  advanceTransfer,
  endWhenNothingIsUnderWay,
  keysIn,
  type LockedTransfer,
  lockTransfer,
  readTransferLines,
  type TransferLine,
} from './lock-transfer.ts'
import { quantityOf, refuseTwice } from './match-lines.ts'
import { readTransfer } from './read-transfer.ts'
import { recordStep } from './record-step.ts'
import type { ReceiveInput } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'
import { addToLines, changeTransit, insertLines } from './write-lines.ts'

export type Reception = { readonly transfer: TransferDetail; readonly isReplay: boolean }

/**
 * Takes in what has arrived, in one delivery or several: at the cost at which it left, into the destination's stock. What is
 * missing stays under way until it arrives, comes back or is given up (`settleTransfer`). What arrived beyond what is under
 * way, or without being on the transfer at all, is a surplus: goods found, at the cost that found goods have. It is said to be
 * one, line by line, or refused: two people who enter one truck, or a finger that slips, make no goods.
 *
 * A delivery that names itself comes in once.
 *
 * @throws not_found, transfer_side, transfer_state; delivery_id_reused for another delivery of that name;
 * validation_failed, also for more than is under way that is not said to be a surplus.
 */
export async function receiveTransfer(tx: Tx, actor: Actor, id: number, input: ReceiveInput): Promise<Reception> {
  const transfer = await lockTransfer(tx, actor, id, 'receive')
  const delivery = nameDelivery(input)
  if (delivery !== null && (await isKnown(tx, transfer, delivery))) {
    return { transfer: await readTransfer(tx, actor, id), isReplay: true }
  }
  await advanceTransfer(tx, transfer, 'receive')
  const lines = await readTransferLines(tx, transfer)
  const arriving = await readArriving(tx, actor, transfer, input, lines)
  const { destinationId } = transfer
  const levels = await lockLevels(tx, keysIn(destinationId, arriving))
  const { movements, changes, arrivals, unlisted, entries } = addArrivals(transfer, actor, arriving, levels)
  await together([
    insertLines(tx, unlisted),
    addToLines(tx, arrivals),
    changeTransit(tx, changes),
    postMovements(tx, movements),
  ])
  await endWhenNothingIsUnderWay(tx, transfer)
  await recordStep(tx, actor, transfer, { kind: 'received', note: input.note, entries, delivery })
  return { transfer: await readTransfer(tx, actor, id), isReplay: false }
}

type Delivery = { readonly id: string; readonly bodyHash: Buffer }

const nameDelivery = (input: ReceiveInput): Delivery | null =>
  input.id === undefined ? null : { id: input.id, bodyHash: hash('sha256', canonicalJson(input), 'buffer') }

async function isKnown(tx: Tx, { destinationId, id }: LockedTransfer, delivery: Delivery): Promise<boolean> {
  const [known] = await tx<{ store_id: number; transfer_id: number; body_hash: Uint8Array }[]>`
    select store_id, transfer_id, body_hash from stock_transfer_steps where delivery_id = ${delivery.id}`
  if (known === undefined) return false
  const isOfTransfer = known.store_id === destinationId && known.transfer_id === id
  if (isOfTransfer && delivery.bodyHash.equals(known.body_hash)) return true
  throw inventoryErrors.delivery_id_reused()
}

/** What a delivery brings, article by article; all that is under way, where it says nothing. */
async function readArriving(
  tx: Tx,
  actor: Actor,
  transfer: LockedTransfer,
  input: ReceiveInput,
  lines: readonly TransferLine[],
): Promise<Arriving[]> {
  if (input.lines === undefined) {
    return lines
      .filter((line) => line.inTransit > 0n)
      .map((line) => ({
        ...line,
        quantity: line.inTransit,
        isListed: true,
        reason: null,
        path: `lines.${line.lineNumber - 1}.quantity`,
      }))
  }
  refuseTwice(input.lines)
  const listed = new Map(lines.map((line) => [line.variantId, line]))
  const unlisted = await findUnlisted(tx, actor, transfer, input.lines, lines)
  const beyond: Record<string, Text> = {}
  const arriving = input.lines.flatMap((given, index): Arriving[] => {
    const line = listed.get(given.variant_id) ?? unlisted.get(given.variant_id)
    if (line === undefined) return []
    const quantity = quantityOf(given.quantity)
    const path = `lines.${index}.quantity`
    if (quantity > line.inTransit && given.surplus !== true) {
      beyond[path] = fill(BEYOND, { most: writeQuantity(line.inTransit) })
    }
    return [{ ...line, quantity, isListed: listed.has(given.variant_id), reason: given.reason ?? null, path }]
  })
  if (Object.keys(beyond).length > 0) throw invalid(beyond)
  return arriving
}

const BEYOND = text(
  'Il y en a {most} en route ; s’il en est bien arrivé plus, donnez surplus à cette ligne.',
  'There are {most} of it under way; if more has really arrived, give this line surplus.',
)
