import { type FileRoom, keepImages, type PreparedImage, prepareImages } from '../../files/index.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { lockProduct } from '../products/lock-product.ts'
import { lockVariant } from '../variants/lock-variant.ts'
import type { PictureItem } from './schema.ts'
import { selectGallery } from './select-gallery.ts'

/** Enough to turn an article round, in every colour. */
export const MAX_PICTURES = 100

/** Whose gallery it is: a product's, or one of its variants'. */
export type GalleryOwner = { productId: number } | { variantId: number }

/**
 * Unpacks the pictures that came for a gallery, before the transaction that adds them.
 *
 * @throws not_found, unsupported_media_type, validation_failed (a file, or more pictures than a gallery holds), not_ready,
 *   storage_unavailable.
 */
export async function preparePictures(
  sql: Queryable,
  room: FileRoom,
  owner: GalleryOwner,
  files: readonly ReceivedFile[],
): Promise<PreparedImage[]> {
  const count = await countPictures(sql, owner)
  if (count === null) throw platformErrors.not_found()
  if (count + files.length > MAX_PICTURES) throw tooMany()
  return prepareImages(room, files)
}

/** null: there is no such product or variant. */
async function countPictures(sql: Queryable, owner: GalleryOwner): Promise<number | null> {
  const product =
    'productId' in owner
      ? sql`p.id = ${owner.productId}`
      : sql`p.id = (select product_id from product_variants where id = ${owner.variantId} and deleted_at is null)`
  const [row] = await sql<{ count: number }[]>`
    select (select count(*)::int from product_images i where i.product_id = p.id) as count
    from products p where ${product} and p.deleted_at is null`
  return row?.count ?? null
}

const tooMany = () =>
  invalid({
    files: text(
      `Une galerie compte au plus ${MAX_PICTURES} images.`,
      `A gallery has at most ${MAX_PICTURES} pictures.`,
    ),
  })

export type NewPictures = { owner: GalleryOwner; images: readonly PreparedImage[]; alt: string | null }

/**
 * Adds pictures at the end of a gallery, in their order. One that stands there already is not added again; it gets the
 * description that came with it, if one did.
 *
 * @returns the pictures that were sent, as they stand in the gallery.
 * @throws not_found, validation_failed, storage_unavailable.
 */
export async function attachPictures(
  tx: Tx,
  room: FileRoom,
  { owner, images, alt }: NewPictures,
): Promise<PictureItem[]> {
  const fileIds = await keepImages(tx, room, images)
  const variantId = 'variantId' in owner ? owner.variantId : null
  const { id } = 'productId' in owner ? await lockProduct(tx, owner.productId) : await lockVariant(tx, owner.variantId)
  if (alt !== null) {
    await tx`
      update product_images set alt = ${alt}
      where product_id = ${id} and file_id = any(${fileIds}::bigint[])
        and variant_id is not distinct from ${variantId}::bigint and alt is distinct from ${alt}`
  }
  await tx`
    insert into product_images (product_id, variant_id, file_id, alt, position)
    select ${id}, ${variantId}, file_id, ${alt},
      (select coalesce(max(position), 0) from product_images where product_id = ${id}) + row_number() over (order by first)
    from (select file_id, min(place) as first from unnest(${fileIds}::bigint[]) with ordinality sent(file_id, place)
      group by file_id) distinct_files
    where not exists (select from product_images i
      where i.product_id = ${id} and i.file_id = distinct_files.file_id and i.variant_id is not distinct from ${variantId}::bigint)
    order by first`
  const rows = await tx<{ id: number; file_id: number | null; variant_id: number | null }[]>`
    select id, file_id, variant_id from product_images where product_id = ${id}`
  if (rows.length > MAX_PICTURES) throw tooMany()
  const sent = new Set(rows.filter((row) => row.variant_id === variantId).map((row) => [row.file_id, row.id] as const))
  const byFile = new Map(sent)
  const gallery = new Map((await selectGallery(tx, id)).map((picture) => [picture.id, picture]))
  return [...new Set(fileIds)].map((fileId) => gallery.get(byFile.get(fileId) ?? 0) as PictureItem)
}
