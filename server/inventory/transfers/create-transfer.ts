import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import { invalid, missingReference, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { findArticles } from '../find-articles.ts'
import { quantityOf, refuseTwice } from './match-lines.ts'
import { readTransfer } from './read-transfer.ts'
import { intended, recordStep } from './record-step.ts'
import type { TransferInput } from './transfer-bodies.ts'
import type { TransferDetail } from './transfer-schema.ts'
import type { TransferEnds } from './transfer-status.ts'
import { insertLines } from './write-lines.ts'

/** What is to be asked for; quantities in thousandths. */
export type TransferRequest = TransferEnds & {
  readonly reference?: string | null | undefined
  readonly note?: string | null | undefined
  readonly lines: readonly { readonly variantId: number; readonly quantity: bigint }[]
}

/**
 * Asks for goods from another place of the chain, or offers them to one. It is the destination that asks, unless whoever
 * does works only at the source.
 *
 * @throws not_found when neither end is the actor's; validation_failed.
 */
export async function createTransfer(tx: Tx, actor: Actor, input: TransferInput): Promise<TransferDetail> {
  const { source_id: sourceId, destination_id: destinationId } = input
  refuseTwice(input.lines)
  const own = mayActInStore(actor, destinationId) ? destinationId : sourceId
  if (!mayActInStore(actor, own)) throw platformErrors.not_found()
  await refuseUnknownArticles(tx, actor, own, input.lines)
  const id = await requestTransfer(tx, actor, {
    sourceId,
    destinationId,
    origin: own === destinationId ? 'request' : 'push',
    reference: input.reference,
    note: input.note,
    lines: input.lines.map(({ variant_id, quantity }) => ({ variantId: variant_id, quantity: quantityOf(quantity) })),
  })
  return readTransfer(tx, actor, id)
}

/** @throws not_found when the store is not the actor's; validation_failed naming the first article that does not exist. */
export async function refuseUnknownArticles(
  tx: Tx,
  actor: Actor,
  storeId: number,
  lines: readonly { readonly variant_id: number }[],
): Promise<void> {
  const variantIds = lines.map((line) => line.variant_id)
  const { unitCosts } = await findArticles(tx, actor, storeId, variantIds)
  const unknown = variantIds.findIndex((variantId) => !unitCosts.has(variantId))
  if (unknown >= 0) throw missingReference(`lines.${unknown}.variant_id`)
}

/**
 * Writes a transfer that is asked for, and answers its id. Its articles have been checked, and one end is the actor's.
 *
 * @throws validation_failed when an end does not exist, both are one, or they count in different currencies.
 */
export async function requestTransfer(tx: Tx, actor: Actor, request: TransferRequest): Promise<number> {
  const { sourceId, destinationId, origin, reference = null, note = null } = request
  const currency = await findCurrency(tx, request)
  const [{ id }] = await tx<[{ id: number }]>`
    insert into stock_transfers (store_id, source_id, origin, currency, reference, note)
    values (${destinationId}, ${sourceId}, ${origin}, ${currency}, ${reference}, ${note}) returning id`
  const lines = request.lines.map(({ variantId, quantity }, index) => ({
    destinationId,
    transferId: id,
    variantId,
    lineNumber: index + 1,
    requested: quantity,
  }))
  await together([
    insertLines(tx, lines),
    recordStep(tx, actor, { destinationId, id }, { kind: 'requested', note, entries: entriesOf(request.lines) }),
  ])
  return id
}

export const entriesOf = (lines: TransferRequest['lines']) =>
  lines.map(({ variantId, quantity }) => intended('requested', variantId, quantity))

/** The one currency of both ends, which are kept from being deleted, or counted in another, until this is written. */
async function findCurrency(tx: Tx, { sourceId, destinationId }: TransferEnds): Promise<string> {
  if (sourceId === destinationId) throw invalid({ source_id: SAME_STORE })
  const stores = await tx<{ id: number; currency: string }[]>`
    select id, currency::text from stores
    where id = any(${[sourceId, destinationId]}::bigint[]) and deleted_at is null order by id for share`
  const [source, destination] = [sourceId, destinationId].map((id) => stores.find((store) => store.id === id))
  if (destination === undefined) throw missingReference('destination_id')
  if (source === undefined) throw missingReference('source_id')
  if (source.currency !== destination.currency) throw invalid({ source_id: OTHER_CURRENCY })
  return source.currency
}

const SAME_STORE = text(
  'La source et la destination sont le même magasin.',
  'The source and the destination are the same store.',
)
const OTHER_CURRENCY = text(
  'Ces deux magasins ne comptent pas dans la même monnaie.',
  'These two stores do not count in the same currency.',
)
