import type { CreateExportInput } from '../../api/index.ts'
import type { Text } from '../../i18n/index.ts'
import { messages } from '../messages.ts'

export type FileFormat = CreateExportInput['format']

export const FORMATS: readonly { readonly format: FileFormat; readonly label: Text }[] = [
  { format: 'csv', label: messages.csv },
  { format: 'xlsx', label: messages.xlsx },
  { format: 'pdf', label: messages.pdf },
]

export const FILE_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}

/** How long a file may take to come at once; what is longer is made in the background. */
export const FILE_TIMEOUT_MS = 120_000
