import { type Static, Type } from 'typebox'
import type { Queryable } from '../../platform/database/connect.ts'
import { Id, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, pickFields, readList, type SortColumns } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'

const SORTS = {
  id: { sql: 'p.id', type: 'bigint' },
  name: { sql: 'p.name collate "fr-x-icu"', type: 'text' },
  deleted_at: { sql: 'p.deleted_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const DeletedProductList = listQuery({ sorts: SORTS, filters: {} })

export const DeletedProduct = Type.Object({
  id: Id(),
  name: Type.String(),
  slug: Type.String(),
  variants_count: Type.Integer({ description: 'Variants that come back with it.' }),
  deleted_at: Timestamp(),
})
type DeletedProductItem = Static<typeof DeletedProduct>

/** The products that can be restored, the last deleted first. There are few, and few people ask. */
export async function listDeletedProducts(
  sql: Queryable,
  query: Static<typeof DeletedProductList>,
): Promise<Outcome<Partial<DeletedProductItem>[]>> {
  const fields = Object.keys(DeletedProduct.properties)
  const request = readList(query, { sorts: SORTS, defaultSort: '-deleted_at', fields })
  const conditions = [sql`p.deleted_at is not null`]
  if (request.ids !== null) conditions.push(sql`p.id = any(${[...request.ids]}::bigint[])`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(p.name) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<DeletedProductItem>(sql, request, {
    sorts: SORTS,
    from: sql`products p`,
    where: allOf(sql, conditions),
    columns: sql`p.id, p.name, p.slug, p.deleted_at, (
      select count(*)::int from product_variants v where v.product_id = p.id and v.deleted_at is null) as variants_count`,
    joins: sql`join products p on p.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
