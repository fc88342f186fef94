import type { Sql } from '../database/connect.ts'
import type { CsvFile } from './inspect-file.ts'
import { type CsvRecord, type RecordChunk, readRecords } from './read-records.ts'

type KeyOf = (record: CsvRecord) => string

/** Beyond this many distinct keys the file is taken to be in order; the database then notices one that is not. */
const KEYS_MAX = 8_000_000

/**
 * Whether some key comes back after another one. Keys are remembered by a 53-bit fingerprint, at most 128 MB for eight
 * million of them; two keys that share one make the answer yes by mistake, which costs time only.
 */
export async function hasScatteredGroups(file: CsvFile, keyOf: KeyOf): Promise<boolean> {
  const seen = new FingerprintSet()
  let last: string | null = null
  let isHeader = true
  for await (const { records } of readRecords(file)) {
    for (const record of records) {
      if (isHeader) {
        isHeader = false
        continue
      }
      const key = keyOf(record)
      if (key === last) continue
      last = key
      if (!seen.add(fingerprint(key))) return true
      if (seen.size >= KEYS_MAX) return false
    }
  }
  return false
}

/** A set of positive integers in one typed array: eight bytes a slot, at most half of the slots taken. */
class FingerprintSet {
  size = 0
  #slots = new Float64Array(1 << 16)

  /** Answers false when the number was there already. */
  add(value: number): boolean {
    if (this.size * 2 >= this.#slots.length) this.#grow()
    const isNew = place(this.#slots, value)
    if (isNew) this.size += 1
    return isNew
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2)
    for (const value of this.#slots) if (value !== 0) place(larger, value)
    this.#slots = larger
  }
}

function place(slots: Float64Array, value: number): boolean {
  let slot = value % slots.length
  while (slots[slot] !== 0) {
    if (slots[slot] === value) return false
    slot = (slot + 1) % slots.length
  }
  slots[slot] = value
  return true
}

/** Two rounds of multiply-and-mix over the text give 21 and 32 bits; never zero, which marks an empty slot. */
function fingerprint(text: string): number {
  let high = 0x2545f491
  let low = 0x6c078965
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 0x9e3779b1)
    low = Math.imul(low ^ code, 0x85ebca77)
    high ^= low >>> 15
  }
  low = Math.imul(low ^ (low >>> 16), 0xc2b2ae35)
  low = (low ^ (low >>> 13)) >>> 0
  return (high & 0x1fffff) * 0x1_0000_0000 + low + 1
}

const ROWS_PER_INSERT = 2_000
const ROWS_PER_READ = 2_000

/**
 * Reads a file whose groups are scattered as if each stood where its first record does. The records wait in a temporary
 * table, so that memory does not grow with the file. The table lives in one transaction, which works through a pooler.
 */
export function gatherGroups(sql: Sql, keyOf: KeyOf): (file: CsvFile) => AsyncGenerator<RecordChunk> {
  return async function* gathered(file) {
    const connection = await sql.reserve()
    try {
      await connection`begin`
      await connection`set local idle_in_transaction_session_timeout = 0`
      await connection`
        create temporary table scattered_records (place integer, line integer, key text, fields text) on commit drop`
      const header: CsvRecord[] = []
      let count = 0
      for await (const rows of inRows(file, header)) {
        await connection`
          insert into scattered_records (place, line, key, fields)
          select ${count}::integer + place, line, key, fields
          from unnest(${rows.map((row) => row.line)}::integer[], ${rows.map(keyOf)}::text[],
            ${rows.map((row) => JSON.stringify(row.fields))}::text[]) with ordinality as row (line, key, fields, place)`
        count += rows.length
      }
      yield { records: header, bytesRead: 0 }
      await connection`
        create temporary table gathered_records on commit drop as
        select row_number() over (order by first_place, place)::integer as place, line, fields
        from (select *, min(place) over (partition by key) as first_place from scattered_records) record`
      await connection`drop table scattered_records`
      await connection`create index on gathered_records (place)`
      await connection`analyze gathered_records`
      for (let start = 0; start < count; start += ROWS_PER_READ) {
        const rows = await connection<{ line: number; fields: string }[]>`
          select line, fields from gathered_records
          where place > ${start} and place <= ${start + ROWS_PER_READ} order by place`
        const records = rows.map((row) => ({ line: row.line, fields: JSON.parse(row.fields) as string[] }))
        yield { records, bytesRead: Math.round((file.sizeBytes * Math.min(start + ROWS_PER_READ, count)) / count) }
      }
    } finally {
      await connection`rollback`.catch(() => {})
      connection.release()
    }
  }
}

/** The records in larger lots; the header goes to `header`. */
async function* inRows(file: CsvFile, header: CsvRecord[]): AsyncGenerator<CsvRecord[]> {
  let lot: CsvRecord[] = []
  for await (const { records } of readRecords(file)) {
    for (const record of records) {
      if (header.length === 0) header.push(record)
      else lot.push(record)
    }
    if (lot.length < ROWS_PER_INSERT) continue
    yield lot
    lot = []
  }
  if (lot.length > 0) yield lot
}
