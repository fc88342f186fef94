import type { JournalVersion } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { canonicalFormOf } from '../tickets/hash-ticket.ts'
import { readTickets } from '../tickets/read-tickets.ts'
import type { Ticket } from '../tickets/ticket.ts'

export const ENTRY_KINDS = ['ticket', 'session_close'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** An entry as it is kept; hashes and signatures in hexadecimal digits. */
export type JournalEntry = {
  readonly position: number
  readonly kind: EntryKind
  readonly record_id: string
  readonly formula_version: JournalVersion
  readonly content: string | null
  readonly previous_hash: string
  readonly hash: string
  readonly key_id: number | null
  readonly signature: string | null
  readonly recorded_at: string
}

export type EntryPage = {
  readonly entries: readonly JournalEntry[]
  /** The tickets of the entries that have one, by id. */
  readonly tickets: ReadonlyMap<string, Ticket>
}

type Chain = { readonly storeId: number; readonly registerId: number }

/** The entries of a register beyond a position, with their tickets: two statements a page. */
export async function readEntries(
  sql: Queryable,
  { storeId, registerId }: Chain,
  { after, to, limit }: { after: number; to: number; limit: number },
): Promise<EntryPage> {
  const entries = await sql<JournalEntry[]>`
    select position, kind, record_id, formula_version, content, encode(previous_hash, 'hex') as previous_hash,
      encode(hash, 'hex') as hash, key_id, encode(signature, 'hex') as signature, recorded_at
    from journal_entries
    where store_id = ${storeId} and register_id = ${registerId} and position > ${after} and position <= ${to}
    order by position limit ${limit}`
  const keys = entries.filter(({ kind }) => kind === 'ticket').map(({ record_id }) => ({ storeId, id: record_id }))
  const tickets = await readTickets(sql, keys)
  return { entries, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])) }
}

/** The text that the hash of an entry protects; null where its ticket is gone. */
export function contentOf(entry: JournalEntry, tickets: EntryPage['tickets']): string | null {
  if (entry.kind !== 'ticket') return entry.content
  const ticket = tickets.get(entry.record_id)
  return ticket === undefined ? null : canonicalFormOf(ticket, entry.formula_version)
}
