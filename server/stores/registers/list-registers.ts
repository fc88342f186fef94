import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { getStore } from '../get-store.ts'
import { registerColumns } from '../present.ts'
import { REGISTER_SORTS, Register, type RegisterItem, type RegisterList } from './register-schema.ts'

/** The registers of a store. @throws not_found when there is no such store for this actor. */
export async function listRegisters(
  sql: Queryable,
  actor: Actor,
  storeId: number,
  query: Static<typeof RegisterList>,
): Promise<Outcome<Partial<RegisterItem>[]>> {
  const request = readList(query, {
    sorts: REGISTER_SORTS,
    defaultSort: 'id',
    fields: Object.keys(Register.properties),
  })
  await getStore(sql, actor, storeId)
  const conditions = [sql`r.store_id = ${storeId} and r.deleted_at is null`]
  if (request.ids !== null) conditions.push(sql`r.id = any(${[...request.ids]}::bigint[])`)
  if (query.is_active !== undefined) conditions.push(sql`r.is_active = ${query.is_active}`)
  if (query.kind !== undefined) conditions.push(sql`r.kind = ${query.kind}`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(r.name) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<RegisterItem>(sql, request, {
    sorts: REGISTER_SORTS,
    from: sql`registers r`,
    where: allOf(sql, conditions),
    columns: registerColumns(sql),
    joins: sql`join registers r on r.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
