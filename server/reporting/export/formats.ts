import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import { text } from '../../platform/text.ts'
import { SEPARATORS, type Separator } from './write-csv.ts'

/** The forms of a file. */
export const FILE_FORMATS = ['csv', 'xlsx', 'pdf'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]
export type Format = 'json' | FileFormat

export const CONTENT_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}

export const SEPARATOR_NAMES = Object.keys(SEPARATORS) as Separator[]

const SEPARATOR_DESCRIPTION = text(
  'Ce qui sépare les cellules d’un CSV\u00a0; sinon `semicolon` en français (décimales à virgule), `comma` en anglais (décimales à point).',
  'What stands between the cells of a CSV; otherwise `semicolon` in French (decimal comma), `comma` in English (decimal point).',
)

export const separatorProperty = Type.Optional(
  Type.Unsafe<Separator>({ type: 'string', enum: SEPARATOR_NAMES, 'x-description': SEPARATOR_DESCRIPTION }),
)

/** What every report takes beside its own parameters. */
export const formatProperties = {
  format: Type.Optional(
    Type.Unsafe<Format>({
      type: 'string',
      enum: ['json', ...FILE_FORMATS],
      'x-label': text('Le format', 'The format'),
      'x-description': text(
        '`json` par défaut\u00a0; `csv`, `xlsx` et `pdf` répondent un fichier, dans la langue du lecteur.',
        '`json` by default; `csv`, `xlsx` and `pdf` answer a file, in the reader’s language.',
      ),
    }),
  ),
  separator: separatorProperty,
}

/** How the documentation shows a file. */
export const ReportFile = Type.Unsafe<Readable | string>(
  Type.String({ examples: ['\ufeffDay,Currency,Net revenue\r\n2026-11-20,CAD,1249.50\r\n'] }),
)

/** The content types of an answer that may be a file. */
export const REPORT_CONTENT_TYPES: readonly string[] = [
  'application/json',
  ...Object.values(CONTENT_TYPES).map((type) => type.replace(/;.*/, '')),
]
