import type { Static } from 'typebox'
import { type Actor, may } from '../platform/actor.ts'
import type { Queryable } from '../platform/database/connect.ts'
import { lacking } from '../platform/errors.ts'
import { pickFields, readList } from '../platform/http/list.ts'
import type { Outcome } from '../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../platform/http/select-page.ts'
import { STORE_RELATIONS, storeColumns, storeRelations } from './present.ts'
import { readRelations } from './read-relations.ts'
import { STORE_SORTS, Store, type StoreItem, type StoreList } from './schema.ts'
import { storeScope } from './store-scope.ts'

const STORE_FIELDS = Object.keys(Store.properties).filter(
  (name) => !STORE_RELATIONS.some((relation) => relation === name),
)

/**
 * The stores and warehouses that exist for this actor, in one statement whatever is included; with `deleted` those that
 * were deleted, for whoever may restore them.
 *
 * @throws forbidden for `deleted`, or for a relation that the actor may not see.
 */
export async function listStores(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof StoreList>,
): Promise<Outcome<Partial<StoreItem>[]>> {
  const request = readList(query, { sorts: STORE_SORTS, defaultSort: 'id', fields: STORE_FIELDS })
  const relations = readRelations(actor, query.include)
  if (query.deleted === true && !may(actor, 'stores.delete')) throw lacking('stores.delete')
  const isAsked = query.deleted === true ? sql`s.deleted_at is not null` : sql`s.deleted_at is null`
  const conditions = [isAsked, storeScope(sql, actor, 's.id')]
  if (request.ids !== null) conditions.push(sql`s.id = any(${[...request.ids]}::bigint[])`)
  if (query.kind !== undefined) conditions.push(sql`s.kind = ${query.kind}`)
  if (query.group !== undefined) conditions.push(sql`search_text(s.store_group) = search_text(${query.group})`)
  if (query.city !== undefined) conditions.push(sql`search_text(s.city) = search_text(${query.city})`)
  if (query.currency !== undefined) conditions.push(sql`s.currency = ${query.currency}::text`)
  if (query.external_id !== undefined) conditions.push(sql`s.external_id = ${query.external_id}`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(concat_ws(' ', s.name, s.code, s.city)) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<StoreItem>(sql, request, {
    sorts: STORE_SORTS,
    from: sql`stores s`,
    where: allOf(sql, conditions),
    columns: sql`${storeColumns(sql)} ${storeRelations(sql, relations)}`,
    joins: sql`join stores s on s.id = k.id`,
  })
  const fields = request.fields === null ? null : new Set([...request.fields, ...relations])
  return { data: page.rows.map((row) => pickFields(row, fields)), meta: page.meta }
}
