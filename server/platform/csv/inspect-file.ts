import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { text } from '../text.ts'
import { findDelimiter } from './delimiter.ts'
import { ImportRefused } from './import-refused.ts'

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What a first reading tells of a file. */
export type CsvFile = {
  readonly path: string
  /** What messages call it. */
  readonly name: string
  /** On disk, so compressed where it is. */
  readonly sizeBytes: number
  /** Of the bytes on disk, in hexadecimal. */
  readonly sha256: string
  readonly isGzip: boolean
  readonly encoding: CsvEncoding
  readonly delimiter: string
  /** Lines before the header: 1 when the first one only names the delimiter. */
  readonly hintLines: number
}

const SAMPLE_BYTES = 64 * 1024

export type InspectOptions = {
  delimiter?: string | undefined
  /** What messages call the file; its path unless given. */
  name?: string
  /** A compressed file may hold no more. */
  maxUnpackedBytes?: number
}

/**
 * Reads a file once from end to end: its fingerprint, whether it is compressed, its encoding and its delimiter. Without a
 * byte order mark the text is UTF-8 if all of it can be, UTF-16 if it looks so, and Windows-1252 otherwise.
 *
 * @throws ImportRefused when there is no such file, or nothing in it, or too much, or its compression is damaged.
 */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<CsvFile> {
  const { name = path, maxUnpackedBytes = Number.POSITIVE_INFINITY } = options
  const sizeBytes = await measure(path)
  const isGzip = await startsAsGzip(path)
  const raw = createReadStream(path, { highWaterMark: 256 * 1024 })
  const hash = createHash('sha256')
  raw.on('data', (chunk) => hash.update(chunk))
  const sample: Buffer[] = []
  let sampled = 0
  let total = 0
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  try {
    for await (const chunk of unpack(raw, isGzip) as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > maxUnpackedBytes) throw refuseUnpacked(name, maxUnpackedBytes)
      if (sampled < SAMPLE_BYTES) {
        sample.push(chunk)
        sampled += chunk.length
      }
      if (isUtf8) isUtf8 = canDecode(utf8, chunk)
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error
    if (isDamage(error)) throw new ImportRefused(DAMAGED, { path: name })
    throw new ImportRefused(
      text('Le fichier {path} ne peut pas être lu : {reason}.', 'The file {path} cannot be read: {reason}.'),
      {
        path: name,
        reason: error instanceof Error ? error.message : String(error),
      },
    )
  }
  if (total === 0)
    throw new ImportRefused(text('Le fichier {path} est vide.', 'The file {path} is empty.'), { path: name })
  if (isUtf8) isUtf8 = canDecode(utf8)
  const start = Buffer.concat(sample).subarray(0, SAMPLE_BYTES)
  const encoding = findEncoding(start, isUtf8)
  const beginning = new TextDecoder(encoding).decode(start, { stream: true })
  const found = findDelimiter(beginning, total <= SAMPLE_BYTES)
  return {
    path,
    name,
    sizeBytes,
    sha256: hash.digest('hex'),
    isGzip,
    encoding,
    delimiter: options.delimiter ?? found.delimiter,
    hintLines: found.isHinted ? 1 : 0,
  }
}

const DAMAGED = text(
  'Le fichier {path} ne peut pas être lu\u00a0: sa compression (gzip) est abîmée.',
  'The file {path} cannot be read: its compression (gzip) is damaged.',
)

/** What gunzip says of bytes that it does not know. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))

const MEBIBYTE = 1024 * 1024

const refuseUnpacked = (path: string, bytes: number): ImportRefused =>
  new ImportRefused(
    text(
      'Le fichier {path} dépasse {size} Mio une fois décompressé.',
      'The file {path} exceeds {size} MiB once it is unpacked.',
    ),
    { path, size: Math.floor(bytes / MEBIBYTE) },
  )

/** The text of the file as bytes on their way, unpacked where the file is compressed. */
export function unpack(raw: Readable, isGzip: boolean): Readable {
  if (!isGzip) return raw
  const gunzip = createGunzip({ chunkSize: 128 * 1024 })
  raw.on('error', (error) => gunzip.destroy(error))
  return raw.pipe(gunzip)
}

async function measure(path: string): Promise<number> {
  try {
    const found = await stat(path)
    if (found.isFile()) return found.size
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  throw new ImportRefused(text('Il n’y a pas de fichier {path}.', 'There is no file {path}.'), { path })
}

async function startsAsGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

function canDecode(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}

function findEncoding(start: Buffer, isUtf8: boolean): CsvEncoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  const zeros = [0, 0]
  for (let index = 0; index < start.length; index += 1)
    if (start[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  // Western text in UTF-16 has a zero in nearly every other byte.
  if ((zeros[1] ?? 0) > start.length / 8) return 'utf-16le'
  if ((zeros[0] ?? 0) > start.length / 8) return 'utf-16be'
  return isUtf8 ? 'utf-8' : 'windows-1252'
}
