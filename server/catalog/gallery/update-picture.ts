import { assignments } from '../../platform/database/assignments.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { missingReference, platformErrors } from '../../platform/errors.ts'
import { lockProduct } from '../products/lock-product.ts'
import type { PictureItem, PictureUpdateInput } from './schema.ts'
import { selectGallery } from './select-gallery.ts'

export type PicturePlace = { productId: number; pictureId: number }

/** Says what a picture shows. @throws not_found; validation_failed when the variant is none of this product. */
export async function updatePicture(
  tx: Tx,
  { productId, pictureId }: PicturePlace,
  input: PictureUpdateInput,
): Promise<PictureItem> {
  const { variant_ids: variantIds } = await lockProduct(tx, productId)
  const { variant_id: variantId } = input
  if (variantId != null && !variantIds.includes(variantId)) throw missingReference('variant_id')
  await tx`
    update product_images set position = position ${assignments(tx, input)}
    where id = ${pictureId} and product_id = ${productId}`
  const found = (await selectGallery(tx, productId)).find((picture) => picture.id === pictureId)
  if (found === undefined) throw platformErrors.not_found()
  return found
}
