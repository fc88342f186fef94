import { type Static, Type } from 'typebox'
import type { Queryable } from '../../platform/database/connect.ts'
import { listQuery, parseInclude, pickFields, readList, type SortColumns } from '../../platform/http/list.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../../platform/http/select-page.ts'
import { Category, type CategoryItem } from '../schema.ts'
import { listCategoryTree } from './list-category-tree.ts'
import { categoryColumns } from './select-categories.ts'

const SORTS = {
  id: { sql: 'c.id', type: 'bigint' },
  name: { sql: 'c.name collate "fr-x-icu"', type: 'text' },
  position: { sql: 'c.position', type: 'integer' },
  created_at: { sql: 'c.created_at', type: 'timestamptz' },
  updated_at: { sql: 'c.updated_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const CategoryList = listQuery({
  sorts: SORTS,
  filters: {
    parent_id: Type.Optional(Type.Integer({ minimum: 0, description: 'Directly under this one; 0: at the top.' })),
    external_id: Type.Optional(Type.String({ maxLength: 255 })),
    tree: Type.Optional(
      Type.Boolean({
        description: 'The whole tree at once, or all that is under `parent_id`; nothing else then counts.',
      }),
    ),
    include: Type.Optional(Type.String({ maxLength: 200, description: '`children`: the same as `tree=true`.' })),
  },
})

/** The categories of the chain, in one statement. */
export async function listCategories(
  sql: Queryable,
  query: Static<typeof CategoryList>,
): Promise<Outcome<Partial<CategoryItem>[]>> {
  const fields = Object.keys(Category.properties)
  const hasChildren = parseInclude(query.include, ['children']).has('children')
  const request = readList(query, { sorts: SORTS, defaultSort: 'position,name', fields })
  if (query.tree || hasChildren) {
    const tops = await listCategoryTree(sql, query.parent_id || null)
    // Whole, as one page.
    return {
      data: tops,
      meta: { current_page: 1, last_page: 1, per_page: Math.max(1, tops.length), total: tops.length },
    }
  }
  const conditions = [sql`c.deleted_at is null`]
  if (request.ids !== null) conditions.push(sql`c.id = any(${[...request.ids]}::bigint[])`)
  if (query.parent_id === 0) conditions.push(sql`c.parent_id is null`)
  else if (query.parent_id !== undefined) conditions.push(sql`c.parent_id = ${query.parent_id}`)
  if (query.external_id !== undefined) conditions.push(sql`c.external_id = ${query.external_id}`)
  for (const word of searchWords(query.q)) {
    conditions.push(sql`search_text(c.name) like ${containsPattern(sql, word)}`)
  }
  const page = await selectPage<CategoryItem>(sql, request, {
    sorts: SORTS,
    from: sql`product_categories c`,
    where: allOf(sql, conditions),
    columns: categoryColumns(sql),
    joins: sql`join product_categories c on c.id = k.id`,
  })
  return { data: page.rows.map((row) => pickFields(row, request.fields)), meta: page.meta }
}
