/** What somebody may approve for another who may not do it alone. */
export const APPROVAL_ACTIONS = ['discount', 'price_override', 'return_without_receipt'] as const
export type ApprovalAction = (typeof APPROVAL_ACTIONS)[number]

/** How far an approval reaches. */
export type Reach = {
  /** A discount of at most this part of the price, in parts per million. */
  readonly limitPpm: number | null
  /** Only this line of the ticket; null: any. */
  readonly lineNumber: number | null
  /**
   * In ten-thousandths: unit prices, this one in the place of that one; of a discount, the most that the line is worth
   * before it, or the ticket where no line is named.
   */
  readonly priceFrom: bigint | null
  readonly priceTo: bigint | null
  /** At most this much given back, in minor units; null: whatever is. */
  readonly most: bigint | null
}

/** An approval as a ticket finds it. */
export type Approval = Reach & {
  readonly storeId: number
  readonly id: string
  readonly action: ApprovalAction
  readonly approverId: number
  readonly approverName: string | null
  readonly askedByKey: string
  readonly reason: string
  readonly expiresAt: number
  readonly isUsed: boolean
}

/** What was approved while a till was alone, as it tells it with its ticket. */
export type GivenApproval = {
  readonly approverId: number
  readonly action: ApprovalAction
  readonly reason: string
  readonly details: Readonly<Record<string, unknown>>
  readonly givenAt: string
}

/** An approval as its ticket names it. */
export type TicketApproval = Pick<Approval, 'id' | 'approverId' | 'approverName' | 'action' | 'reason'>

/** The names that a draft gives; a device tells the approvals themselves. */
export type DraftApprovals = {
  readonly approvalIds?: readonly string[]
  readonly givenApprovals?: readonly GivenApproval[]
}
