import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { CategoryItem, CategoryUpdateInput } from '../schema.ts'
import { checkCategory, lockTree } from './check-category.ts'
import { getCategory } from './get-category.ts'

/** Changes the fields that are given. @throws not_found, validation_failed, category_name_taken. */
export async function updateCategory(tx: Tx, id: number, input: CategoryUpdateInput): Promise<CategoryItem> {
  await lockTree(tx)
  const before = await getCategory(tx, id)
  const after = {
    name: input.name ?? before.name,
    parent_id: input.parent_id === undefined ? before.parent_id : input.parent_id,
    position: input.position ?? before.position,
    external_id: input.external_id === undefined ? before.external_id : input.external_id,
  }
  await checkCategory(tx, after, id)
  await tx`update product_categories set updated_at = now() ${assignments(tx, after)} where id = ${id}`
  return getCategory(tx, id)
}
