import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { parseSort } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { inventoryErrors } from '../errors.ts'
import { requestTransfer } from '../transfers/create-transfer.ts'
import { quantityOf, refuseTwice } from '../transfers/match-lines.ts'
import { readTransfer } from '../transfers/read-transfer.ts'
import { MOST_LINES } from '../transfers/transfer-bodies.ts'
import type { TransferDetail } from '../transfers/transfer-schema.ts'
import { requireStore } from './list-proposals.ts'
import { sortNeeds } from './page-needs.ts'
import { findNeeds, type Proposal, proposeOrders } from './propose.ts'
import { MOST_URGENT_FIRST, PROPOSAL_SORTS, type ReplenishmentInput } from './replenishment-schema.ts'

/**
 * Asks the place that supplies a store for what is proposed: all of it, or some articles. Whoever asks for a store waits for
 * those who ask for it too, and then finds that what they asked for counts already: nothing is ordered twice.
 *
 * @throws not_found when the store is not the actor's; nothing_to_order; validation_failed, also for an article that is not
 * proposed.
 */
export async function requestReplenishment(tx: Tx, actor: Actor, input: ReplenishmentInput): Promise<TransferDetail> {
  const { store_id: storeId, lines } = input
  if ((lines === undefined) === (input.all === undefined)) throw invalid({ lines: ONE_OF_BOTH })
  refuseTwice(lines ?? [])
  if (!mayActInStore(actor, storeId)) throw platformErrors.not_found()
  await lockKeys(tx, [`replenishment:${storeId}`])
  await requireStore(tx, storeId)
  const needed = sortNeeds(await findNeeds(tx, storeId), parseSort(MOST_URGENT_FIRST, Object.keys(PROPOSAL_SORTS)))
  const proposals = await proposeOrders(
    tx,
    storeId,
    needed.map((one) => one.needed),
  )
  const supplierId = proposals[0]?.figures.sourceId ?? null
  const sourceId = input.source_id ?? supplierId
  const wanted = chooseLines(input, proposals, sourceId === supplierId)
  if (wanted.length === 0) throw inventoryErrors.nothing_to_order()
  if (sourceId === null) throw invalid({ source_id: NOBODY })
  const id = await requestTransfer(tx, actor, {
    sourceId,
    destinationId: storeId,
    origin: 'replenishment',
    reference: input.reference,
    note: input.note,
    lines: wanted,
  })
  return readTransfer(tx, actor, id)
}

const ONE_OF_BOTH = text(
  'Donnez des lignes, ou `all` pour tout ce qui est proposé.',
  'Give lines, or `all` for whatever is proposed.',
)
const NOBODY = text(
  'Aucun entrepôt n’approvisionne ce magasin\u00a0: nommez une source.',
  'No warehouse supplies this store: name a source.',
)
const NOT_PROPOSED = text(
  'Rien n’en est proposé\u00a0: il y en a assez, c’est déjà demandé, ou la source n’en a pas.',
  'None of it is proposed: there is enough, it is asked for already, or the source has none.',
)

/** What another source than the supplier has is not known here: of it, all that is wanted is asked for. */
function chooseLines(input: ReplenishmentInput, proposals: readonly Proposal[], isSupplier: boolean) {
  const quantityFor = ({ quantity, need }: Proposal) => (isSupplier ? quantity : need.wanted)
  const proposed = proposals
    .map((proposal) => ({ variantId: proposal.figures.variantId, quantity: quantityFor(proposal) }))
    .filter(({ quantity }) => quantity > 0n)
  if (input.lines === undefined) return proposed.slice(0, MOST_LINES)
  const known = new Map(proposed.map((line) => [line.variantId, line]))
  return input.lines.map((line, index) => {
    const proposal = known.get(line.variant_id)
    if (proposal === undefined) throw invalid({ [`lines.${index}.variant_id`]: NOT_PROPOSED })
    return { ...proposal, ...(line.quantity !== undefined && { quantity: quantityOf(line.quantity) }) }
  })
}
