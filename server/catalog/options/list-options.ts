import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { optionsOfProduct } from '../products/select-products.ts'
import type { OptionItem } from './option-schema.ts'

/** The options of a product with their values, in their order. @throws not_found */
export async function listOptions(sql: Queryable, productId: number): Promise<OptionItem[]> {
  const [row] = await sql<{ options: OptionItem[] }[]>`
    select (${optionsOfProduct(sql)}) as options from products p where p.id = ${productId} and p.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return row.options
}
