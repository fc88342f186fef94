import type { FileRoom } from '../../files/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { lockProduct } from '../products/lock-product.ts'
import type { PictureItem } from './schema.ts'
import { selectGallery } from './select-gallery.ts'

export const FETCH_GALLERY_JOB = 'fetch-gallery'

/**
 * Asks the worker for the pictures of a gallery of which only the address is known; those that failed before are tried
 * again. Nothing is left to do where there is none.
 *
 * @throws not_found.
 */
export async function fetchGallery(tx: Tx, { jobs }: FileRoom, productId: number): Promise<PictureItem[]> {
  await lockProduct(tx, productId)
  const { count } = await tx`
    update product_images set fetch_state = 'queued', fetch_error = null
    where product_id = ${productId} and file_id is null and fetch_state is distinct from 'queued'`
  if (count > 0) await jobs.enqueue(tx, FETCH_GALLERY_JOB, { product_id: productId })
  return selectGallery(tx, productId)
}
