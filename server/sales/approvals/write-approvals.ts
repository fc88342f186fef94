import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { insertReviews } from '../reviews/write-reviews.ts'
import type { ApprovalsOfSet, ApprovalUse, ToldApproval } from './approvals-of-set.ts'
import { reviewOf } from './review-of.ts'

const useColumns: readonly Column<ApprovalUse>[] = [
  ['store_id', 'bigint', ({ approval }) => approval.storeId],
  ['id', 'uuid', ({ approval }) => approval.id],
  ['ticket_id', 'uuid', ({ ticket }) => ticket.id],
]

/** Whoever is first holds the row until the commit; for whoever comes second it is used already. */
const markUsed = forSet(
  useColumns,
  `update approvals approval set ticket_id = given.ticket_id, used_at = now() from ${givenRows(useColumns)}
   where approval.store_id = given.store_id and approval.id = given.id and approval.ticket_id is null`,
)

const toldColumns: readonly Column<ToldApproval>[] = [
  ['store_id', 'bigint', ({ ticket }) => ticket.storeId],
  ['id', 'uuid', ({ id }) => id],
  ['action', 'text', ({ given }) => given.action],
  ['approver_id', 'bigint', ({ given }) => given.approverId],
  ['approver_name', 'text', ({ approver }) => approver?.name ?? null],
  ['asked_by_key', 'text', ({ draft }) => draft.actor.key],
  ['asked_by', 'bigint', ({ ticket }) => ticket.cashierId],
  ['asked_by_name', 'text', ({ draft }) => draft.actor.name],
  ['register_id', 'bigint', ({ ticket }) => ticket.registerId],
  ['reason', 'text', ({ given }) => given.reason],
  ['details', 'text', ({ given }) => JSON.stringify(given.details)],
  ['given_at', 'timestamptz', ({ given }) => given.givenAt],
  ['ticket_id', 'uuid', ({ ticket }) => ticket.id],
]

const keepTold = forSet(
  toldColumns,
  `insert into approvals (store_id, id, action, approver_id, approver_name, asked_by_key, asked_by, asked_by_name,
     register_id, reason, details, given_at, ticket_id, used_at, is_offline)
   select store_id, id, action, approver_id, approver_name, asked_by_key, asked_by, asked_by_name, register_id, reason,
     details::jsonb, given_at, ticket_id, now(), true
   from ${givenRows(toldColumns)}`,
)

/** The requests by which tickets come, as the audit log calls them. */
const operationOf = ({ draft }: ApprovalUse | ToldApproval): string =>
  draft.device !== null ? 'recordSales' : draft.kind === 'sale' ? 'recordSale' : 'recordReturn'

const actAs = (tx: Tx, actor: string, operation: string) => tx`
  select set_config('comptoir.actor', ${actor}, true), set_config('comptoir.operation', ${operation}, true)`

/**
 * Uses up the approvals of a set and keeps what devices tell, each as whoever sold: a set's tickets are of several people,
 * and the audit log says of each approval whose ticket it was. Nothing is sent for a set without any.
 */
export function writeApprovals(tx: Tx, { uses, told }: ApprovalsOfSet): PromiseLike<unknown>[] {
  if (uses.length + told.length === 0) return []
  const writes: PromiseLike<unknown>[] = []
  const parties = Map.groupBy([...uses, ...told], (row) => `${row.draft.actor.key}\n${operationOf(row)}`)
  for (const rows of parties.values()) {
    const [first] = rows
    if (first === undefined) continue
    writes.push(actAs(tx, first.draft.actor.key, operationOf(first)))
    const used = rows.filter((row) => 'approval' in row)
    const kept = rows.filter((row) => 'given' in row)
    if (used.length > 0) writes.push(markUsed(tx, used))
    if (kept.length > 0) writes.push(keepTold(tx, kept))
  }
  writes.push(actAs(tx, '', ''))
  if (told.length > 0) writes.push(insertReviews(tx, told.map(reviewOf)))
  return writes
}
