import { type Static, Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { Id } from '../../platform/http/fields.ts'
import { listQuery, pickFields, readList, type SortColumns } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { joinAskedPrice } from '../prices/effective-price.ts'
import { requireStore } from '../prices/read-shown-prices.ts'
import { freshUntil, seesCosts } from '../products/select-products.ts'
import { Variant, type VariantItem } from '../schema.ts'
import { presentVariantJson, type VariantJson, variantJson } from './select-variants.ts'

const SORTS = {
  id: { sql: 'v.id', type: 'bigint' },
  position: { sql: 'v.position', type: 'integer' },
  name: { sql: 'v.name collate "fr-x-icu"', type: 'text' },
  // An article at an open price that proposes none comes after all others.
  price: { sql: `coalesce(v.price, 'Infinity'::numeric)`, type: 'numeric' },
  created_at: { sql: 'v.created_at', type: 'timestamptz' },
  updated_at: { sql: 'v.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

/** What is asked at this moment, in the store if one is named. */
const SORTS_AT_STORE: SortColumns = {
  ...SORTS,
  price: { sql: `coalesce(asked.price, 'Infinity'::numeric)`, type: 'numeric' },
}

export const VariantList = listQuery({
  sorts: SORTS,
  filters: {
    is_active: Type.Optional(Type.Boolean()),
    sku: Type.Optional(Type.String({ maxLength: 100 })),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
    store_id: Type.Optional(Id({ description: 'Show the prices that this store asks at this moment.' })),
  },
})

/** The variants of a product. @throws not_found when there is no such product, or it was deleted. */
export async function listVariants(
  sql: Queryable,
  actor: Actor,
  productId: number,
  query: Static<typeof VariantList>,
): Promise<Outcome<Partial<VariantItem>[]>> {
  const request = readList(query, { sorts: SORTS, defaultSort: 'position', fields: Object.keys(Variant.properties) })
  const [product] = await sql`select 1 from products where id = ${productId} and deleted_at is null`
  if (product === undefined) throw platformErrors.not_found()
  const storeId = query.store_id ?? null
  if (storeId !== null) await requireStore(sql, actor, storeId)
  const conditions = [sql`v.product_id = ${productId} and v.deleted_at is null`]
  if (request.ids !== null) conditions.push(sql`v.id = any(${[...request.ids]}::bigint[])`)
  if (query.is_active !== undefined) conditions.push(sql`v.is_active = ${query.is_active}`)
  if (query.sku !== undefined) conditions.push(sql`v.sku = ${query.sku}`)
  if (query.external_id !== undefined) conditions.push(sql`v.external_id = ${query.external_id}`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(concat_ws(' ', v.name, v.sku)) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<{ variant: VariantJson; changes_at: string | null }>(sql, request, {
    sorts: storeId === null ? SORTS : SORTS_AT_STORE,
    from: storeId === null ? sql`product_variants v` : sql`product_variants v ${joinAskedPrice(sql, storeId)}`,
    where: allOf(sql, conditions),
    columns: sql`${variantJson(sql, actor, false)} as variant, asked.changes_at`,
    joins: sql`join product_variants v on v.id = k.id ${joinAskedPrice(sql, storeId)}`,
  })
  const showsCosts = seesCosts(actor)
  const data = page.rows.map((row) => pickFields(presentVariantJson(row.variant, showsCosts), request.fields))
  return { data, meta: page.meta, ...freshUntil(page.rows) }
}
