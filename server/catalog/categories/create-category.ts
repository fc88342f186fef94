import type { Tx } from '../../platform/database/connect.ts'
import type { CategoryCreateInput, CategoryItem } from '../schema.ts'
import { checkCategory, lockTree } from './check-category.ts'
import { getCategory } from './get-category.ts'
import { placeCategory } from './place-category.ts'

/** @throws validation_failed, category_name_taken, category_external_id_taken. */
export async function createCategory(tx: Tx, input: CategoryCreateInput): Promise<CategoryItem> {
  const { name, parent_id: parentId = null, external_id: externalId = null } = input
  await lockTree(tx)
  await checkCategory(tx, { name, parent_id: parentId, external_id: externalId }, null)
  const position = await placeCategory(tx, parentId, null, input.position)
  const [category] = await tx<{ id: number }[]>`
    insert into product_categories (name, parent_id, position, external_id)
    values (${name}, ${parentId}, ${position}, ${externalId}) returning id`
  return getCategory(tx, (category as { id: number }).id)
}
