import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { lacking, platformErrors } from '../../platform/errors.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { readIds } from '../read-ids.ts'
import { APPROVAL_FIELD_NAMES, APPROVAL_SORTS, type ApprovalItem, type ApprovalList } from './approval-schema.ts'

/**
 * What was approved in the actor's stores, latest first, whether it was used or not.
 *
 * @throws forbidden for who neither approves nor reads the audit log; not_found for a store in which they do not act
 */
export async function listApprovals(
  sql: Queryable,
  actor: Actor,
  query: ApprovalList,
): Promise<Outcome<Partial<ApprovalItem>[]>> {
  if (!may(actor, 'approvals.give') && !may(actor, 'audit.view')) throw lacking('approvals.give')
  if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
  const request = readList(
    { ...query, ids: undefined },
    { sorts: APPROVAL_SORTS, defaultSort: '-given_at', fields: APPROVAL_FIELD_NAMES },
  )
  const { rows, meta } = await selectPage<ApprovalItem>(sql, request, {
    sorts: APPROVAL_SORTS,
    from: sql`approvals a join stores s on s.id = a.store_id`,
    where: allOf(sql, conditions(sql, actor, query)),
    columns: sql`a.id, a.store_id, a.register_id, a.action, a.approver_id, a.approver_name,
      json_build_object('id', a.asked_by, 'name', a.asked_by_name) as asked_by, a.reason, a.details, a.is_offline,
      a.given_at, a.expires_at, a.used_at, a.ticket_id`,
    joins: sql`join approvals a on a.id = k.id and ${storeScope(sql, actor, 'a.store_id')}`,
  })
  return { data: rows.map((row) => pickFields(row, request.fields)), meta }
}

/** Days are those of the store in which it was approved. */
function conditions(sql: Queryable, actor: Actor, query: ApprovalList): Fragment[] {
  const found: Fragment[] = [storeScope(sql, actor, 'a.store_id')]
  const day = sql`(a.given_at at time zone s.time_zone)::date`
  if (query.ids !== undefined) found.push(sql`a.id = any(${readIds(query.ids)}::uuid[])`)
  if (query.store_id !== undefined) found.push(sql`a.store_id = ${query.store_id}`)
  if (query.approver_id !== undefined) found.push(sql`a.approver_id = ${query.approver_id}`)
  if (query.action !== undefined) found.push(sql`a.action = ${query.action}`)
  if (query.date_from !== undefined) found.push(sql`${day} >= ${query.date_from}::date`)
  if (query.date_to !== undefined) found.push(sql`${day} <= ${query.date_to}::date`)
  if (query.used !== undefined) found.push(query.used ? sql`a.ticket_id is not null` : sql`a.ticket_id is null`)
  for (const word of searchWords(query.q)) {
    found.push(sql`
      search_text(concat_ws(' ', a.approver_name, a.asked_by_name, a.reason)) like ${containsPattern(sql, word)}`)
  }
  return found
}
