import { text } from '../text.ts'
import { ImportRefused } from './import-refused.ts'
import type { CsvFile } from './inspect-file.ts'
import { type CsvRecord, type RecordChunk, readRecords } from './read-records.ts'

export type RecordBatch = { readonly records: CsvRecord[]; readonly bytesRead: number }

export type BatchRules = {
  readonly file: CsvFile
  readonly groupOf: ((record: CsvRecord) => string) | null
  readonly groupsPerBatch: number
  readonly recordsPerBatch: number
  readonly records?: (file: CsvFile) => AsyncGenerator<RecordChunk>
}

/** A group is kept in memory whole; a longer one means that the wrong column was named. */
const GROUP_RECORDS_MAX = 30_000

/**
 * Divides a file's records (after the header and the first `skip`) into batches that never part a group of consecutive
 * records.
 *
 * @throws ImportRefused when a group has more than 30,000 records.
 */
export async function* collectBatches(rules: BatchRules, skip: number): AsyncGenerator<RecordBatch, void> {
  let isHeader = true
  let toSkip = skip
  let batch: CsvRecord[] = []
  let groups = 0
  let groupRecords = 0
  let lastKey: string | null = null
  let bytesRead = 0
  for await (const chunk of (rules.records ?? readRecords)(rules.file)) {
    for (const record of chunk.records) {
      if (isHeader) {
        isHeader = false
        continue
      }
      if (toSkip > 0) {
        toSkip -= 1
        continue
      }
      const key = rules.groupOf === null ? null : rules.groupOf(record)
      if (key === null || key !== lastKey) {
        if (groups >= rules.groupsPerBatch || batch.length >= rules.recordsPerBatch) {
          yield { records: batch, bytesRead }
          batch = []
          groups = 0
        }
        groups += 1
        groupRecords = 0
        lastKey = key
      }
      groupRecords += 1
      if (groupRecords > GROUP_RECORDS_MAX) throw refuseGroup(record, lastKey)
      batch.push(record)
    }
    bytesRead = chunk.bytesRead
  }
  if (batch.length > 0) yield { records: batch, bytesRead }
}

function refuseGroup(record: CsvRecord, key: string | null): ImportRefused {
  return new ImportRefused(
    text(
      'Ligne {line} : plus de {max} enregistrements se suivent sous « {key} » ; est-ce la bonne colonne de regroupement ?',
      'Line {line}: more than {max} records follow each other under "{key}"; is this the right grouping column?',
    ),
    { line: record.line, max: GROUP_RECORDS_MAX, key: key ?? '' },
  )
}
