import type { Language } from '../../platform/text.ts'
import type { FileFormat } from './formats.ts'
import type { ReportTable } from './report-table.ts'
import { type Separator, writeCsv } from './write-csv.ts'
import { writePdf } from './write-pdf.ts'
import { writeXlsx } from './write-xlsx.ts'

export type FileManner = {
  readonly format: FileFormat
  readonly language: Language
  readonly separator?: Separator | undefined
}

/** The bytes of a table in one format, made while they are read. */
export function writeTable(
  table: ReportTable,
  { format, language, separator }: FileManner,
): AsyncGenerator<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return writeCsv(table, { language, ...(separator !== undefined && { separator }) })
    case 'xlsx':
      return writeXlsx(table, { language })
    case 'pdf':
      return writePdf(table, { language })
  }
}
