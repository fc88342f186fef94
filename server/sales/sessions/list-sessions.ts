import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, type Fragment, selectPage } from '../../platform/http/select-page.ts'
import { storeScope } from '../../stores/index.ts'
import { readIds } from '../read-ids.ts'
import { presentSession } from './present-session.ts'
import { SESSION_FIELDS, SESSION_SORTS, type SessionItem, type SessionList } from './schema.ts'
import { type SessionRow, sessionColumns } from './select-sessions.ts'

/** The sessions of the actor's stores, latest day first. One statement per page. @throws not_found for another's store */
export async function listSessions(
  sql: Queryable,
  actor: Actor,
  query: SessionList,
): Promise<Outcome<Partial<SessionItem>[]>> {
  if (query.store_id !== undefined && !mayActInStore(actor, query.store_id)) throw platformErrors.not_found()
  // Sessions have UUIDs, which `conditions` reads.
  const request = readList(
    { ...query, ids: undefined },
    { sorts: SESSION_SORTS, defaultSort: '-business_day', fields: Object.keys(SESSION_FIELDS) },
  )
  const { rows, meta } = await selectPage<SessionRow>(sql, request, {
    sorts: SESSION_SORTS,
    from: sql`register_sessions s`,
    where: allOf(sql, conditions(sql, actor, query)),
    columns: sessionColumns(sql),
    joins: sql`join register_sessions s on s.id = k.id and ${storeScope(sql, actor, 's.store_id')}`,
  })
  return { data: rows.map((row) => pickFields(presentSession(row, actor), request.fields)), meta }
}

function conditions(sql: Queryable, actor: Actor, query: SessionList): Fragment[] {
  const found: Fragment[] = [storeScope(sql, actor, 's.store_id')]
  if (query.ids !== undefined) found.push(sql`s.id = any(${readIds(query.ids)}::uuid[])`)
  if (query.store_id !== undefined) found.push(sql`s.store_id = ${query.store_id}`)
  if (query.register_id !== undefined) found.push(sql`s.register_id = ${query.register_id}`)
  if (query.kind !== undefined) found.push(sql`s.kind = ${query.kind}`)
  if (query.status === 'open') found.push(sql`s.closed_at is null`)
  if (query.status === 'closed') found.push(sql`s.closed_at is not null`)
  if (query.date_from !== undefined) found.push(sql`s.business_day >= ${query.date_from}`)
  if (query.date_to !== undefined) found.push(sql`s.business_day <= ${query.date_to}`)
  return found
}
