import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { extract } from 'tar-stream'
import { OperatorError } from '../operator-error.ts'
import { makeTrailer, TRAILER_BYTES, TRAILER_NAME } from './archive-trailer.ts'
import { AGE_MAGIC, type BackupKey, decrypt } from './backup-key.ts'
import { BackupRefused, refuseDamaged, refuseTruncated } from './damaged.ts'

export type ArchiveEntry = {
  readonly name: string
  readonly bytes: number
  readonly content: AsyncIterable<Buffer>
  /** Of what has been read of it. */
  sha256(): string
}

/** Whether a file is encrypted. @throws OperatorError when it cannot be read. */
export async function isEncrypted(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(AGE_MAGIC.length), 0).finally(() => file.close())
    return buffer.subarray(0, bytesRead).toString('latin1') === AGE_MAGIC
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new OperatorError(
      `La sauvegarde ${path} ne se lit pas (${code}).`,
      `The backup ${path} cannot be read (${code}).`,
    )
  }
}

/**
 * Reads the entries of an archive one after the other; what is not read of one is passed over. It ends only when the whole
 * file has been found as it was written.
 *
 * @throws BackupRefused when it is not whole, has changed, or is not opened by the key.
 */
export async function* readArchive(path: string, key: BackupKey | undefined): AsyncGenerator<ArchiveEntry> {
  const tar = extract()
  const end = new ArchiveEnd()
  const reading = { isOver: false }
  const feeding = feed(tar, end, await openFile(path, key), reading).then(
    () => null,
    (error: Error) => {
      tar.destroy(error)
      return error
    },
  )
  // Whatever the tar complains of, the file itself says more: that it is cut short, that a disk fails, that a key is wrong.
  const explain = async (error: unknown) => (await feeding) ?? end.explain(error)
  try {
    for await (const entry of explained(tar, explain)) {
      const digest = createHash('sha256')
      const { name, size } = entry.header
      async function* read() {
        for await (const piece of explained(entry as AsyncIterable<Buffer>, explain)) {
          digest.update(piece)
          yield piece
        }
      }
      if (name !== TRAILER_NAME) yield { name, bytes: size, content: read(), sha256: () => digest.digest('hex') }
      entry.resume()
    }
    const failure = await feeding
    if (failure !== null) throw failure
    await end.check()
  } finally {
    reading.isOver = true
    tar.destroy()
  }
}

async function* explained<Item>(
  items: AsyncIterable<Item>,
  explain: (error: unknown) => Promise<Error>,
): AsyncGenerator<Item> {
  try {
    yield* items
  } catch (error) {
    throw error instanceof OperatorError ? error : await explain(error)
  }
}

async function openFile(path: string, key: BackupKey | undefined): Promise<AsyncIterable<Uint8Array>> {
  const sealed = await isEncrypted(path)
  if (sealed && key === undefined) {
    throw new BackupRefused(
      'La sauvegarde est chiffrée\u00a0: donnez sa clé par BACKUP_KEY ou BACKUP_KEY_FILE.',
      'The backup is encrypted: give its key by BACKUP_KEY or BACKUP_KEY_FILE.',
    )
  }
  const file: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: PIECE_BYTES })
  return sealed && key !== undefined ? decrypt(file, key) : file
}

const PIECE_BYTES = 256 * 1024

/** Reads on when the tar has been given up because of what it is: only the end tells whether the file is whole. */
async function feed(
  tar: ReturnType<typeof extract>,
  end: ArchiveEnd,
  source: AsyncIterable<Uint8Array>,
  reading: { readonly isOver: boolean },
): Promise<void> {
  for await (const piece of source) {
    if (reading.isOver) return
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    end.pass(bytes)
    if (!tar.destroying && !tar.write(bytes)) await drained(tar)
  }
  if (!tar.destroying) tar.end(null)
}

const drained = (tar: ReturnType<typeof extract>): Promise<void> =>
  new Promise((resolve) => {
    const settle = () => {
      tar.off('close', settle)
      tar.off('drain', settle)
      resolve()
    }
    tar.on('close', settle)
    tar.on('drain', settle)
  })

/** Keeps the last bytes that have passed apart from those before, and compares them with what they must be. */
class ArchiveEnd {
  readonly #digest = createHash('sha256')
  #end: Buffer = Buffer.alloc(0)

  pass(piece: Buffer): void {
    const all = Buffer.concat([this.#end, piece])
    const cut = Math.max(0, all.length - TRAILER_BYTES)
    this.#digest.update(all.subarray(0, cut))
    this.#end = Buffer.from(all.subarray(cut))
  }

  async check(): Promise<void> {
    if (this.#end.equals(await makeTrailer(this.#digest.digest('hex')))) return
    throw this.#hasName() ? refuseDamaged('SHA-256') : refuseTruncated()
  }

  explain(error: unknown): BackupRefused {
    return this.#hasName() ? refuseDamaged('tar', error) : refuseTruncated(error)
  }

  #hasName(): boolean {
    return this.#end.subarray(0, TRAILER_NAME.length + 1).toString('latin1') === `${TRAILER_NAME}\0`
  }
}
