import { createHash } from 'node:crypto'
import { readClosing } from '../../../rules/index.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { openTransaction } from '../../platform/database/open-transaction.ts'
import type { JournalPlace } from './find-journal-place.ts'
import type { JournalKey } from './journal-key.ts'
import { listKeys } from './list-keys.ts'
import { contentOf, type EntryPage, type JournalEntry, readEntries } from './read-entries.ts'
import { type ChainRange, type Days, type ExportRange, readExportRange } from './read-export-range.ts'

/** What a file of this form is made of; `bin/verify-journal.mjs` demands exactly this spelling. */
const FORMAT = 1
const ENTRIES_PER_PAGE = 500
const CLOSINGS_PER_PAGE = 50

/** Lines of JSON, and the digest of all of them so far. */
class SignedLines {
  readonly #digest = createHash('sha256')
  #count = 0

  add(line: object): string {
    const text = `${JSON.stringify(line)}\n`
    this.#digest.update(text)
    this.#count += 1
    return text
  }

  /** The last line, which signs the others. */
  end(key: JournalKey): string {
    const sha256 = this.#digest.digest('hex')
    const end = { lines: this.#count, sha256, key_id: key.id, signature: key.sign('export', sha256) }
    return `${JSON.stringify({ end })}\n`
  }
}

/**
 * The lines of an export: the head, the keys, then each closing of a day after the entries that it covers, so that whoever
 * verifies holds one day's sums; at the end what no closing covers yet, and the signature. All of one moment of the
 * database, page by page. Whoever stops reading ends the transaction.
 */
export async function* writeJournalExport(
  sql: Sql,
  place: JournalPlace,
  days: Days,
  key: JournalKey,
): AsyncGenerator<string> {
  const transaction = openTransaction(sql, 'isolation level repeatable read read only')
  const { tx } = transaction
  try {
    const range = await readExportRange(tx, place, days)
    const lines = new SignedLines()
    yield lines.add({ head: headOf(place, days, range) }) + (await writeKeys(tx, lines))
    const reached = new Map(range.chains.map(({ registerId, after }) => [registerId, after]))
    if (range.closings !== null) yield* writeClosings(tx, place, range.closings, { lines, reached })
    for (const { registerId, to } of range.chains) {
      const after = reached.get(registerId) ?? 0
      yield* writeEntries(tx, { storeId: place.storeId, registerId, after, to }, lines)
    }
    yield lines.end(key)
  } finally {
    await transaction.rollback()
  }
}

function headOf(place: JournalPlace, { from, to }: Days, { chains, closings }: ExportRange): object {
  return {
    format: FORMAT,
    store_id: place.storeId,
    register_id: place.registerId,
    time_zone: place.timeZone,
    currency: place.currency,
    from: from ?? null,
    to: to ?? null,
    made_at: new Date().toISOString(),
    closings,
    chains: chains.map(({ registerId, ...chain }) => ({ register_id: registerId, ...chain })),
  }
}

async function writeKeys(tx: Tx, lines: SignedLines): Promise<string> {
  const keys = await listKeys(tx)
  return keys.map(({ id, public_key, created_at }) => lines.add({ key: { id, public_key, created_at } })).join('')
}

type ClosingRow = {
  position: number
  kind: string
  content: string
  previous_hash: string
  hash: string
  key_id: number
  signature: string
}
type Progress = {
  readonly lines: SignedLines
  /** How far each register has been written. */
  readonly reached: Map<number, number>
}

async function* writeClosings(
  tx: Tx,
  { storeId }: JournalPlace,
  range: ChainRange,
  { lines, reached }: Progress,
): AsyncGenerator<string> {
  let after = range.after
  for (;;) {
    const rows = await tx<ClosingRow[]>`
      select position, kind, content, encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash, key_id,
        encode(signature, 'hex') as signature
      from journal_closings where store_id = ${storeId} and position > ${after} and position <= ${range.to}
      order by position limit ${CLOSINGS_PER_PAGE}`
    for (const { content, ...row } of rows) {
      if (row.kind === 'day') {
        for (const { registerId, from, to } of readClosing(content).covers) {
          yield* writeEntries(tx, { storeId, registerId, after: from - 1, to }, lines)
          reached.set(registerId, to)
        }
      }
      const { position, kind, previous_hash, hash, key_id, signature } = row
      yield lines.add({ closing: { position, kind, canonical: content, previous_hash, hash, key_id, signature } })
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.position
  }
}

type Part = { storeId: number; registerId: number; after: number; to: number }

async function* writeEntries(tx: Tx, part: Part, lines: SignedLines): AsyncGenerator<string> {
  let after = part.after
  while (after < part.to) {
    const page = await readEntries(tx, part, { after, to: part.to, limit: ENTRIES_PER_PAGE })
    const last = page.entries.at(-1)
    if (last === undefined) return
    yield page.entries.map((entry) => lines.add({ entry: entryOf(part.registerId, entry, page) })).join('')
    after = last.position
  }
}

function entryOf(registerId: number, entry: JournalEntry, { tickets }: EntryPage): object {
  const { position, kind, record_id, formula_version: version, recorded_at } = entry
  const { previous_hash, hash, key_id, signature } = entry
  // Where the ticket is gone nothing stands, and the hash tells.
  const canonical = contentOf(entry, tickets) ?? ''
  return {
    register_id: registerId,
    position,
    kind,
    record_id,
    version,
    recorded_at,
    canonical,
    ...(version === 1 && beyondVersion1(entry, tickets)),
    previous_hash,
    hash,
    key_id,
    signature,
  }
}

/** What sums of closings need and the first version did not say; only the signature of the file protects it. */
function beyondVersion1({ record_id }: JournalEntry, tickets: EntryPage['tickets']): object {
  const ticket = tickets.get(record_id)
  const discounts = (ticket?.lines ?? [])
    .filter(({ kind }) => kind !== 'return')
    .reduce((sum, { discount }) => sum + discount, 0n)
  return { business_day: ticket?.businessDay ?? '', discounts: String(discounts) }
}
