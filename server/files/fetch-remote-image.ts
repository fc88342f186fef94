import { join } from 'node:path'
import { DOWNLOAD_FAILURES, DownloadError, type DownloadFailure, download } from '../platform/outbound/download.ts'
import type { FileRoom } from './file-room.ts'
import { type PreparedImage, putOriginal, rewriteImage } from './prepare-images.ts'

export const MAX_IMAGE_BYTES = 20 * 1024 * 1024
const TIMEOUT_MS = 20_000

/** Why the picture behind an address could not be had. */
export const FETCH_FAILURES = [...DOWNLOAD_FAILURES, 'not_an_image'] as const
export type FetchFailure = DownloadFailure | 'not_an_image'

/**
 * Fetches the picture behind an address that a user gave, from the public internet only, and prepares it as if it had been
 * uploaded. Answers why not, when it cannot be had.
 *
 * @param folder where it may be written meanwhile; the caller removes it.
 */
export async function fetchRemoteImage(
  room: FileRoom,
  url: string,
  folder: string,
): Promise<PreparedImage | FetchFailure> {
  const path = join(folder, 'fetched')
  try {
    await download(url, path, { maxBytes: MAX_IMAGE_BYTES, timeoutMs: TIMEOUT_MS }, room.outbound)
  } catch (error) {
    if (error instanceof DownloadError) return error.failure
    throw error
  }
  const image = await rewriteImage(room, path)
  if (typeof image === 'string') return 'not_an_image'
  await putOriginal(room, image)
  return image
}
