import type { Row } from 'postgres'
import { PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import { findRights } from '../../identity/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import { peopleStores } from '../../stores/index.ts'
import type { ReturnDraft, SaleDraft, TicketDraft } from '../tickets/ticket.ts'
import type { Approval, ApprovalAction } from './approval.ts'
import { ApprovalsOfSet } from './approvals-of-set.ts'

type ApprovalKey = { readonly storeId: number; readonly id: string }

const keyColumns: readonly Column<ApprovalKey>[] = [
  ['store_id', 'bigint', (key) => key.storeId],
  ['id', 'uuid', (key) => key.id],
]

const READ = `
  select approval.store_id, approval.id, approval.action, approval.approver_id, approval.approver_name,
    approval.asked_by_key, approval.reason, approval.expires_at, approval.ticket_id is not null as is_used,
    approval.limit_ppm, approval.line_no, approval.price_from::text, approval.price_to::text, approval.most_minor::text
  from ${givenRows(keyColumns)}
  join approvals approval on approval.store_id = given.store_id and approval.id = given.id
  where not approval.is_offline
  order by approval.store_id, approval.id`

const lock = forSet(keyColumns, `${READ} for update of approval`)
const read = forSet(keyColumns, READ)

/**
 * Locks the approvals that a set of tickets names, in the order of their keys, and reads what the people may do whom
 * devices name. Two sets that name one approval are served one after the other. Nothing is sent for tickets of programs
 * without approvals, which are nearly all.
 *
 * @param isTraining nothing is locked, since nothing will be used up
 */
export async function findApprovals(
  tx: Tx,
  drafts: readonly TicketDraft[],
  isTraining = false,
): Promise<ApprovalsOfSet> {
  const keys = new Map<string, ApprovalKey>()
  const people = new Set<number>()
  for (const draft of drafts) {
    if (draft.kind === 'history') continue
    const { storeId, approvalIds = [], givenApprovals = [], device, cashierId } = draft
    for (const id of approvalIds) keys.set(`${storeId}:${id}`, { storeId, id })
    if (device === null) continue
    for (const { approverId } of givenApprovals) people.add(approverId)
    if (cashierId !== null && hasDiscount(draft)) people.add(cashierId)
  }
  const find = isTraining ? read : lock
  const [rows, rights] = await together([
    keys.size === 0 ? [] : find(tx, [...keys.values()]),
    findRights(tx, [...people], peopleStores.idsOf),
  ])
  return new ApprovalsOfSet({ approvals: rows.map(toApproval), people: rights })
}

function hasDiscount(draft: SaleDraft | ReturnDraft): boolean {
  if (draft.kind === 'return' && draft.originSaleId === null) return false
  const lines = draft.kind === 'sale' ? draft.lines : draft.exchangeLines
  return draft.discount !== null || lines.some(({ discount }) => discount !== null)
}

type ApprovalRow = {
  store_id: number
  id: string
  action: ApprovalAction
  approver_id: number
  approver_name: string | null
  asked_by_key: string
  reason: string
  expires_at: string
  is_used: boolean
  limit_ppm: number | null
  line_no: number | null
  price_from: string | null
  price_to: string | null
  most_minor: string | null
}

function toApproval(found: Row): Approval {
  const row = found as ApprovalRow
  return {
    storeId: row.store_id,
    id: row.id,
    action: row.action,
    approverId: row.approver_id,
    approverName: row.approver_name,
    askedByKey: row.asked_by_key,
    reason: row.reason,
    expiresAt: Date.parse(row.expires_at),
    isUsed: row.is_used,
    limitPpm: row.limit_ppm,
    lineNumber: row.line_no,
    priceFrom: row.price_from === null ? null : parseDecimal(row.price_from, PRICE_SCALE),
    priceTo: row.price_to === null ? null : parseDecimal(row.price_to, PRICE_SCALE),
    most: row.most_minor === null ? null : BigInt(row.most_minor),
  }
}
