import type { Actor } from '../../platform/actor.ts'
import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { storeScope } from '../../stores/index.ts'
import { holdCategories } from '../categories/hold-categories.ts'
import type { ProductItem, ProductUpdateInput } from '../schema.ts'
import { codeKeys, readBarcodes } from '../variants/codes.ts'
import { insertVariant, updateVariantFields } from '../variants/write-variant.ts'
import { changeOwnVariants } from './change-own-variants.ts'
import { checkProduct } from './check-product.ts'
import { distinct, refuseOfferWithoutPrice } from './create-product.ts'
import { getProduct } from './get-product.ts'
import { lockProduct } from './lock-product.ts'

const OFFER_FIELDS = ['price', 'compare_at_price', 'cost', 'sku', 'barcode'] as const

/**
 * Changes the fields that are given; the slug stays, so that links keep working. Price, cost, SKU and barcode go to the
 * product's only variant, which a price makes when there is none. Whether every store sells it is for whoever acts in
 * all of them to say.
 *
 * @throws not_found, forbidden, validation_failed, sku_taken, barcode_taken, product_external_id_taken.
 */
export async function updateProduct(tx: Tx, actor: Actor, id: number, input: ProductUpdateInput): Promise<ProductItem> {
  const barcodes = readBarcodes(input.barcode ? [input.barcode] : [], () => 'barcode')
  await lockKeys(tx, codeKeys({ skus: input.sku ? [input.sku] : [], barcodes }))
  if (input.category_id != null) await holdCategories(tx, [input.category_id])
  const { variant_ids: variantIds, sold_everywhere: isSoldEverywhere } = await lockProduct(tx, id)
  await checkProduct(tx, actor, input, id)
  if ((input.sold_everywhere ?? isSoldEverywhere) !== isSoldEverywhere) requireEveryStore(actor)
  const { price, compare_at_price, cost, sku, barcode, store_ids: storeIds, variants, ...columns } = input
  if (OFFER_FIELDS.some((field) => input[field] !== undefined)) {
    if (variantIds.length > 1) throw invalid(severalVariants(input))
    const offer = { price, compare_at_price, cost, sku, ...(barcode !== undefined && { barcodes }) }
    const [only] = variantIds
    if (only !== undefined) await updateVariantFields(tx, only, offer)
    else {
      refuseOfferWithoutPrice({ ...input, name: '' })
      if (price !== undefined) await insertVariant(tx, id, offer)
    }
  }
  if (variants !== undefined && variants.length > 0) await changeOwnVariants(tx, id, variants)
  if (storeIds !== undefined) await replaceStores(tx, actor, id, storeIds)
  // Whoever names stores means these only, but takes the product from no store that is not theirs; an empty list says of
  // none of one's own that it sells the product.
  if (storeIds?.length && actor.storeIds === 'all') columns.sold_everywhere ??= false
  await tx`update products set updated_at = now() ${assignments(tx, columns)} where id = ${id}`
  return getProduct(tx, actor, id)
}

function severalVariants(input: ProductUpdateInput) {
  const sentence = text(
    'Ce produit a plusieurs variantes : modifiez la variante elle-même.',
    'This product has several variants: change the variant itself.',
  )
  const given = OFFER_FIELDS.filter((field) => input[field] !== undefined)
  return Object.fromEntries(given.map((field) => [field, sentence]))
}

/** @throws forbidden naming `sold_everywhere`. */
function requireEveryStore({ storeIds }: Actor): void {
  if (storeIds === 'all') return
  throw platformErrors.forbidden({
    fields: {
      sold_everywhere: text(
        'Dire si tous les magasins vendent un produit demande la permission stores.all.',
        'Saying whether every store sells a product asks for the permission stores.all.',
      ),
    },
  })
}

/** Stores that do not exist for the actor keep selling the product; so do deleted ones, for the day they are restored. */
async function replaceStores(tx: Tx, actor: Actor, id: number, storeIds: readonly number[]): Promise<void> {
  const wanted = distinct(storeIds)
  await tx`
    delete from product_stores where product_id = ${id} and store_id <> all(${wanted}::bigint[])
      and ${storeScope(tx, actor, 'store_id')}
      and exists (select from stores s where s.id = store_id and s.deleted_at is null)`
  await tx`
    insert into product_stores (product_id, store_id) select ${id}, store_id from unnest(${wanted}::bigint[]) store_id
    on conflict do nothing`
}
