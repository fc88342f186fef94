import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type { Tx } from '../database/connect.ts'
import type { ArchiveWriter } from './archive-writer.ts'

/** Rows are gathered to this much before they are compressed: all that is held of a table, however large. */
const PART_BYTES = 8 * 1024 * 1024
const NEW_LINE = 10
const compress = promisify(zstdCompress)
const OPTIONS = { params: { [constants.ZSTD_c_checksumFlag]: 1 } }

export type CopyOut = {
  /** What is copied, as COPY takes it: `table (columns)` or `(query)`. */
  readonly source: string
  readonly nameOf: (part: number) => string
  readonly onProgress: (rows: number, bytes: number) => void
}

/** Copies rows into an archive, as COPY writes them, in compressed parts that follow each other. */
export async function copyOut(
  tx: Tx,
  archive: ArchiveWriter,
  { source, nameOf, onProgress }: CopyOut,
): Promise<{ rows: number; parts: number }> {
  const stream = await tx.unsafe(`copy ${source} to stdout`).readable()
  let parts = 0
  let rows = 0
  let newRows = 0
  let bytes = 0
  let gathered: Buffer[] = []
  const flush = async () => {
    if (bytes === 0) return
    parts += 1
    await archive.add(nameOf(parts), await compress(Buffer.concat(gathered), OPTIONS))
    rows += newRows
    onProgress(newRows, bytes)
    gathered = []
    newRows = 0
    bytes = 0
  }
  for await (const piece of stream as AsyncIterable<Buffer>) {
    gathered.push(piece)
    bytes += piece.length
    newRows += countLines(piece)
    if (bytes >= PART_BYTES) await flush()
  }
  await flush()
  return { rows, parts }
}

/** A line end inside a value is written `\n`: each one that stands here ends a row. */
function countLines(piece: Buffer): number {
  let lines = 0
  for (let at = piece.indexOf(NEW_LINE); at >= 0; at = piece.indexOf(NEW_LINE, at + 1)) lines += 1
  return lines
}
