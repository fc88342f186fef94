import { mayActInStore } from '../../platform/actor.ts'
import type { NewReview } from '../reviews/write-reviews.ts'
import type { ToldApproval } from './approvals-of-set.ts'

/** Why what a till tells that somebody approved may be worth less than that. */
export const APPROVAL_DOUBTS = ['unknown_approver', 'approver_works_elsewhere', 'approver_may_not'] as const
export type ApprovalDoubt = (typeof APPROVAL_DOUBTS)[number]

/** What was approved without asking us is looked at, always: nobody has checked the PIN. */
export function reviewOf(told: ToldApproval): NewReview {
  const { id, given, approver, ticket } = told
  return {
    storeId: ticket.storeId,
    subjectType: 'approval',
    subjectId: id,
    flag: 'approved_offline',
    details: {
      ticket_id: ticket.id,
      cashier_id: ticket.cashierId,
      register_id: ticket.registerId,
      action: given.action,
      approver_id: given.approverId,
      approver_name: approver?.name ?? null,
      reason: given.reason,
      details: given.details,
      given_at: given.givenAt,
      doubt: doubtAbout(told),
    },
  }
}

function doubtAbout({ approver, ticket }: ToldApproval): ApprovalDoubt | null {
  if (approver === undefined) return 'unknown_approver'
  if (!mayActInStore(approver, ticket.storeId)) return 'approver_works_elsewhere'
  return approver.permissions.has('approvals.give') ? null : 'approver_may_not'
}
