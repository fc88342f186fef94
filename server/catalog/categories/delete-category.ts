import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { catalogErrors } from '../errors.ts'
import { lockTree } from './check-category.ts'
import { getCategory } from './get-category.ts'

/**
 * Takes an empty category off the tree; old tickets keep its name.
 *
 * @throws not_found, category_in_use.
 */
export async function deleteCategory(tx: Tx, id: number): Promise<void> {
  await lockTree(tx)
  // Waits for products that are being put into it: they hold it shared. They are counted by the next statement.
  const [category] = await tx`select 1 from product_categories where id = ${id} and deleted_at is null for update`
  if (category === undefined) throw platformErrors.not_found()
  const { products_count: products, children_count: children } = await getCategory(tx, id)
  if (products > 0 || children > 0) throw catalogErrors.category_in_use({ values: { products, children } })
  await tx`update product_categories set deleted_at = now(), updated_at = now() where id = ${id}`
}
