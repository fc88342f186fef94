import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Outcome } from '../../platform/http/route.ts'
import type { ProductItem } from '../schema.ts'
import { CHAIN_PRICES, type ShownPrices } from '../variants/select-variants.ts'
import {
  freshUntil,
  type ProductRow,
  presentProduct,
  productColumns,
  productJoins,
  RELATIONS,
  seesCosts,
} from './select-products.ts'

const USUAL_RELATIONS = RELATIONS.filter((relation) => relation !== 'prices')

/** A product with its usual relations, in one statement. @throws not_found when there is none, or it was deleted. */
export async function getProduct(sql: Queryable, actor: Actor, id: number): Promise<ProductItem> {
  return (await readProduct(sql, actor, id, CHAIN_PRICES)).data
}

/**
 * The same with the prices asked for. @param shown.storeId one of the actor's stores.
 *
 * @throws not_found when there is none, or it was deleted.
 */
export async function readProduct(
  sql: Queryable,
  actor: Actor,
  id: number,
  { storeId, hasPrices }: ShownPrices,
): Promise<Outcome<ProductItem>> {
  const relations = new Set([...USUAL_RELATIONS, ...(hasPrices ? (['prices'] as const) : [])])
  const [row] = await sql<ProductRow[]>`
    select ${productColumns(sql, actor, relations, storeId)} from products p ${productJoins(sql, storeId)}
    where p.id = ${id} and p.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return { data: presentProduct(row, seesCosts(actor)), ...freshUntil([row]) }
}
