import type { Static } from 'typebox'
import { readInstant } from '../tickets/read-input.ts'
import type { DeviceSale } from '../tills/record-schema.ts'
import type { GivenApproval } from './approval.ts'

/**
 * What a device tells that somebody approved.
 *
 * @param at when the ticket was made: an approval that does not say its time was given then
 */
export const readGivenApprovals = (given: Static<typeof DeviceSale>['approvals'], at: string): GivenApproval[] =>
  (given ?? []).map(({ approver_id: approverId, action, reason, details, given_at: givenAt }, index) => ({
    approverId,
    action,
    reason,
    details: details ?? {},
    givenAt: givenAt == null ? readInstant(at, 'occurred_at') : readInstant(givenAt, `approvals.${index}.given_at`),
  }))
