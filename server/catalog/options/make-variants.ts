import type { Tx } from '../../platform/database/connect.ts'
import { insertSet } from '../../platform/database/insert-set.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { reserveIds } from '../import/stored-products.ts'
import { VARIANTS_MAX } from './option-schema.ts'

/** A variant to be made. Prices are decimals of the database; undefined where the model's is taken. */
export type WantedVariant = {
  readonly valueIds: readonly number[]
  readonly name: string
  readonly sku: string | null
  readonly offer: VariantOffer
}

/** What a variant takes over from another, or from what was asked for. */
export type VariantOffer = {
  readonly price: string | null
  readonly is_open_price: boolean
  readonly compare_at_price: string | null
  readonly cost: string | null
  readonly weight_grams: number | null
  readonly sold_by: string
  readonly content_quantity: string | null
  readonly content_unit: string | null
  readonly is_active: boolean
}

type Made = WantedVariant & { readonly id: number; readonly productId: number; readonly position: number }

const insertVariants = insertSet<Made>('product_variants', [
  ['id', 'bigint', (variant) => variant.id],
  ['product_id', 'bigint', (variant) => variant.productId],
  ['name', 'text', (variant) => variant.name],
  ['sku', 'text', (variant) => variant.sku],
  ['price', 'numeric', (variant) => variant.offer.price],
  ['is_open_price', 'boolean', (variant) => variant.offer.is_open_price],
  ['compare_at_price', 'numeric', (variant) => variant.offer.compare_at_price],
  ['cost', 'numeric', (variant) => variant.offer.cost],
  ['weight_grams', 'integer', (variant) => variant.offer.weight_grams],
  ['sold_by', 'text', (variant) => variant.offer.sold_by],
  ['content_quantity', 'numeric', (variant) => variant.offer.content_quantity],
  ['content_unit', 'text', (variant) => variant.offer.content_unit],
  ['is_active', 'boolean', (variant) => variant.offer.is_active],
  ['position', 'integer', (variant) => variant.position],
])

/**
 * Makes variants of a locked product, after those that are there, in a fixed number of statements. Their values are free
 * and their SKUs checked. Answers their ids, in order.
 *
 * @throws validation_failed when the product would have too many.
 */
export async function makeVariants(tx: Tx, productId: number, wanted: readonly WantedVariant[]): Promise<number[]> {
  if (wanted.length === 0) return []
  const [{ count, last }] = await tx<[{ count: number; last: number }]>`
    select count(*) filter (where deleted_at is null)::int as count, coalesce(max(position), 0) as last
    from product_variants where product_id = ${productId}`
  if (count + wanted.length > VARIANTS_MAX) throw tooMany(count + wanted.length)
  const ids = await reserveIds(tx, 'product_variants', wanted.length)
  const made = wanted.map((variant, index) => ({
    ...variant,
    id: ids[index] as number,
    productId,
    position: last + index + 1,
  }))
  await insertVariants(tx, made)
  const values = made.flatMap(({ id, valueIds }) => valueIds.map((valueId) => ({ id, valueId })))
  await tx`
    insert into variant_option_values (variant_id, option_id, option_value_id)
    select given.variant_id, ov.option_id, ov.id
    from unnest(${values.map(({ id }) => id)}::bigint[], ${values.map(({ valueId }) => valueId)}::bigint[])
      given (variant_id, value_id)
    join product_option_values ov on ov.id = given.value_id`
  return ids
}

/** The refusal of a matrix that nobody can have meant. */
export const tooMany = (count: number) =>
  invalid({
    options: text(
      `Le produit aurait ${count} variantes\u00a0; il peut en avoir ${VARIANTS_MAX} au plus.`,
      `The product would have ${count} variants; it can have ${VARIANTS_MAX} at most.`,
    ),
  })

/** What variants of a locked product offer, by their ids. */
export async function loadOffers(tx: Tx, variantIds: readonly number[]): Promise<Map<number, VariantOffer>> {
  const rows = await tx<(VariantOffer & { id: number })[]>`
    select id, price, is_open_price, compare_at_price, cost, weight_grams, sold_by, content_quantity, content_unit, is_active
    from product_variants where id = any(${[...variantIds]}::bigint[])`
  return new Map(rows.map(({ id, ...offer }) => [id, offer]))
}
