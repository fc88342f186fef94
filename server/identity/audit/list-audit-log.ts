import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { type PeopleStores, peopleScope } from '../people/people-stores.ts'
import { type AuditRow, presentEntry } from './present-entry.ts'
import { AUDIT_SORTS, type AuditItem, type AuditListQuery } from './schema.ts'

/**
 * Who did what, when, to what, latest first. Whoever does not act everywhere reads of their stores, of the people they
 * see, and of the catalogue, which is the chain's; never costs without the permission to see them.
 */
export async function listAuditLog(
  sql: Queryable,
  actor: Actor,
  query: AuditListQuery,
  stores: PeopleStores,
): Promise<Outcome<AuditItem[]>> {
  const request = readList(query, { sorts: AUDIT_SORTS, defaultSort: '-id' })
  const conditions = [auditScope(sql, actor, stores), ...filtersOf(sql, actor, query, stores)]
  if (request.ids !== null) conditions.push(sql`a.id = any(${[...request.ids]}::bigint[])`)
  const page = await selectPage<AuditRow>(sql, request, {
    sorts: AUDIT_SORTS,
    from: sql`audit_log a`,
    where: allOf(sql, conditions),
    columns: sql`a.id, a.occurred_at, a.actor_key, a.operation, a.action, a.entity_type, a.entity_id, a.part, a.store_id,
      a.request_id, a.before::text as before, a.after::text as after, users.id as user_id, users.name as user_name`,
    joins: sql`join audit_log a on a.id = k.id
      left join users on users.id = a.user_id and ${peopleScope(sql, actor, stores)}`,
  })
  const showsCosts = may(actor, 'products.viewCost')
  return { data: page.rows.map((row) => presentEntry(row, showsCosts)), meta: page.meta }
}

/** Records of these kinds are the chain's and seen by everybody; what one of them is in a store names the store. */
const CATALOGUE = 'product%'

function auditScope(sql: Queryable, actor: Actor, stores: PeopleStores): Fragment {
  if (actor.storeIds === 'all') return sql`true`
  return sql`(
    a.store_id = any(${[...actor.storeIds]}::bigint[])
    or a.store_id is null and (a.entity_type like ${CATALOGUE} or ${isSeen(sql, actor, stores, personOfEntry(sql))}))`
}

const isSeen = (sql: Queryable, actor: Actor, stores: PeopleStores, id: Fragment): Fragment =>
  sql`exists (select from users where users.id = ${id} and ${peopleScope(sql, actor, stores)})`

/** Whose account the entry is about. A credential that is no longer kept, and whose entry does not say, is nobody's. */
const personOfEntry = (sql: Queryable): Fragment => sql`(case a.entity_type
  when 'user' then a.entity_id::bigint
  when 'token' then coalesce((coalesce(a.after, a.before) ->> 'user_id')::bigint,
    (select tokens.user_id from tokens where tokens.id = a.entity_id::bigint))
  when 'session' then coalesce((coalesce(a.after, a.before) ->> 'user_id')::bigint,
    (select sessions.user_id from sessions where sessions.id = a.entity_id::bigint))
  end)`

function filtersOf(sql: Queryable, actor: Actor, query: AuditListQuery, stores: PeopleStores): Fragment[] {
  const filters: Fragment[] = []
  const add = <Value>(value: Value | undefined, filter: (value: Value) => Fragment) => {
    if (value !== undefined) filters.push(filter(value))
  }
  // Of somebody who does not exist for the actor nothing is told, not even that they acted.
  add(query.user_id, (id) => sql`a.user_id = ${id} and ${isSeen(sql, actor, stores, sql`a.user_id`)}`)
  add(query.entity_type, (type) => sql`a.entity_type = ${type}`)
  add(query.entity_id, (id) => sql`a.entity_id = ${id}`)
  add(query.action, (action) => sql`a.action = ${action}`)
  add(query.operation, (operation) => sql`a.operation = ${operation}`)
  add(query.date_from, (day) => sql`a.occurred_at >= ${day}::text::date`)
  add(query.date_to, (day) => sql`a.occurred_at < ${day}::text::date + 1`)
  add(query.store_id, (id) => sql`a.store_id = ${id}`)
  add(query.request_id, (id) => sql`a.request_id = ${id}`)
  for (const word of searchWords(query.q)) {
    filters.push(
      sql`search_text(concat_ws(' ', a.operation, a.entity_type, a.part)) like ${containsPattern(sql, word)}`,
    )
  }
  return filters
}
