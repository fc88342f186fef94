import type { EventType } from '../../platform/events/event-type.ts'
import { Id, Strict } from '../../platform/http/fields.ts'
import { type Text, text } from '../../platform/text.ts'
import { oneOf } from '../schema.ts'
import { TRANSFER_STATUSES } from './transfer-status.ts'

const transferEvent = (type: string, meaning: Text): EventType => ({
  type,
  permission: 'transfers.view',
  meaning,
  data: Strict({
    transfer_id: Id(),
    source_id: Id(),
    destination_id: Id(),
    status: oneOf(TRANSFER_STATUSES),
  }),
})

/** What is told of transfers, to each of both stores; that somebody goes on picking is of no interest elsewhere. */
export const TRANSFER_EVENTS: readonly EventType[] = [
  transferEvent('transfer.requested', text('Un transfert est demandé.', 'A transfer was requested.')),
  transferEvent('transfer.changed', text('Un transfert demandé est modifié.', 'A requested transfer was changed.')),
  transferEvent('transfer.approved', text('Un transfert est approuvé.', 'A transfer was approved.')),
  transferEvent('transfer.shipped', text('Un transfert est en route.', 'A transfer is under way.')),
  transferEvent(
    'transfer.received',
    text('Une livraison d’un transfert est arrivée.', 'A delivery of a transfer arrived.'),
  ),
  transferEvent(
    'transfer.settled',
    text('Ce qui n’arrivera pas d’un transfert est réglé.', 'What will not arrive of a transfer was settled.'),
  ),
  transferEvent('transfer.cancelled', text('Un transfert est annulé.', 'A transfer was cancelled.')),
]
