import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type FileRoom, inPassingFolder } from '../../files/index.ts'
import type { ReportTable, TableRow, TableSection } from '../export/report-table.ts'
import { type FileManner, writeTable } from '../export/write-table.ts'

export type MadeFile = { readonly path: string; readonly bytes: number; readonly digest: string; readonly rows: number }

type Making = {
  readonly room: Pick<FileRoom, 'passing'>
  readonly signal: AbortSignal
  /** Hears how many rows have been read, batch by batch; what it throws ends the work. */
  onRows(rows: number): Promise<void>
}

/** Writes a table to a file of this machine, which is there while `use` runs. Holds a few rows at a time. */
export async function withTableFile(
  table: ReportTable,
  manner: FileManner,
  { room, signal, onRows }: Making,
  use: (file: MadeFile) => Promise<void>,
): Promise<void> {
  await inPassingFolder(room, async (folder) => {
    const path = join(folder, `file.${manner.format}`)
    const hash = createHash('sha256')
    let bytes = 0
    let rows = 0
    const counted = countRows(table, async (count) => {
      rows += count
      await onRows(rows)
    })
    async function* measured(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
      for await (const piece of pieces) {
        const chunk = Buffer.from(piece)
        hash.update(chunk)
        bytes += chunk.length
        yield chunk
      }
    }
    await pipeline(writeTable(counted, manner), measured, createWriteStream(path, { mode: 0o600 }), { signal })
    await use({ path, bytes, digest: hash.digest('hex'), rows })
  })
}

function countRows(table: ReportTable, onRows: (count: number) => Promise<void>): ReportTable {
  async function* counted(rows: TableSection['rows']): AsyncGenerator<readonly TableRow[]> {
    for await (const some of rows) {
      await onRows(some.length)
      yield some
    }
  }
  async function* sections(): AsyncGenerator<TableSection> {
    for await (const section of table.sections()) yield { ...section, rows: counted(section.rows) }
  }
  return { ...table, sections }
}
