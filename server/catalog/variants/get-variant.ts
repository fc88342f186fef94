import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { joinAskedPrice } from '../prices/effective-price.ts'
import { freshUntil, seesCosts } from '../products/select-products.ts'
import type { VariantItem } from '../schema.ts'
import { CHAIN_PRICES, presentVariantJson, type ShownPrices, type VariantJson, variantJson } from './select-variants.ts'

/** @throws not_found when there is none, or it or its product was deleted. */
export async function getVariant(sql: Queryable, actor: Actor, id: number): Promise<VariantItem> {
  return (await readVariant(sql, actor, id, CHAIN_PRICES)).data
}

/**
 * The same with the prices asked for. @param shown.storeId one of the actor's stores.
 *
 * @throws not_found when there is none, or it or its product was deleted.
 */
export async function readVariant(
  sql: Queryable,
  actor: Actor,
  id: number,
  { storeId, hasPrices }: ShownPrices,
): Promise<Outcome<VariantItem>> {
  const [row] = await sql<{ variant: VariantJson; changes_at: string | null }[]>`
    select ${variantJson(sql, actor, hasPrices)} as variant, asked.changes_at
    from product_variants v join products p on p.id = v.product_id ${joinAskedPrice(sql, storeId)}
    where v.id = ${id} and v.deleted_at is null and p.deleted_at is null`
  if (row === undefined) throw platformErrors.not_found()
  return { data: presentVariantJson(row.variant, seesCosts(actor)), ...freshUntil([row]) }
}

/** Variants that were just written, in their order. */
export async function getVariants(sql: Queryable, actor: Actor, ids: readonly number[]): Promise<VariantItem[]> {
  const rows = await sql<{ variant: VariantJson }[]>`
    select ${variantJson(sql, actor, false)} as variant from product_variants v ${joinAskedPrice(sql, null)}
    where v.id = any(${[...ids]}::bigint[]) order by v.position, v.id`
  return rows.map((row) => presentVariantJson(row.variant, seesCosts(actor)))
}
