import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { optionalPrice } from '../money.ts'
import type { ProductCreateInput, ProductItem } from '../schema.ts'
import { codeKeys, readBarcodes, refuseTakenCodes } from '../variants/codes.ts'
import { checkProduct } from './check-product.ts'
import { getProduct } from './get-product.ts'
import { chooseSlugs, slugKeys } from './slug.ts'

/**
 * Makes a product; a price makes its default variant, with the SKU, barcode and cost that come along.
 *
 * @throws validation_failed, sku_taken, barcode_taken, product_external_id_taken.
 */
export async function createProduct(tx: Tx, actor: Actor, input: ProductCreateInput): Promise<ProductItem> {
  refuseOfferWithoutPrice(input)
  const barcodes = readBarcodes(input.barcode ? [input.barcode] : [], () => 'barcode')
  const codes = { skus: input.sku ? [input.sku] : [], barcodes }
  await lockKeys(tx, [...slugKeys([input.name]), ...codeKeys(codes)])
  await checkProduct(tx, actor, input, null)
  await refuseTakenCodes(tx, codes, null)
  const [slug] = await chooseSlugs(tx, [input.name])
  const [barcode] = barcodes
  const price = optionalPrice(input.price)
  const [product] = await tx<{ id: number }[]>`
    with product as (
      insert into products (name, slug, description, category_id, tax_class, vendor, tags, is_active, is_featured,
        sold_everywhere, created_by, external_id)
      values (${input.name}, ${slug as string}, ${input.description ?? null}, ${input.category_id ?? null},
        ${input.tax_class ?? 'standard'}, ${input.vendor ?? null}, ${input.tags ?? []}::text[], ${input.is_active ?? true},
        ${input.is_featured ?? false}, ${input.sold_everywhere ?? !input.store_ids?.length}, ${actor.userId}, ${input.external_id ?? null})
      returning id
    ), variant as (
      insert into product_variants (product_id, sku, price, compare_at_price, cost)
      select id, ${input.sku ?? null}, ${price}::numeric, ${optionalPrice(input.compare_at_price)}::numeric,
        ${optionalPrice(input.cost)}::numeric
      from product where ${price}::numeric is not null
      returning id
    ), code as (
      insert into variant_barcodes (variant_id, code, type)
      select id, ${barcode?.code ?? null}, ${barcode?.type ?? null} from variant where ${barcode?.code ?? null}::text is not null
    ), sold_in as (
      insert into product_stores (product_id, store_id)
      select product.id, store_id from product, unnest(${distinct(input.store_ids)}::bigint[]) store_id
    )
    select id from product`
  return getProduct(tx, actor, (product as { id: number }).id)
}

export const distinct = (ids: readonly number[] | undefined): number[] => [...new Set(ids ?? [])]

const NEEDS_PRICE = text(
  'Donnez aussi un prix : il crée la variante qui portera cette valeur.',
  'Give a price too: it makes the variant that will bear this value.',
)

/** @throws validation_failed when something that belongs to a variant comes without the price that makes one. */
export function refuseOfferWithoutPrice(input: ProductCreateInput): void {
  if (input.price !== undefined) return
  const given = [input.sku, input.barcode, input.cost, input.compare_at_price]
  if (given.some((value) => value !== undefined && value !== null)) throw invalid({ price: NEEDS_PRICE })
}
