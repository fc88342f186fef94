import type { Review } from '../../api/index.ts'
import type { Text } from '../../i18n/index.ts'
import { messages } from './messages.ts'

/** What a review is about. */
export const SUBJECTS: Readonly<Record<Review['subject_type'], Text>> = {
  ticket: messages.ticket,
  record: messages.record,
  session: messages.session,
  lease: messages.lease,
  held_record: messages.heldRecord,
  approval: messages.approval,
}

/** Why what a till tells that somebody approved may be worth less than that. */
const DOUBTS: Readonly<Record<string, Text>> = {
  unknown_approver: messages.unknownApprover,
  approver_works_elsewhere: messages.approverElsewhere,
  approver_may_not: messages.approverMayNot,
  approved_themselves: messages.approvedThemselves,
  beyond_limit: messages.beyondLimit,
}

/** A doubt that a later server may have is shown by its own name. */
export const doubtOf = (name: string): Text => DOUBTS[name] ?? { fr: name, en: name }
