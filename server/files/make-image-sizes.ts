import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { raiseVersions } from '../platform/cache/namespace-versions.ts'
import { type Sql, withTransaction } from '../platform/database/connect.ts'
import { auditOfJob } from '../platform/jobs/audit-of-job.ts'
import { IMAGE_TYPE, storedName } from './file-names.ts'
import type { FileRoom } from './file-room.ts'
import { SIZE_NAMES, type SizeName, type WrittenImage } from './images/image-tasks.ts'
import { MAKE_SIZES_JOB } from './keep-images.ts'

const AUDITED = { audit: auditOfJob(MAKE_SIZES_JOB) }
/** As often as the queue tries a job. */
const MAX_ATTEMPTS = 4

type Job = {
  readonly fileId: number
  /** Families of cached pages that show pictures. */
  readonly touches: readonly string[]
}

/**
 * Makes the sizes of a stored picture. Done again, it does nothing; a picture that is no longer there is forgotten.
 *
 * @throws what the storage refused, for the queue to try again.
 */
export async function makeImageSizes(sql: Sql, room: FileRoom, { fileId, touches }: Job): Promise<void> {
  const [file] = await sql<{ key: string }[]>`select key from files where id = ${fileId} and state = 'processing'`
  if (file === undefined) return
  const finish = (state: 'ready' | 'failed', sizes: object) =>
    withTransaction(sql, AUDITED, async (tx) => {
      await tx`
        update files set state = ${state}, sizes = ${JSON.stringify(sizes)}::text::jsonb
        where id = ${fileId} and state = 'processing'`
      await raiseVersions(tx, touches)
    })
  try {
    const sizes = await inPassingFolder(room, (folder) => writeSizes(room, file.key, folder))
    await (sizes === null ? finish('failed', {}) : finish('ready', sizes))
  } catch (error) {
    const [tried] = await withTransaction(
      sql,
      AUDITED,
      (tx) => tx<{ attempts: number }[]>`
        update files set attempts = attempts + 1 where id = ${fileId} returning attempts`,
    )
    if (tried !== undefined && tried.attempts >= MAX_ATTEMPTS) await finish('failed', {})
    throw error
  }
}

/** A folder that goes when the work is done. */
export async function inPassingFolder<T>(
  { passing }: Pick<FileRoom, 'passing'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(passing, { recursive: true })
  const folder = await mkdtemp(join(passing, 'work-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Sizes = Record<SizeName, Omit<WrittenImage, 'digest'>>

/** null: there is no picture to make them of. */
async function writeSizes({ storage, images }: FileRoom, key: string, folder: string): Promise<Sizes | null> {
  const original = await storage.get(storedName(key, 'original'))
  if (original === null) return null
  const source = join(folder, 'original')
  await pipeline(original.stream, createWriteStream(source))
  const outcome = await images.run({ kind: 'resize', source, folder })
  if ('refusal' in outcome) return null
  const sizes: Partial<Sizes> = {}
  for (const name of SIZE_NAMES) {
    const { width, height, bytes } = outcome.written[name] as WrittenImage
    await storage.put(storedName(key, name), join(folder, `${name}.webp`), IMAGE_TYPE)
    sizes[name] = { width, height, bytes }
  }
  return sizes as Sizes
}
