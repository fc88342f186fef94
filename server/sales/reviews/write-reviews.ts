import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import type { Flag } from '../tickets/ticket.ts'
import type { SetRecord } from '../tills/till-record.ts'

/** Something for a person to look at. */
export type NewReview = {
  readonly storeId: number
  readonly subjectType: 'ticket' | 'record' | 'approval'
  readonly subjectId: string
  readonly flag: Flag | 'approved_offline'
  readonly details: object
}

const columns: readonly Column<NewReview>[] = [
  ['store_id', 'bigint', (review) => review.storeId],
  ['subject_type', 'text', (review) => review.subjectType],
  ['subject_id', 'text', (review) => review.subjectId],
  ['flag', 'text', (review) => review.flag],
  ['details', 'text', (review) => JSON.stringify(review.details)],
]

/** SQL that ends a statement in whose `opened` are reviews that were not open before: whoever settles them hears of it. */
export const TELL_OPENED = `
  select record_event('review.opened', store_id, 'reviews.settle', jsonb_build_object('id', id,
    'subject_type', subject_type, 'subject_id', subject_id, 'flag', flag))
  from opened`

export const insertReviews = forSet(
  columns,
  `with opened as (
     insert into reviews (store_id, subject_type, subject_id, flag, details)
     select store_id, subject_type, subject_id, flag, details::jsonb from ${givenRows(columns)}
     on conflict do nothing
     returning *)
   ${TELL_OPENED}`,
)

/** A review for each flag that nobody has settled yet, with what one must know of the record. */
export function reviewsOf({ record, ticket, details, settled }: SetRecord): NewReview[] {
  if (settled === 'all') return []
  const { storeId, registerId, series, number, kind, sessionId, cashierId, occurredAt } = record
  return record.flags
    .filter((flag) => !settled.includes(flag))
    .map((flag) => ({
      storeId,
      subjectType: ticket === null ? 'record' : 'ticket',
      subjectId: record.id,
      flag,
      details: {
        kind,
        register_id: registerId,
        series,
        number,
        session_id: sessionId,
        cashier_id: cashierId,
        occurred_at: occurredAt,
        ...details.get(flag),
      },
    }))
}
