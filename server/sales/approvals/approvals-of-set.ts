import type { PersonRights } from '../../identity/index.ts'
import { missingReference } from '../../platform/errors.ts'
import { salesErrors } from '../errors.ts'
import { uuidFrom } from '../tickets/read-input.ts'
import type { ReturnDraft, SaleDraft, Ticket } from '../tickets/ticket.ts'
import type { Approval, GivenApproval, TicketApproval } from './approval.ts'

type Draft = SaleDraft | ReturnDraft

/** An approval and the ticket that uses it up. */
export type ApprovalUse = {
  readonly approval: Pick<Approval, 'storeId' | 'id'>
  readonly ticket: Ticket
  readonly draft: Draft
}
/** What a till tells that somebody approved, to be kept with its ticket and looked at. */
export type ToldApproval = {
  readonly id: string
  readonly given: GivenApproval
  /** undefined: nobody whom the chain knows. */
  readonly approver: PersonRights | undefined
  readonly ticket: Ticket
  readonly draft: Draft
}

export type FoundApprovals = {
  /** The locked approvals that a set names. */
  readonly approvals: readonly Approval[]
  /** The cashiers and approvers of what devices deliver. */
  readonly people: ReadonlyMap<number, PersonRights>
}

/** The approvals of a set of tickets, held in memory between the locks and the writes. */
export class ApprovalsOfSet {
  readonly #known = new Map<string, Approval>()
  readonly #people: ReadonlyMap<number, PersonRights>
  readonly #used = new Set<string>()
  readonly uses: ApprovalUse[] = []
  readonly told: ToldApproval[] = []

  constructor({ approvals, people }: FoundApprovals) {
    for (const approval of approvals) this.#known.set(`${approval.storeId}:${approval.id}`, approval)
    this.#people = people
  }

  /** What the cashier of a device may do now; undefined: nobody whom the chain knows. */
  rightsOf(userId: number | null): PersonRights | undefined {
    return userId === null ? undefined : this.#people.get(userId)
  }

  /**
   * The approvals that a program's ticket names: of its store, asked for by whoever asks now, and not used yet.
   *
   * @throws validation_failed naming one that is not there, approval_used, approval_expired
   */
  namedBy({ approvalIds = [], storeId, actor }: Draft, now: number): Approval[] {
    return approvalIds.map((id, index) => {
      const key = `${storeId}:${id}`
      const approval = this.#known.get(key)
      if (approval === undefined || approval.askedByKey !== actor.key) throw missingReference(`approvals.${index}`)
      if (approval.isUsed || this.#used.has(key)) throw salesErrors.approval_used()
      if (approval.expiresAt <= now) throw salesErrors.approval_expired()
      return approval
    })
  }

  /**
   * Uses up what a ticket names, once nothing refuses it any more, and keeps what its device tells.
   *
   * @param named what `namedBy` answered
   */
  use(ticket: Ticket, draft: Draft, named: readonly Approval[]): void {
    for (const approval of named) {
      this.#used.add(`${approval.storeId}:${approval.id}`)
      this.uses.push({ approval, ticket, draft })
    }
    const told = (draft.givenApprovals ?? []).map(
      (given, index): ToldApproval => ({
        id: uuidFrom(`${ticket.id}\napproval\n${index}`),
        given,
        approver: this.#people.get(given.approverId),
        ticket,
        draft,
      }),
    )
    this.told.push(...told)
    ticket.approvals = [
      ...named.map(({ id, approverId, approverName, action, reason }) => ({
        id,
        approverId,
        approverName,
        action,
        reason,
      })),
      ...told.map(({ id, given: { approverId, action, reason }, approver }) => ({
        id,
        approverId,
        approverName: approver?.name ?? null,
        action,
        reason,
      })),
    ].sort(byId)
  }
}

/** As `readTickets` answers them. */
const byId = (left: TicketApproval, right: TicketApproval): number => (left.id < right.id ? -1 : 1)
