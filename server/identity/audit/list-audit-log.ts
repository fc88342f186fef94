import { type Actor, may } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { type ListRequest, pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { type PeopleStores, peopleScope } from '../people/people-stores.ts'
import { type AuditRow, presentEntry } from './present-entry.ts'
import { AUDIT_SORTS, AuditEntry, type AuditItem, type AuditListQuery } from './schema.ts'

/** As many entries are counted and divided into pages; the log only grows, and whoever wants more of it walks by cursor. */
export const PAGED_MAX = 10_000

/**
 * Who did what, when, to what, latest first. Whoever does not act everywhere reads of their stores, of the people they
 * see, and of the catalogue, which is the chain's; never costs without the permission to see them. The cost does not
 * grow with the log: pages by number are of the first `PAGED_MAX` entries in the order asked for.
 */
export async function listAuditLog(
  sql: Queryable,
  actor: Actor,
  query: AuditListQuery,
  stores: PeopleStores,
): Promise<Outcome<Partial<AuditItem>[]>> {
  const request = readList(query, {
    sorts: AUDIT_SORTS,
    defaultSort: '-id',
    fields: Object.keys(AuditEntry.properties),
  })
  const conditions = [auditScope(sql, actor, stores), ...filtersOf(sql, actor, query, stores)]
  if (request.ids !== null) conditions.push(sql`a.id = any(${[...request.ids]}::bigint[])`)
  const page = await selectPage<AuditRow>(sql, request, {
    sorts: AUDIT_SORTS,
    from: sql`(${firstEntries(sql, request, { conditions, kind: kindOf(sql, query) })}) a`,
    where: sql`true`,
    isFoundFirst: true,
    columns: sql`a.id, a.occurred_at, a.actor_key, a.operation, a.action, a.entity_type, a.entity_id, a.part, a.store_id,
      a.request_id, a.before::text as before, a.after::text as after, users.id as user_id, users.name as user_name`,
    joins: sql`join audit_log a on a.id = k.id
      left join users on users.id = a.user_id and ${peopleScope(sql, actor, stores)}`,
  })
  const showsCosts = may(actor, 'products.viewCost')
  const data = page.rows.map((row) => pickFields(presentEntry(row, showsCosts), request.fields))
  return { data, meta: page.meta }
}

/** So many entries are looked through, one after the other, for kinds that are frequent. */
const LOOKED_THROUGH = 50_000

/** The ids of the first entries in the order asked for. */
function firstEntries(
  sql: Queryable,
  { terms, walk, perPage }: ListRequest,
  { conditions, kind }: { conditions: readonly Fragment[]; kind: Fragment | null },
): Fragment {
  const [after] = walk?.after ?? []
  const isDescending = terms[0]?.descending ?? true
  const direction = isDescending ? sql`desc` : sql`asc`
  const beyond = after === undefined ? sql`true` : sql`a.id ${isDescending ? sql`<` : sql`>`} ${after}::text::bigint`
  const where = sql`${beyond} and ${allOf(sql, conditions)}`
  const most = walk === null ? PAGED_MAX : perPage + 1
  const first = sql`order by id ${direction} limit ${most}`
  if (kind === null) return sql`select a.id from audit_log a where ${where} ${first}`
  const isKind = sql`a.operation = k.operation and a.entity_type = k.entity_type and coalesce(a.part, '') = k.part
    and a.action = k.action`
  // Frequent kinds are met soon; when they are not, each gives its own first entries from its index, however rare it is.
  return sql`
    with recursive kinds as (
      (select operation, entity_type, coalesce(part, '') as part, action from audit_log order by 1, 2, 3, 4 limit 1)
      union all
      select next.* from kinds k cross join lateral (
        select operation, entity_type, coalesce(part, '') as part, action from audit_log
        where (operation, entity_type, coalesce(part, ''), action) > (k.operation, k.entity_type, k.part, k.action)
        order by 1, 2, 3, 4 limit 1) next
    ), asked as materialized (
      select * from kinds k where ${kind}
    ), met as materialized (
      select a.id from (
        select * from audit_log a where ${beyond} order by id ${direction} limit ${LOOKED_THROUGH}
      ) a join asked k on ${isKind} where ${where} ${first}
    )
    select id from met where (select count(*) from met) = ${most}
    union all
    select id from (
      select found.id from asked k cross join lateral (
        select a.id from audit_log a where ${isKind} and ${where} ${first}) found
      where (select count(*) from met) < ${most} ${first}
    ) rare`
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
  add(query.entity_id, (id) => sql`a.entity_id = ${id}`)
  add(query.date_from, (day) => sql`a.occurred_at >= ${day}::text::date`)
  add(query.date_to, (day) => sql`a.occurred_at < ${day}::text::date + 1`)
  add(query.store_id, (id) => sql`a.store_id = ${id}`)
  add(query.request_id, (id) => sql`a.request_id = ${id}`)
  return filters
}

/** The type as it is written, and what it would be were it written as in addresses: `users`, `product-categories`, `tax_zones`. */
function typesOf(given: string): string[] {
  const name = given.toLowerCase().replaceAll('_', '-')
  const singular = name.replace(/(?<=ss)es$|(?<!s)s$/, '').replace(/ie$/, 'y')
  return [given, name, singular]
}

/** What tells the kinds `k` of entries that are asked for; null: all of them. */
function kindOf(sql: Queryable, query: AuditListQuery): Fragment | null {
  const conditions: Fragment[] = []
  if (query.entity_type !== undefined) conditions.push(sql`k.entity_type = any(${typesOf(query.entity_type)}::text[])`)
  if (query.action !== undefined) conditions.push(sql`k.action = ${query.action}`)
  if (query.operation !== undefined) conditions.push(sql`k.operation = ${query.operation}`)
  for (const word of searchWords(query.q)) {
    conditions.push(
      sql`search_text(concat_ws(' ', k.operation, k.entity_type, nullif(k.part, ''))) like ${containsPattern(sql, word)}`,
    )
  }
  return conditions.length === 0 ? null : allOf(sql, conditions)
}
