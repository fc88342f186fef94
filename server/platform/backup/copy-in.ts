import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import type { Tx } from '../database/connect.ts'
import { refuseDamaged } from './damaged.ts'
import type { ArchiveEntry } from './read-archive.ts'

const decompress = promisify(zstdDecompress)
/** A part is some eight megabytes of rows; only one row could make it larger. */
const MOST_UNPACKED = 512 * 1024 * 1024
/** What is handed to the connection at once. */
const PIECE_BYTES = 64 * 1024

/** Copies the parts of one table, one after the other, into it. */
export class CopyIn {
  readonly #stream: Writable
  readonly #end: Promise<void>

  private constructor(stream: Writable) {
    this.#stream = stream
    this.#end = finished(stream)
    this.#end.catch(() => {})
    stream.on('error', () => {})
  }

  /** @param target as COPY takes it: `table (columns)` */
  static async open(tx: Tx, target: string): Promise<CopyIn> {
    return new CopyIn(await tx.unsafe(`copy ${target} from stdin`).writable())
  }

  async add(part: ArchiveEntry): Promise<void> {
    const packed = Buffer.concat(await Array.fromAsync(part.content))
    const rows = await decompress(packed, { maxOutputLength: MOST_UNPACKED }).catch((error: unknown) => {
      throw refuseDamaged(part.name, error)
    })
    for (let at = 0; at < rows.length; at += PIECE_BYTES) {
      const isRoom = this.#stream.write(rows.subarray(at, at + PIECE_BYTES))
      // A server that refuses a row ends the stream, which then never drains.
      if (!isRoom) await Promise.race([once(this.#stream, 'drain'), this.#end])
    }
  }

  /** Lets the server forget what it was given. */
  abandon(): void {
    this.#stream.destroy(new Error('The restoration was given up.'))
  }

  async close(): Promise<void> {
    this.#stream.end()
    await this.#end
  }
}
