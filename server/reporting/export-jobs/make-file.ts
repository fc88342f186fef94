import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ReportTable, TableRow, TableSection } from '../export/report-table.ts'
import { PDF_ROWS_MAX } from '../export/write-pdf.ts'
import { type FileManner, writeTable } from '../export/write-table.ts'

export type MadeFile = { readonly path: string; readonly bytes: number; readonly digest: string; readonly rows: number }

type Making = {
  readonly folder: string
  readonly signal: AbortSignal
  /** Hears how many rows have been read, batch by batch; what it throws ends the work. */
  onRows(rows: number): Promise<void>
}

/** Writes a table to a file in a folder of this machine, anew when it is there. Holds a few rows at a time. */
export async function writeFile(
  table: ReportTable,
  manner: FileManner,
  { folder, signal, onRows }: Making,
): Promise<MadeFile> {
  const path = join(folder, `file.${manner.format}`)
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  const mostOfSection = manner.format === 'pdf' ? PDF_ROWS_MAX : Number.POSITIVE_INFINITY
  const counted = countRows(table, mostOfSection, async (count) => {
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
  return { path, bytes, digest: hash.digest('hex'), rows }
}

/** Tells of each batch how many of its rows are written, of a section never more than some. */
function countRows(table: ReportTable, mostOfSection: number, onRows: (count: number) => Promise<void>): ReportTable {
  async function* counted(rows: TableSection['rows']): AsyncGenerator<readonly TableRow[]> {
    let left = mostOfSection
    for await (const some of rows) {
      await onRows(Math.min(some.length, left))
      left -= Math.min(some.length, left)
      yield some
    }
  }
  async function* sections(): AsyncGenerator<TableSection> {
    for await (const section of table.sections()) yield { ...section, rows: counted(section.rows) }
  }
  return { ...table, sections }
}
