import type { PersonRights } from '../../identity/index.ts'
import { limitOf, may } from '../../platform/actor.ts'
import type { ApprovalAction } from './approval.ts'

const WHOLE_PPM = 1_000_000

/** What somebody approved, as far as their rights go. */
export type Approved = {
  readonly action: ApprovalAction
  /** The part of a price that is taken off, in parts per million; null: none, or nobody has said. */
  readonly ratePpm: number | null
  /** Whoever approves is whoever asks. */
  readonly isOwn: boolean
}

export const APPROVER_FAULTS = ['approver_may_not', 'approved_themselves', 'beyond_limit'] as const
export type ApproverFault = (typeof APPROVER_FAULTS)[number]

/**
 * Why somebody may not approve this; null: they may. A lowered price is a discount by another name: it counts against the
 * approver's limit, unless setting prices is their right. Nobody approves for themselves what they may not do alone.
 */
export function judgeApprover(person: PersonRights, approved: Approved): ApproverFault | null {
  if (!may(person, 'approvals.give')) return 'approver_may_not'
  if (approved.isOwn && !mayAlone(person, approved)) return 'approved_themselves'
  if (approved.action === 'price_override' && may(person, 'sales.override')) return null
  const limit = person.limits?.['sales.discount'] ?? null
  return limit === null || (approved.ratePpm ?? 0) <= limit ? null : 'beyond_limit'
}

/** Whoever approves takes back goods without a receipt by themselves. */
function mayAlone(person: PersonRights, { action, ratePpm }: Approved): boolean {
  if (action === 'price_override') return may(person, 'sales.override')
  const limit = action === 'discount' ? limitOf(person, 'sales.discount') : null
  return limit === null || (ratePpm ?? WHOLE_PPM) <= limit
}

/** What takes a price from one amount to a lower one, in parts per million, rounded up. */
export const loweredPpm = (from: bigint, to: bigint): number =>
  to >= from ? 0 : Number(((from - to) * BigInt(WHOLE_PPM) + from - 1n) / from)
