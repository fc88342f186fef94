import { type FileRoom, fetchRemoteImage, inPassingFolder, keepImages } from '../../files/index.ts'
import { raiseVersions } from '../../platform/cache/namespace-versions.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { auditOfJob } from '../../platform/jobs/audit-of-job.ts'
import { FETCH_GALLERY_JOB } from './fetch-gallery.ts'

const AUDITED = { audit: auditOfJob(FETCH_GALLERY_JOB) }

type Wanted = { id: number; source_url: string }

/**
 * Fetches the pictures of a product that were asked for, one after the other; what cannot be had says why. Done again, it
 * goes on where it was.
 *
 * @throws what the storage or the database refused, for the queue to try again.
 */
export async function fetchPictures(sql: Sql, room: FileRoom, productId: number): Promise<void> {
  const wanted = await sql<Wanted[]>`
    select i.id, i.source_url from product_images i join products p on p.id = i.product_id
    where i.product_id = ${productId} and i.fetch_state = 'queued' and p.deleted_at is null
    order by i.position, i.id`
  for (const picture of wanted) await fetchPicture(sql, room, picture)
}

async function fetchPicture(sql: Sql, room: FileRoom, { id, source_url: url }: Wanted): Promise<void> {
  await inPassingFolder(room, async (folder) => {
    const image = await fetchRemoteImage(room, url, folder)
    await withTransaction(sql, AUDITED, async (tx) => {
      const fileId = typeof image === 'string' ? null : ((await keepImages(tx, room, [image]))[0] ?? null)
      const failure = typeof image === 'string' ? image : null
      await tx`
        update product_images set file_id = ${fileId}, fetch_error = ${failure},
          fetch_state = ${failure === null ? null : 'failed'}
        where id = ${id} and fetch_state = 'queued'`
      await raiseVersions(tx, ['catalog'])
    })
  })
}
