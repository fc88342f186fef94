import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { CategoryItem } from '../schema.ts'
import { categoryColumns } from './select-categories.ts'

/** @throws not_found when there is none, or it was deleted. */
export async function getCategory(sql: Queryable, id: number): Promise<CategoryItem> {
  const [category] = await sql<CategoryItem[]>`
    select ${categoryColumns(sql)} from product_categories c where c.id = ${id} and c.deleted_at is null`
  if (category === undefined) throw platformErrors.not_found()
  return category
}
