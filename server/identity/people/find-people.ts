import type { Queryable } from '../../platform/database/connect.ts'
import { type ListRequest, parseInclude, pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, type Fragment, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { peopleScope } from './people-stores.ts'
import { RELATIONS, USER_SORTS, User, type UserItem, type UserListQuery } from './schema.ts'
import { personColumns, type Reading } from './select-people.ts'

/** The people who exist for this actor, by filters, search and order; one statement whatever is included. */
export async function findPeople(
  sql: Queryable,
  query: UserListQuery,
  reading: Reading,
): Promise<Outcome<Partial<UserItem>[]>> {
  const request = readList(query, { sorts: USER_SORTS, defaultSort: 'name', fields: Object.keys(User.properties) })
  const relations = parseInclude(query.include, RELATIONS)
  const page = await selectPage<UserItem>(sql, request, {
    sorts: USER_SORTS,
    from: sql`users`,
    where: allOf(sql, conditionsOf(sql, query, request, reading)),
    columns: personColumns(sql, reading, relations),
    joins: sql`join users on users.id = k.id`,
  })
  const fields = request.fields === null ? null : new Set([...request.fields, ...relations])
  return { data: page.rows.map((row) => pickFields(row, fields)), meta: page.meta }
}

function conditionsOf(sql: Queryable, query: UserListQuery, { ids }: ListRequest, { actor, stores }: Reading) {
  const conditions: Fragment[] = [
    query.is_deleted === true ? sql`users.deleted_at is not null` : sql`users.deleted_at is null`,
    peopleScope(sql, actor, stores),
  ]
  if (ids !== null) conditions.push(sql`users.id = any(${[...ids]}::bigint[])`)
  if (query.email !== undefined) conditions.push(sql`lower(users.email) = lower(${query.email})`)
  if (query.external_id !== undefined) conditions.push(sql`users.external_id = ${query.external_id}`)
  if (query.store_id !== undefined) conditions.push(worksIn(sql, query.store_id, { actor, stores }))
  if (query.role !== undefined) {
    conditions.push(sql`exists (
      select from user_roles join roles on roles.id = user_roles.role_id
      where user_roles.user_id = users.id and roles.name = ${query.role})`)
  }
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(users.name || ' ' || users.email) like ${containsPattern(sql, word)}`)
  }
  return conditions
}

/** Of a store that does not exist for the actor nobody is known to work there, not even who is known from another one. */
const worksIn = (sql: Queryable, storeId: number, { actor, stores }: Pick<Reading, 'actor' | 'stores'>): Fragment =>
  actor.storeIds === 'all' || actor.storeIds.includes(storeId)
    ? sql`${storeId}::bigint = any(${stores.idsOf(sql)})`
    : sql`false`
