import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { CategoryItem, CategoryUpdateInput } from '../schema.ts'
import { checkCategory, lockTree } from './check-category.ts'
import { getCategory } from './get-category.ts'
import { placeCategory } from './place-category.ts'

/** Changes the fields that are given. @throws not_found, validation_failed, category_name_taken. */
export async function updateCategory(tx: Tx, id: number, input: CategoryUpdateInput): Promise<CategoryItem> {
  await lockTree(tx)
  const before = await getCategory(tx, id)
  const wanted = {
    name: input.name ?? before.name,
    parent_id: input.parent_id === undefined ? before.parent_id : input.parent_id,
    external_id: input.external_id === undefined ? before.external_id : input.external_id,
  }
  await checkCategory(tx, wanted, id)
  const stays = input.position === undefined && wanted.parent_id === before.parent_id
  const isSame = wanted.parent_id === before.parent_id && input.position === before.position
  const position = stays || isSame ? before.position : await placeCategory(tx, wanted.parent_id, id, input.position)
  await tx`update product_categories set updated_at = now() ${assignments(tx, { ...wanted, position })} where id = ${id}`
  return getCategory(tx, id)
}
