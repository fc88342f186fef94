import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { variantName } from '../import/incoming.ts'
import { optionalPrice } from '../money.ts'
import { lockProduct } from '../products/lock-product.ts'
import type { VariantItem } from '../schema.ts'
import { findHolders, takenBy } from '../variants/codes.ts'
import { getVariants } from '../variants/get-variant.ts'
import { combinationKey, loadCombinations } from './combinations.ts'
import { loadOptions } from './load-options.ts'
import { loadOffers, makeVariants, tooMany, type VariantOffer, type WantedVariant } from './make-variants.ts'
import { type MatrixBody, type OptionItem, VARIANTS_MAX } from './option-schema.ts'
import { readSkuPattern } from './sku-pattern.ts'

export type MadeMatrix = { created: VariantItem[]; existing_count: number }

/**
 * Makes a variant for each combination of a product's option values that has none yet. Those that are there stay as they
 * are.
 *
 * @throws not_found, validation_failed, sku_taken.
 */
export async function makeVariantMatrix(
  tx: Tx,
  actor: Actor,
  productId: number,
  input: MatrixBody,
): Promise<MadeMatrix> {
  const { variant_ids: variantIds } = await lockProduct(tx, productId)
  const options = await loadOptions(tx, productId)
  const combinations = combine(options)
  const skuOf = readSkuPattern(input.sku_pattern, options)
  const taken = new Set((await loadCombinations(tx, productId)).map(({ value_ids }) => combinationKey(value_ids)))
  const missing = combinations.filter((values) => !taken.has(combinationKey(values.map(({ id }) => id))))
  const offer = await offerOf(tx, input, variantIds)
  const wanted = missing.map(
    (values): WantedVariant => ({
      valueIds: values.map(({ id }) => id),
      name: variantName(values.map(({ value }) => value)),
      sku: skuOf(values),
      offer,
    }),
  )
  await refuseTakenSkus(tx, wanted)
  const ids = await makeVariants(tx, productId, wanted)
  return { created: await getVariants(tx, actor, ids), existing_count: combinations.length - missing.length }
}

export type Value = OptionItem['values'][number]

/** Every combination of the options' values, in order. @throws validation_failed when there is none, or too many. */
function combine(options: readonly OptionItem[]): Value[][] {
  if (options.length === 0 || options.some(({ values }) => values.length === 0)) {
    throw invalid({
      options: text(
        'Donnez d’abord au produit des options qui ont des valeurs.',
        'First give the product options that have values.',
      ),
    })
  }
  const count = options.reduce((product, { values }) => product * values.length, 1)
  if (count > VARIANTS_MAX) throw tooMany(count)
  return options.reduce<Value[][]>(
    (combinations, { values }) => combinations.flatMap((begun) => values.map((value) => [...begun, value])),
    [[]],
  )
}

async function offerOf(tx: Tx, input: MatrixBody, variantIds: readonly number[]): Promise<VariantOffer> {
  const [first] = variantIds
  const model = first === undefined ? undefined : (await loadOffers(tx, [first])).get(first)
  const price = optionalPrice(input.price) ?? model?.price ?? null
  const isOpenPrice = model?.is_open_price ?? false
  if (price === null && !isOpenPrice)
    throw invalid({ price: text('Le prix est obligatoire.', 'The price is required.') })
  return {
    price,
    is_open_price: isOpenPrice,
    compare_at_price: optionalPrice(input.compare_at_price),
    cost: input.cost === undefined ? (model?.cost ?? null) : optionalPrice(input.cost),
    weight_grams: input.weight_grams === undefined ? (model?.weight_grams ?? null) : input.weight_grams,
    sold_by: model?.sold_by ?? 'unit',
    content_quantity: model?.content_quantity ?? null,
    content_unit: model?.content_unit ?? null,
    is_active: input.is_active ?? true,
  }
}

/** @throws sku_taken naming `sku_pattern`, which made the SKU. */
async function refuseTakenSkus(tx: Tx, wanted: readonly WantedVariant[]): Promise<void> {
  const skus = wanted.flatMap(({ sku }) => (sku === null ? [] : [sku]))
  const [holder] = await findHolders(tx, { skus, barcodes: [] }, null)
  if (holder !== undefined) throw takenBy(holder, 'sku_pattern')
}
