import { hash, type KeyObject } from 'node:crypto'
import { GENESIS_HASH, journalInput } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import { loadStoreFacts, type StoreFacts } from '../../stores/index.ts'
import { isSignedBy } from '../journal/journal-key.ts'
import { contentOf, type EntryPage, type JournalEntry, readEntries } from '../journal/read-entries.ts'
import { readPublicKeys } from '../journal/read-public-keys.ts'
import { checkTicket, subjectOf } from '../tickets/check-ticket.ts'
import type { SalesInvariant } from './sales-invariants.ts'

export type Progress = (entriesDone: number, entriesTotal: number) => void

type Chain = { store_id: number; register_id: number; position: number | null; head_hash: string | null }

/** Entries held in memory at once, twice: one page is read while another is checked. */
const PAGE_SIZE = 1000

/**
 * Walks every register's journal from its first entry to its head, recomputes each hash from the rows of its ticket,
 * verifies each signature, and checks the tickets themselves on the way, so that each is read once. Memory holds two
 * pages, whatever the history.
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
  const keys = await readPublicKeys(sql)
  let done = 0
  for (const chain of chains) {
    const walk = new ChainWalk(chain, { store: stores.get(chain.store_id), keys, findings })
    await walk.run(sql, (entries) => {
      done += entries
      onProgress(done, total)
    })
  }
  await findUnjournalled(sql, findings)
}

type Means = {
  readonly store: StoreFacts | undefined
  readonly keys: ReadonlyMap<number, KeyObject>
  readonly findings: Findings<SalesInvariant>
}

class ChainWalk {
  readonly #chain: Chain
  readonly #means: Means
  #last = { position: 0, hash: GENESIS_HASH }
  /** From here on every entry is. */
  #isSigned = false

  constructor(chain: Chain, means: Means) {
    this.#chain = chain
    this.#means = means
  }

  async run(sql: Queryable, onPage: (entries: number) => void): Promise<void> {
    const { store_id: storeId, register_id: registerId, position, head_hash } = this.#chain
    const read = (after: number) =>
      readEntries(sql, { storeId, registerId }, { after, to: Number.MAX_SAFE_INTEGER, limit: PAGE_SIZE })
    let coming = read(0)
    for (;;) {
      const page = await coming
      const end = page.entries.at(-1)
      if (end === undefined) break
      coming = read(end.position)
      for (const entry of page.entries) this.#check(entry, page.tickets)
      onPage(page.entries.length)
    }
    const head = `${position ?? 0} ${head_hash ?? GENESIS_HASH}`
    const reached = `${this.#last.position} ${this.#last.hash}`
    this.#means.findings.compare('journal_head_is_last', `${storeId}-${registerId}`, reached, head)
  }

  #check(entry: JournalEntry, tickets: EntryPage['tickets']): void {
    const { findings, store } = this.#means
    const subject = `${this.#chain.store_id}-${this.#chain.register_id}, ${entry.position}`
    findings.compare('journal_is_consecutive', subject, this.#last.position + 1, entry.position)
    findings.compare('journal_is_chained', subject, this.#last.hash, entry.previous_hash)
    this.#last = entry
    this.#checkSignature(entry, subject)
    const ticket = tickets.get(entry.record_id)
    const content = contentOf(entry, tickets)
    if (entry.kind === 'ticket') findings.check('journal_holds_every_ticket')
    if (content === null) {
      findings.report('journal_holds_every_ticket', { subject, expected: entry.record_id, found: null })
      return
    }
    const recomputed = hash('sha256', journalInput(entry.previous_hash, content), 'hex')
    findings.compare('journal_hashes_hold', ticket === undefined ? subject : subjectOf(ticket), recomputed, entry.hash)
    if (ticket !== undefined) checkTicket(ticket, store, entry.recorded_at, findings)
  }

  /** What was recorded before there were keys has no signature; nothing that comes after one has. */
  #checkSignature({ hash: digest, key_id, signature, formula_version: version }: JournalEntry, subject: string): void {
    const { keys, findings } = this.#means
    if (signature === null && version === 1 && !this.#isSigned) return
    this.#isSigned = true
    findings.check('journal_signatures_hold')
    const key = key_id === null ? undefined : keys.get(key_id)
    if (key !== undefined && signature !== null && isSignedBy(key, 'entry', digest, signature)) return
    findings.report('journal_signatures_hold', { subject, expected: `key ${key_id ?? '?'}`, found: signature })
  }
}

async function findUnjournalled(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  await findings.compareAll(
    sql,
    'journal_holds_every_ticket',
    sql`
      select sale.store_id || ' ' || sale.id as subject, 'entry' as expected, null::text as found, true as is_fault
      from sales sale left join journal_entries entry
        on entry.store_id = sale.store_id and entry.register_id = sale.register_id and entry.record_id = sale.id
          and entry.kind = 'ticket'
      where entry.record_id is null`,
  )
  // Sessions that were closed before the journal held closings have no entry; none that was closed since lacks one.
  await findings.compareAll(
    sql,
    'journal_holds_every_z',
    sql`
      with entered as (
        select store_id, register_id, record_id as id, (content::jsonb ->> 6)::bigint as z_number
        from journal_entries where kind = 'session_close'
      ), first as (
        select store_id, register_id, min(z_number) as z_number from entered group by 1, 2
      ), closed as (
        select session.store_id, session.register_id, session.id, session.z_number
        from register_sessions session join first using (store_id, register_id)
        where session.z_number >= first.z_number
      )
      select store_id || '-' || register_id || ' ' || id as subject, closed.z_number::text as expected,
        entered.z_number::text as found, closed.z_number is distinct from entered.z_number as is_fault
      from closed full join entered using (store_id, register_id, id)`,
  )
}
