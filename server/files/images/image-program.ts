// The process in which pictures are unpacked, apart from the one that answers: bytes of strangers meet the decoders here,
// and the memory that a large picture takes leaves with it. It gets paths of files and answers what it wrote.
import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { findStowaway } from './find-stowaway.ts'
import {
  type ImageRequest,
  type ImageResult,
  type ImageTask,
  MAX_FRAMES,
  MAX_PIXELS,
  ORIGINAL_SIDE,
  type Refusal,
  SIZE_NAMES,
  SIZES,
  type WrittenImage,
} from './image-tasks.ts'
import { HEAD_BYTES, recognizeImage } from './recognize-image.ts'

sharp.concurrency(1)
sharp.cache(false)
// Only the decoders of the formats that are accepted can be reached, whatever a file says it is.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})

/** Sharp's levels: what is cut short or damaged is refused, what is merely unusual is not. */
const READING = { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 } as const
const ORIGINAL_QUALITY = 90
const SIZE_QUALITY = 80
const EFFORT = 3

class RefusedImage extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal)
    this.refusal = refusal
  }
}

async function run(task: ImageTask): Promise<ImageResult> {
  try {
    const written = task.kind === 'rewrite' ? await rewrite(task) : await resize(task)
    return { written }
  } catch (error) {
    if (error instanceof RefusedImage) return { refusal: error.refusal }
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

async function rewrite({ source, target }: { source: string; target: string }): Promise<Record<string, WrittenImage>> {
  const file = await readFile(source)
  const format = recognizeImage(file.subarray(0, HEAD_BYTES))
  if (format === 'svg' || format === 'heic' || format === 'unknown') throw new RefusedImage(format)
  if (findStowaway(file)) throw new RefusedImage('disguised')
  await checkHead(file, format)
  try {
    return { original: await write(sharp(file, READING), ORIGINAL_SIDE, ORIGINAL_QUALITY, target) }
  } catch (error) {
    throw isDecoderError(error) ? new RefusedImage('broken') : error
  }
}

/** Reads only the head of the file, which says how much would have to be unpacked. */
async function checkHead(file: Buffer, format: string): Promise<void> {
  const head = await sharp(file, { ...READING, limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (head === null) throw new RefusedImage('broken')
  const { width, height, pages = 1 } = head
  if ((head.format === 'heif' ? 'avif' : head.format) !== format) throw new RefusedImage('broken')
  if (format === 'avif' && head.compression !== 'av1') throw new RefusedImage('heic')
  if (width * height > MAX_PIXELS) throw new RefusedImage('too_many_pixels')
  if (pages > MAX_FRAMES) throw new RefusedImage('too_many_frames')
}

async function resize({ source, folder }: { source: string; folder: string }): Promise<Record<string, WrittenImage>> {
  const file = await readFile(source)
  const written: Record<string, WrittenImage> = {}
  for (const name of SIZE_NAMES) {
    written[name] = await write(sharp(file, READING), SIZES[name], SIZE_QUALITY, join(folder, `${name}.webp`))
  }
  return written
}

/**
 * Writes the pixels, upright and in sRGB, and nothing that came beside them: no position, no camera, no profile. The same
 * picture always makes the same bytes.
 */
async function write(image: Sharp, side: number, quality: number, target: string): Promise<WrittenImage> {
  const { data, info } = await image
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality, effort: EFFORT })
    .toBuffer({ resolveWithObject: true })
  await writeFile(target, data, { mode: 0o600 })
  return { width: info.width, height: info.height, bytes: info.size, digest: hash('sha256', data, 'hex') }
}

/** What the disk complains of is not the picture's fault. */
const isDecoderError = (error: unknown): boolean => !(error instanceof Error && 'syscall' in error)

process.on('message', async ({ number, task }: ImageRequest) => {
  const result = await run(task)
  process.send?.({ number, result })
})
// Whoever asked has left.
process.on('disconnect', () => process.exit(0))
