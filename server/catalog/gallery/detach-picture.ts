import { letGoOfFiles } from '../../files/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { lockProduct } from '../products/lock-product.ts'
import { lockVariant } from '../variants/lock-variant.ts'
import type { GalleryOwner } from './attach-pictures.ts'

/** Takes a picture out of a gallery. Its file goes a day later, unless another gallery shows it. @throws not_found. */
export async function detachPicture(tx: Tx, owner: GalleryOwner, pictureId: number): Promise<void> {
  // Files come before products in the order of locks.
  const [known] = await tx<{ file_id: number | null }[]>`select file_id from product_images where id = ${pictureId}`
  if (known?.file_id != null) await letGoOfFiles(tx, [known.file_id])
  const { id } = 'productId' in owner ? await lockProduct(tx, owner.productId) : await lockVariant(tx, owner.variantId)
  const variant = 'variantId' in owner ? tx`and variant_id = ${owner.variantId}` : tx``
  const { count } = await tx`
    delete from product_images where id = ${pictureId} and product_id = ${id} ${variant}`
  if (count === 0) throw platformErrors.not_found()
}
