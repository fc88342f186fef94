import type { Queryable } from '../../platform/database/connect.ts'
import type { CategoryItem } from '../schema.ts'

type Branch = Omit<CategoryItem, 'children'> & { children: Branch[] }

/**
 * The whole tree, or what is under one category, in one statement: the products of each category are counted once, and
 * summed up the branches here.
 *
 * @param topId null: from the top.
 */
export async function listCategoryTree(sql: Queryable, topId: number | null): Promise<CategoryItem[]> {
  const rows = await sql<Omit<CategoryItem, 'products_count_total' | 'children_count'>[]>`
    select c.id, c.name, c.parent_id, c.position, c.external_id, c.created_at, c.updated_at,
      coalesce(counted.products, 0)::int as products_count
    from product_categories c
    left join (
      select category_id, count(*) as products from products where deleted_at is null group by category_id
    ) counted on counted.category_id = c.id
    where c.deleted_at is null order by c.position, c.name collate "fr-x-icu", c.id`
  const branches = new Map(
    rows.map((row): [number, Branch] => [
      row.id,
      { ...row, products_count_total: row.products_count, children_count: 0, children: [] },
    ]),
  )
  const tops: Branch[] = []
  for (const branch of branches.values()) {
    if (branch.parent_id === topId) tops.push(branch)
    branches.get(branch.parent_id ?? 0)?.children.push(branch)
  }
  for (const top of tops) sumUp(top)
  return tops
}

/** The tree has no cycles and few levels, which every move is held to. */
function sumUp(branch: Branch): number {
  branch.children_count = branch.children.length
  branch.products_count_total += branch.children.reduce((sum, child) => sum + sumUp(child), 0)
  return branch.products_count_total
}
