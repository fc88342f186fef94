import { hash } from 'node:crypto'
import { type Actor, may } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { ReceiptFormat } from './receipt-schema.ts'

export type PrintRequest = {
  /** Chosen by whoever prints: the same again is the same paper, asked for once more because the first never came. */
  readonly printId: string
  readonly format: ReceiptFormat | 'email'
  /** Where it goes, when it goes by e-mail. */
  readonly to?: string
}

export type Print = {
  /** 0: the original. */
  readonly copyNumber: number
  readonly isRepeat: boolean
}

/**
 * Counts one printing of a ticket's receipt and says which it is. The original is the first, when the ticket's own cashier
 * takes it within a day; whatever else is a copy, and takes `sales.reprint`. Two who print at once wait for each other at
 * the ticket's row, so that no number is given twice and none is left out.
 *
 * @throws forbidden for a copy without the right; print_id_used.
 */
export async function takePrint(tx: Tx, actor: Actor, ticket: Ticket, request: PrintRequest): Promise<Print> {
  const { storeId, id } = ticket
  const requestHash = hash('sha256', JSON.stringify([request.format, request.to ?? null]), 'buffer')
  const [sale] = await tx<{ is_new: boolean }[]>`
    select recorded_at > now() - interval '1 day' as is_new from sales
    where store_id = ${storeId} and id = ${id} for no key update`
  if (sale === undefined) throw platformErrors.not_found()
  const [known] = await tx<{ last: number | null; copy_number: number | null; is_repeat: boolean | null }[]>`
    select max(copy_number) as last, max(copy_number) filter (where id = ${request.printId}) as copy_number,
      bool_or(request_hash = ${requestHash} and actor_key = ${actor.key} and printed_at > now() - interval '1 hour')
        filter (where id = ${request.printId}) as is_repeat
    from receipt_prints where store_id = ${storeId} and sale_id = ${id}`
  if (known?.copy_number != null) {
    if (!known.is_repeat) throw salesErrors.print_id_used()
    return { copyNumber: known.copy_number, isRepeat: true }
  }
  const last = known?.last ?? null
  const isOriginal = last === null && sale.is_new && isOwnCashier(actor, ticket)
  if (!isOriginal && !may(actor, 'sales.reprint')) throw platformErrors.forbidden({ fields: { id: NO_COPY } })
  const copyNumber = isOriginal ? 0 : (last ?? 0) + 1
  await tx`
    insert into receipt_prints (store_id, sale_id, copy_number, id, format, request_hash, actor_key, actor_name)
    values (${storeId}, ${id}, ${copyNumber}, ${request.printId}, ${request.format}, ${requestHash}, ${actor.key}, ${actor.name})`
  return { copyNumber, isRepeat: false }
}

/** A program that sells has no cashier: its tickets name it. */
const isOwnCashier = (actor: Actor, ticket: Ticket): boolean =>
  ticket.cashierId === null
    ? actor.userId === null && ticket.actorName === actor.name
    : ticket.cashierId === actor.userId

const NO_COPY = text(
  'Imprimer un reçu à nouveau, ou celui d’une autre personne, demande la permission sales.reprint.',
  'Printing a receipt again, or somebody else’s, takes the permission sales.reprint.',
)
