import { createReadStream } from 'node:fs'
import { Transform, type TransformCallback } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { text } from '../text.ts'
import { ImportRefused } from './import-refused.ts'
import { type CsvFile, unpack } from './inspect-file.ts'

export type CsvRecord = {
  /** The physical line on which the record begins; the first line of the file is 1. */
  readonly line: number
  /** Without the white space around them. */
  readonly fields: readonly string[]
}

export type RecordChunk = {
  readonly records: CsvRecord[]
  /** Bytes read from the disk so far, slightly ahead of the records. */
  readonly bytesRead: number
}

const CHUNK_RECORDS = 500

/** A longer record is a quotation mark that was opened and never closed; reading on would only fill the memory. */
const RECORD_LENGTH_MAX = 4 * 1024 * 1024

/** No table has more; a record of nothing but delimiters would be millions of them. */
const COLUMNS_MAX = 1000

const LINE_END = /\r\n|\n|\r/g

/**
 * Reads a file's records in order, the header first, in chunks; blank ones are left out. Memory does not grow with the
 * file. Line ends may be CRLF, LF or CR, and stand inside quotes.
 *
 * @throws ImportRefused when a quotation mark is never closed or a record has too many columns, naming the line on
 *   which it begins.
 */
export async function* readRecords(file: CsvFile): AsyncGenerator<RecordChunk> {
  // A small step of a compressed file is many records, and the share of the file that is shown should not jump.
  const raw = createReadStream(file.path, { highWaterMark: file.isGzip ? 32 * 1024 : 256 * 1024 })
  const parser = parse({
    delimiter: file.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: RECORD_LENGTH_MAX,
  })
  const bytes = unpack(raw, file.isGzip)
  const utf8 = bytes.pipe(toUtf8(file.encoding))
  for (const stream of [raw, bytes, utf8]) stream.on('error', (error) => parser.destroy(error))
  utf8.pipe(parser)
  let line = 1
  let records: CsvRecord[] = []
  try {
    for await (const fields of parser as AsyncIterable<string[]>) {
      const start = line
      line += 1 + countLineEnds(fields)
      if (start <= file.hintLines || isBlank(fields)) continue
      if (fields.length > COLUMNS_MAX) throw tooWide(start)
      records.push({ line: start, fields })
      if (records.length < CHUNK_RECORDS) continue
      yield { records, bytesRead: raw.bytesRead }
      records = []
    }
  } catch (error) {
    throw describe(error, line)
  } finally {
    raw.destroy()
  }
  if (records.length > 0) yield { records, bytesRead: raw.bytesRead }
}

/** Decodes to UTF-8 and drops the byte order mark; bytes that mean nothing become U+FFFD. */
function toUtf8(encoding: CsvFile['encoding']): Transform {
  const decoder = new TextDecoder(encoding)
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      done(null, Buffer.from(decoder.decode(chunk, { stream: true })))
    },
    flush(done: TransformCallback) {
      done(null, Buffer.from(decoder.decode()))
    },
  })
}

function countLineEnds(fields: readonly string[]): number {
  let count = 0
  for (const field of fields) {
    if (field.includes('\n') || field.includes('\r')) count += field.match(LINE_END)?.length ?? 0
  }
  return count
}

function isBlank(fields: readonly string[]): boolean {
  for (const field of fields) if (field !== '') return false
  return true
}

const tooWide = (line: number) =>
  new ImportRefused(
    text(
      'Ligne {line}\u00a0: le fichier a trop de colonnes (1\u00a0000 au plus). Retirez celles qui ne servent pas, ou vérifiez le séparateur.',
      'Line {line}: the file has too many columns (1,000 at most). Remove those that are not needed, or check the delimiter.',
    ),
    { line },
  )

function describe(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
    return new ImportRefused(
      text(
        'Ligne {line} : un guillemet ouvert dans cet enregistrement n’est jamais fermé. Corrigez le fichier et relancez ; ce qui est déjà importé ne le sera pas deux fois.',
        'Line {line}: a quotation mark opened in this record is never closed. Correct the file and run again; what is imported already will not be imported twice.',
      ),
      { line },
    )
  }
  // The parser stops where it stumbles, before the records that it has read have come this far.
  const where = typeof error.lines === 'number' ? error.lines : line
  if (error.code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE') {
    return new ImportRefused(
      text(
        'Ligne {line}\u00a0: après le guillemet qui ferme un champ vient autre chose qu’un séparateur. Un guillemet à l’intérieur d’un champ s’écrit deux fois ("").',
        'Line {line}: after the quotation mark that closes a field stands something else than a delimiter. A quotation mark within a field is written twice ("").',
      ),
      { line: where },
    )
  }
  return new ImportRefused(
    text(
      'Ligne {line}\u00a0: cet enregistrement ne se lit pas comme du CSV.',
      'Line {line}: this record cannot be read as CSV.',
    ),
    { line: where },
  )
}
