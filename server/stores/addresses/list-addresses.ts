import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { ADDRESS_SORTS, Address, type AddressItem, type AddressList } from './address-schema.ts'
import { addressScope } from './address-scope.ts'
import { addressColumns } from './select-addresses.ts'

/** The addresses that exist for this actor, in one statement. */
export async function listAddresses(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof AddressList>,
): Promise<Outcome<Partial<AddressItem>[]>> {
  const request = readList(query, {
    sorts: ADDRESS_SORTS,
    defaultSort: 'id',
    fields: Object.keys(Address.properties),
  })
  const conditions = [addressScope(sql, actor)]
  const { owner_type: type, owner_id: ownerId } = query
  if (request.ids !== null) conditions.push(sql`a.id = any(${[...request.ids]}::bigint[])`)
  if (type !== undefined) conditions.push(type === 'user' ? sql`a.user_id is not null` : sql`a.store_id is not null`)
  if (ownerId !== undefined) conditions.push(sql`(a.user_id = ${ownerId} or a.store_id = ${ownerId})`)
  if (query.country !== undefined) conditions.push(sql`a.country = upper(${query.country})`)
  if (query.region !== undefined) conditions.push(sql`search_text(a.region) = search_text(${query.region})`)
  if (query.city !== undefined) conditions.push(sql`search_text(a.city) = search_text(${query.city})`)
  if (query.is_primary !== undefined) conditions.push(sql`a.is_primary = ${query.is_primary}`)
  for (const word of searchWords(query.q)) {
    conditions.push(
      sql`search_text(concat_ws(' ', a.label, a.line1, a.line2, a.city, a.region, a.postal_code))
        like ${containsPattern(sql, word)}`,
    )
  }
  const page = await selectPage<AddressItem>(sql, request, {
    sorts: ADDRESS_SORTS,
    from: sql`addresses a`,
    where: allOf(sql, conditions),
    columns: addressColumns(sql),
    joins: sql`join addresses a on a.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
