import type { FileRoom } from '../../files/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { FETCH_GALLERY_JOB } from './fetch-gallery.ts'

/** Asks the worker for the pictures of many galleries of which only the address is known and nobody has asked yet. */
export async function askForPictures(tx: Tx, jobs: FileRoom['jobs'], productIds: readonly number[]): Promise<void> {
  const rows = await tx<{ product_id: number }[]>`
    update product_images set fetch_state = 'queued'
    where product_id = any(${[...productIds]}::bigint[]) and file_id is null and fetch_state is null
    returning product_id`
  for (const id of new Set(rows.map((row) => row.product_id))) {
    await jobs.enqueue(tx, FETCH_GALLERY_JOB, { product_id: id })
  }
}
