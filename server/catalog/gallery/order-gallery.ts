import type { Tx } from '../../platform/database/connect.ts'
import { invalid, missingReference } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { lockProduct } from '../products/lock-product.ts'
import type { PictureItem } from './schema.ts'
import { selectGallery } from './select-gallery.ts'

/**
 * Puts pictures of a gallery first, in the order given; the others follow as they stood, so that a picture added meanwhile
 * is not lost.
 *
 * @throws not_found, validation_failed naming the picture that is none of this gallery, or is named twice.
 */
export async function orderGallery(tx: Tx, productId: number, pictureIds: readonly number[]): Promise<PictureItem[]> {
  await lockProduct(tx, productId)
  const rows = await tx<{ id: number }[]>`select id from product_images where product_id = ${productId}`
  const known = new Set(rows.map((row) => row.id))
  for (const [index, id] of pictureIds.entries()) {
    if (!known.has(id)) throw missingReference(`file_ids.${index}`)
    if (pictureIds.indexOf(id) !== index) {
      const sentence = text('Cette image est nommée deux fois.', 'This picture is named twice.')
      throw invalid({ [`file_ids.${index}`]: sentence })
    }
  }
  await tx`
    update product_images i set position = wanted.position
    from (
      select p.id, row_number() over (order by given.place nulls last, p.position, p.id) as position
      from product_images p
      left join unnest(${[...pictureIds]}::bigint[]) with ordinality given(id, place) on given.id = p.id
      where p.product_id = ${productId}
    ) wanted
    where wanted.id = i.id and wanted.position <> i.position`
  return selectGallery(tx, productId)
}
