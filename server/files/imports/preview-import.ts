import { type Static, Type } from 'typebox'
import { type CsvRecord, inspectFile, readHeader, readRecords, resolveMapping } from '../../platform/csv/index.ts'
import { Nullable, Strict } from '../../platform/http/fields.ts'
import type { ReceivedFile } from '../../platform/http/route.ts'
import type { Language } from '../../platform/text.ts'
import type { ImportKind, ImportKinds } from './import-kind.ts'
import { MAX_UNPACKED_BYTES, refusals } from './prepare-import.ts'
import { DELIMITERS, stringEnum } from './schema.ts'

/** Records that are shown, and how much of a long cell. */
const RECORDS_SHOWN = 5
const CELL_LENGTH_MAX = 200

export const previewRequest = (kinds: ImportKinds) =>
  Strict({
    kind: stringEnum(Object.keys(kinds)),
    delimiter: Type.Optional(stringEnum(DELIMITERS, 'Found unless given.')),
  })
export type PreviewRequest = { kind: string; delimiter?: (typeof DELIMITERS)[number] }

export const ImportPreview = Type.Object({
  format: Type.String({ description: 'As the columns have it.' }),
  delimiter: stringEnum(DELIMITERS),
  encoding: Type.String({ examples: ['utf-8'] }),
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      field: Nullable(Type.String({ description: 'What it is taken for unless `mapping` says otherwise.' })),
      samples: Type.Array(Type.String(), { description: 'Its cells in the first records.' }),
    }),
    { description: 'In the order of the file.' },
  ),
  fields: Type.Array(Type.Object({ name: Type.String(), label: Type.String(), is_required: Type.Boolean() }), {
    description: 'All that a column can be.',
  }),
})
export type ImportPreviewItem = Static<typeof ImportPreview>

/**
 * What an import would see of a file: its columns with their first cells, and which field each is taken for.
 *
 * @throws validation_failed when it is no CSV.
 */
export async function previewImport(
  { kind: name, delimiter: given }: PreviewRequest,
  { path, name: fileName }: ReceivedFile,
  { kinds, language }: { kinds: ImportKinds; language: Language },
): Promise<ImportPreviewItem> {
  const kind = kinds[name] as ImportKind
  const delimiter = given === 'tab' ? '\t' : given
  return refusals(async () => {
    const file = await inspectFile(path, { delimiter, name: fileName, maxUnpackedBytes: MAX_UNPACKED_BYTES })
    const header = await readHeader(file)
    const optional = kind.fields.map((field) => ({ ...field, isRequired: false }))
    const mapping = resolveMapping(header, optional, { columns: {}, constants: {} })
    const records = await readFirst(file)
    const fieldOf = (index: number) => kind.fields.find((field) => mapping.place(field.name) === index)?.name ?? null
    return {
      format: kind.recognize(header),
      delimiter: file.delimiter === '\t' ? 'tab' : file.delimiter,
      encoding: file.encoding,
      columns: header.map((title, index) => ({
        name: title,
        field: fieldOf(index),
        samples: records.map((cells) => (cells[index] ?? '').slice(0, CELL_LENGTH_MAX).toWellFormed()),
      })),
      fields: kind.fields.map((field) => ({
        name: field.name,
        label: field.label[language],
        is_required: field.isRequired === true,
      })),
    }
  })
}

async function readFirst(file: Parameters<typeof readRecords>[0]): Promise<(readonly string[])[]> {
  const chunks = readRecords(file)
  try {
    const { value } = await chunks.next()
    const records: readonly CsvRecord[] = value?.records ?? []
    return records.slice(1, RECORDS_SHOWN + 1).map(({ fields }) => fields)
  } finally {
    await chunks.return(undefined)
  }
}
