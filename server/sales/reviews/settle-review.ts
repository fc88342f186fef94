import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import type { JournalKey } from '../journal/journal-key.ts'
import { acceptHeldRecord } from './accept-held-record.ts'
import type { ReviewWithRecord, SettleBody } from './review-schema.ts'
import { getReview, lockReview } from './select-reviews.ts'

/**
 * Settles what was to be looked at, once, and keeps who and why. Accepting what is held records it; rejecting it keeps it
 * as it came. What was recorded already stays as it is either way: the books are never changed, only judged.
 *
 * @throws not_found, review_settled, sale_missing, validation_failed for a rejection without a reason
 */
export async function settleReview(
  tx: Tx,
  actor: Actor,
  id: number,
  { settlement, note }: Static<typeof SettleBody>,
  key: JournalKey,
): Promise<ReviewWithRecord> {
  if (settlement === 'rejected' && !note) throw invalid({ note: REASON_WANTED })
  const review = await lockReview(tx, actor, id)
  if (review.settled_at !== null) throw salesErrors.review_settled()
  // Before it is recorded: a return that is recorded settles by itself what waited for its sale.
  await tx`
    update reviews set settled_at = now(), settlement = ${settlement}, settled_by = ${actor.userId},
      settled_by_name = ${actor.name}, note = ${note || null}
    where id = ${id} and settled_at is null`
  if (review.subject_type === 'held_record' && settlement === 'accepted') {
    await acceptHeldRecord(tx, review.subject_id, key)
  }
  return getReview(tx, actor, id)
}

const REASON_WANTED = text('Dites pourquoi vous le rejetez.', 'Say why you reject it.')
