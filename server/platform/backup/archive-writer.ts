import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pack } from 'tar-stream'
import { OperatorError } from '../operator-error.ts'
import { makeTrailer } from './archive-trailer.ts'
import { type BackupKey, encrypt } from './backup-key.ts'

/** What stands beside a backup that is not whole yet. */
export const PARTIAL = '.partial'
const LEFT_BEHIND_AFTER_MS = 24 * 60 * 60 * 1000
/** How many entries a list of checksums holds: as much as must be remembered at once, by whoever writes or reads. */
const LISTED_AT_ONCE = 10_000
/** Two empty blocks. */
const TAR_END_BYTES = 1024

export type WrittenArchive = { readonly path: string; readonly bytes: number; readonly sha256: string }

export type ArchiveOptions = {
  /** Where the archive will stand once it is whole. */
  readonly path: string
  readonly key: BackupKey | undefined
  /** What its entries say of their time. */
  readonly madeAt: Date
}

/**
 * Writes a tar that ends with the digest of all that stands before (`archive-trailer.ts`), encrypted where there is a key.
 * Until it is whole and on the disk it has another name, so that no half archive is ever taken for one. Lists of checksums
 * follow what they are of, in the form of `sha256sum`.
 */
export class ArchiveWriter {
  readonly #options: ArchiveOptions
  readonly #tar = pack()
  readonly #file: FileHandle
  readonly #done: Promise<{ bytes: number; sha256: string }>
  #listed: string[] = []
  #lists = 0
  #isEnding = false

  private constructor(options: ArchiveOptions, file: FileHandle) {
    this.#options = options
    this.#file = file
    this.#tar.on('error', () => {})
    this.#done = this.#write()
    this.#done.catch(() => {})
  }

  /** @throws OperatorError when there is a file of this name already, or the folder cannot be written to. */
  static async open(options: ArchiveOptions): Promise<ArchiveWriter> {
    const { path } = options
    try {
      await makeFolder(dirname(path))
      await removeAbandoned(dirname(path))
      if ((await stat(path).catch(() => null)) !== null) throw Object.assign(new Error(path), { code: 'EEXIST' })
      return new ArchiveWriter(options, await open(path + PARTIAL, 'wx', 0o600))
    } catch (error) {
      throw refusePath(path, error)
    }
  }

  /** Adds an entry that fits in memory; answers its checksum. */
  async add(name: string, content: Buffer): Promise<string> {
    return this.addStream(name, [content], content.length)
  }

  /** Adds an entry as it is read. @throws when the stream holds more or less than `bytes`. */
  async addStream(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>, bytes: number): Promise<string> {
    const digest = createHash('sha256')
    const { madeAt: mtime } = this.#options
    const entry = new Promise<void>((resolve, reject) => {
      const header = { name, size: bytes, mode: 0o600, mtime }
      const sink = this.#tar.entry(header, (error) => (error ? reject(error) : resolve()))
      sink.on('error', reject)
      const copy = async () => {
        for await (const piece of content) {
          digest.update(piece)
          if (!sink.write(piece)) await once(sink, 'drain')
        }
        sink.end(null)
      }
      copy().catch(reject)
    })
    entry.catch(() => {})
    // A disk that is full fails the writing, and nobody would ever take what waits here.
    await Promise.race([entry, this.#done.then(() => entry)])
    const sha256 = digest.digest('hex')
    this.#listed.push(`${sha256}  ${name}\n`)
    if (this.#listed.length >= LISTED_AT_ONCE) await this.#list()
    return sha256
  }

  /** What was added since the last list. */
  async #list(): Promise<void> {
    const lines = this.#listed
    if (lines.length === 0) return
    this.#listed = []
    this.#lists += 1
    await this.add(`checksums/${String(this.#lists).padStart(6, '0')}.sha256`, Buffer.from(lines.join('')))
  }

  /** Adds the last entry and the end, waits until all of it has reached the disk, and gives the archive its name. */
  async finish(name: string, content: Buffer): Promise<WrittenArchive> {
    const { path } = this.#options
    await this.add(name, content)
    await this.#list()
    this.#isEnding = true
    this.#tar.finalize()
    const written = await this.#done
    await this.#file.sync()
    await this.#file.close()
    await rename(path + PARTIAL, path)
    await synchronizeFolder(dirname(path))
    return { path, ...written }
  }

  /** Takes back what has been written. Never throws. */
  async abandon(): Promise<void> {
    this.#tar.destroy(new Error('The backup was given up.'))
    await this.#done.catch(() => {})
    await this.#file.close().catch(() => {})
    await rm(this.#options.path + PARTIAL, { force: true }).catch(() => {})
  }

  async #write(): Promise<{ bytes: number; sha256: string }> {
    const { key } = this.#options
    const digest = createHash('sha256')
    let bytes = 0
    const plain = this.#plain()
    for await (const piece of key === undefined ? plain : await encrypt(plain, key)) {
      digest.update(piece)
      bytes += piece.length
      await this.#file.writeFile(piece)
    }
    return { bytes, sha256: digest.digest('hex') }
  }

  async *#plain(): AsyncGenerator<Uint8Array> {
    const digest = createHash('sha256')
    let held: Buffer | null = null
    for await (const piece of this.#tar as AsyncIterable<Buffer>) {
      if (held !== null) {
        digest.update(held)
        yield held
      }
      held = piece
    }
    if (!this.#isEnding || held === null) throw new Error('The archive ended before its end.')
    // The last piece is the end that every tar has; ours stands in its place.
    if (held.length !== TAR_END_BYTES || held.some((byte) => byte !== 0)) throw new Error('No tar ends like this.')
    yield await makeTrailer(digest.digest('hex'))
  }
}

/** Where a file stands in the way of a folder, the system says that there is something already. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? Object.assign(error, { code: 'ENOTDIR' }) : error
  })
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/\.tar(\.age)?\.partial$/.test(name)) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && Date.now() - found.mtimeMs > LEFT_BEHIND_AFTER_MS) await rm(path, { force: true })
  }
}

/** A new name is only safe from a power cut once its folder has reached the disk. Windows opens no folder like a file. */
async function synchronizeFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

function refusePath(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EEXIST') {
    return new OperatorError(
      `Il y a déjà un fichier de ce nom, ou une sauvegarde s’y écrit\u00a0: ${path}`,
      `There is a file of this name already, or a backup is being written there: ${path}`,
    )
  }
  if (!/^E[A-Z]+$/.test(code)) return error
  return new OperatorError(`On ne peut pas écrire ${path} (${code}).`, `${path} cannot be written (${code}).`, {
    cause: error,
  })
}
