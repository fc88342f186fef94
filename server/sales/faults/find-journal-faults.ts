import { GENESIS_HASH } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import { loadStoreFacts, type StoreFacts } from '../../stores/index.ts'
import { checkTicket, subjectOf } from '../tickets/check-ticket.ts'
import { hashTicket } from '../tickets/hash-ticket.ts'
import { readTickets } from '../tickets/read-tickets.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { SalesInvariant } from './sales-invariants.ts'

export type Progress = (ticketsDone: number, ticketsTotal: number) => void

type Chain = { store_id: number; register_id: number; position: number | null; head_hash: string | null }
type Entry = { position: number; record_id: string; previous_hash: string; hash: string; recorded_at: string }
type Page = { entries: readonly Entry[]; tickets: ReadonlyMap<string, Ticket> }

/** Tickets held in memory at once, twice: one page is read while another is checked. */
const PAGE_SIZE = 1000

/**
 * Walks every register's journal from its first entry to its head, recomputes each hash from the rows of its ticket, and
 * checks the tickets themselves on the way, so that each is read once. Memory holds two pages, whatever the history.
 */
export async function findJournalFaults(
  sql: Queryable,
  findings: Findings<SalesInvariant>,
  onProgress: Progress,
): Promise<void> {
  const chains = await sql<Chain[]>`
    with entered as (select distinct store_id, register_id from journal_entries)
    select store_id, register_id, journal.position, encode(journal.head_hash, 'hex') as head_hash
    from entered full join register_journals journal using (store_id, register_id)
    order by store_id, register_id`
  const [{ total }] = await sql<[{ total: number }]>`select count(*) as total from journal_entries`
  const stores = await loadStoreFacts(sql, [...new Set(chains.map((chain) => chain.store_id))])
  let done = 0
  for (const chain of chains) {
    await walkChain(sql, chain, stores.get(chain.store_id), findings, (entries) => {
      done += entries
      onProgress(done, total)
    })
  }
  await findUnjournalled(sql, findings)
}

async function walkChain(
  sql: Queryable,
  chain: Chain,
  store: StoreFacts | undefined,
  findings: Findings<SalesInvariant>,
  onPage: (entries: number) => void,
): Promise<void> {
  const name = `${chain.store_id}-${chain.register_id}`
  let last = { position: 0, hash: GENESIS_HASH }
  let coming = readPage(sql, chain, 0)
  for (;;) {
    const { entries, tickets } = await coming
    const end = entries.at(-1)
    if (end === undefined) break
    coming = readPage(sql, chain, end.position)
    for (const entry of entries) {
      const subject = `${name}, ${entry.position}`
      findings.compare('journal_is_consecutive', subject, last.position + 1, entry.position)
      findings.compare('journal_is_chained', subject, last.hash, entry.previous_hash)
      last = entry
      checkEntry(entry, subject, tickets.get(entry.record_id), store, findings)
    }
    onPage(entries.length)
  }
  const head = `${chain.position ?? 0} ${chain.head_hash ?? GENESIS_HASH}`
  findings.compare('journal_head_is_last', name, `${last.position} ${last.hash}`, head)
}

function checkEntry(
  entry: Entry,
  subject: string,
  ticket: Ticket | undefined,
  store: StoreFacts | undefined,
  findings: Findings<SalesInvariant>,
): void {
  findings.check('journal_holds_every_ticket')
  if (ticket === undefined) {
    findings.report('journal_holds_every_ticket', { subject, expected: entry.record_id, found: null })
    return
  }
  findings.compare('journal_hashes_hold', subjectOf(ticket), hashTicket(ticket), entry.hash)
  checkTicket(ticket, store, entry.recorded_at, findings)
}

async function readPage(sql: Queryable, chain: Chain, after: number): Promise<Page> {
  const entries = await sql<Entry[]>`
    select position, record_id, encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash, recorded_at
    from journal_entries
    where store_id = ${chain.store_id} and register_id = ${chain.register_id} and position > ${after}
    order by position limit ${PAGE_SIZE}`
  const keys = entries.map((entry) => ({ storeId: chain.store_id, id: entry.record_id }))
  const tickets = await readTickets(sql, keys)
  return { entries, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])) }
}

async function findUnjournalled(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  await findings.compareAll(
    sql,
    'journal_holds_every_ticket',
    sql`
      select sale.store_id || ' ' || sale.id as subject, 'entry' as expected, null::text as found, true as is_fault
      from sales sale left join journal_entries entry
        on entry.store_id = sale.store_id and entry.register_id = sale.register_id and entry.record_id = sale.id
      where entry.record_id is null`,
  )
}
