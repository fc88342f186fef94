import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { ProductItem } from '../schema.ts'
import {
  type ProductRow,
  presentProduct,
  productColumns,
  productJoins,
  RELATIONS,
  seesCosts,
} from './select-products.ts'

const ALL_RELATIONS = new Set(RELATIONS)

/** A product with all its relations, in one statement. @throws not_found when there is none, or it was deleted. */
export async function getProduct(sql: Queryable, actor: Actor, id: number): Promise<ProductItem> {
  const [row] = await sql<ProductRow[]>`
    select ${productColumns(sql, actor, ALL_RELATIONS)} from products p ${productJoins(sql)}
    where p.id = ${id} and p.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return presentProduct(row, seesCosts(actor))
}
