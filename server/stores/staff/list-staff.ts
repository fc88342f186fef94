import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { getStore } from '../get-store.ts'
import { STAFF_SORTS, type StaffItem, type StaffList, StaffMember } from './staff-schema.ts'

/** The people who work in a store. @throws not_found when there is no such store for this actor. */
export async function listStaff(
  sql: Queryable,
  actor: Actor,
  storeId: number,
  query: Static<typeof StaffList>,
): Promise<Outcome<Partial<StaffItem>[]>> {
  const request = readList(query, {
    sorts: STAFF_SORTS,
    defaultSort: 'name',
    fields: Object.keys(StaffMember.properties),
  })
  await getStore(sql, actor, storeId)
  const conditions = [sql`su.store_id = ${storeId} and u.deleted_at is null`]
  if (request.ids !== null) conditions.push(sql`u.id = any(${[...request.ids]}::bigint[])`)
  if (query.role !== undefined)
    conditions.push(sql`exists (select from user_roles join roles on roles.id = role_id
      where user_id = u.id and roles.name = ${query.role})`)
  for (const word of searchWords(query.q))
    conditions.push(sql`search_text(concat_ws(' ', u.name, u.email)) like ${containsPattern(sql, word)}`)
  const page = await selectPage<StaffItem>(sql, request, {
    sorts: STAFF_SORTS,
    from: sql`store_users su join users u on u.id = su.user_id`,
    where: allOf(sql, conditions),
    columns: sql`u.id, u.name, u.email, array(
      select roles.name from user_roles join roles on roles.id = role_id where user_id = u.id order by roles.id) as roles`,
    joins: sql`join users u on u.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
