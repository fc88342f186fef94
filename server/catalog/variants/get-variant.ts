import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { seesCosts } from '../products/select-products.ts'
import type { VariantItem } from '../schema.ts'
import { presentVariantJson, type VariantJson, variantJson } from './select-variants.ts'

/** @throws not_found when there is none, or it or its product was deleted. */
export async function getVariant(sql: Queryable, actor: Actor, id: number): Promise<VariantItem> {
  const [row] = await sql<{ variant: VariantJson }[]>`
    select ${variantJson(sql)} as variant from product_variants v join products p on p.id = v.product_id
    where v.id = ${id} and v.deleted_at is null and p.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return presentVariantJson(row.variant, seesCosts(actor))
}
