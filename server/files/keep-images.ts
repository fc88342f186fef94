import type { Tx } from '../platform/database/connect.ts'
import { lockKeys } from '../platform/database/lock-keys.ts'
import { fileLock, storedName } from './file-names.ts'
import type { FileRoom } from './file-room.ts'
import { type PreparedImage, putOriginal } from './prepare-images.ts'

export const MAKE_SIZES_JOB = 'make-image-sizes'

/**
 * Records prepared pictures as files and leaves the making of their sizes to the worker. The same picture is one file,
 * however often it comes. Call it before any row is locked.
 *
 * @returns the files' ids, in the order of the pictures.
 */
export async function keepImages(tx: Tx, room: FileRoom, images: readonly PreparedImage[]): Promise<number[]> {
  await lockKeys(
    tx,
    images.map(({ key }) => fileLock(key)),
  )
  const ids = new Map<string, number>()
  for (const image of images) {
    if (!ids.has(image.key)) ids.set(image.key, await keepImage(tx, room, image))
  }
  return images.map(({ key }) => ids.get(key) as number)
}

async function keepImage(tx: Tx, room: FileRoom, image: PreparedImage): Promise<number> {
  const { key, bytes, width, height } = image
  // The collector may have taken the bytes away between their arrival and the lock, which it needs too.
  const isWhole = await room.storage.has(storedName(key, 'original'))
  if (!isWhole) await putOriginal(room, image)
  const [file] = await tx<[{ id: number; state: string }]>`
    insert into files (key, bytes, width, height) values (${key}, ${bytes}, ${width}, ${height})
    on conflict (key) do update set last_used_at = now(),
      state = case when ${isWhole} and files.state <> 'failed' then files.state else 'processing' end,
      attempts = case when ${isWhole} and files.state <> 'failed' then files.attempts else 0 end
    returning id, state`
  if (file.state === 'processing') await room.jobs.enqueue(tx, MAKE_SIZES_JOB, { file_id: file.id })
  return file.id
}

/** Files that somebody has just let go of are kept for a day more. */
export async function letGoOfFiles(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx`update files set last_used_at = now() where id = any(${ids}::bigint[])`
}
