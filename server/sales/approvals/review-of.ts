import { PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import { mayActInStore } from '../../platform/actor.ts'
import type { NewReview } from '../reviews/write-reviews.ts'
import type { GivenApproval } from './approval.ts'
import type { ToldApproval } from './approvals-of-set.ts'
import { APPROVER_FAULTS, judgeApprover, loweredPpm } from './judge-approver.ts'

/** Why what a till tells that somebody approved may be worth less than that. */
export const APPROVAL_DOUBTS = ['unknown_approver', 'approver_works_elsewhere', ...APPROVER_FAULTS] as const
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

function doubtAbout({ given, approver, ticket }: ToldApproval): ApprovalDoubt | null {
  if (approver === undefined) return 'unknown_approver'
  if (!mayActInStore(approver, ticket.storeId)) return 'approver_works_elsewhere'
  return judgeApprover(approver, {
    action: given.action,
    ratePpm: toldRate(given.details),
    isOwn: approver.id === ticket.cashierId,
  })
}

/** The larger of what the till says was taken off, in parts per million; null: it says nothing that can be read. */
function toldRate({ percent, from, to }: GivenApproval['details']): number | null {
  const [before, after] = [readDecimal(from), readDecimal(to)]
  const lowered = before === null || after === null || before <= 0n ? null : loweredPpm(before, after)
  const said = readDecimal(percent)
  return said === null ? lowered : Math.max(Number(said), lowered ?? 0)
}

/** A till tells what it likes. A percentage in ten-thousandths is parts per million. */
const readDecimal = (value: unknown): bigint | null =>
  typeof value === 'string' || typeof value === 'number' ? parseDecimal(value, PRICE_SCALE) : null
