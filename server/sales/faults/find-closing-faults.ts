import { hash, type KeyObject } from 'node:crypto'
import {
  addTotals,
  addUpSums,
  type ClosingKind,
  canonicalClosing,
  GENESIS_HASH,
  type JournalClosing,
  journalInput,
  NO_TOTALS,
  readClosing,
} from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import { joinCoverage } from '../journal/find-coverage.ts'
import { isSignedBy } from '../journal/journal-key.ts'
import { readPublicKeys } from '../journal/read-public-keys.ts'
import { type DaySums, sumCoveredTickets } from '../journal/sum-covered-tickets.ts'
import type { SalesInvariant } from './sales-invariants.ts'

type Row = {
  position: number
  kind: ClosingKind
  first_day: string
  last_day: string
  number: number
  content: string
  previous_hash: string
  hash: string
  key_id: number
  signature: string
}

const PAGE_SIZE = 100

/**
 * Walks the closings of every store from its first: each follows the one before it and bears a signature, its days cover
 * the journal of every register without a gap, and what it says is what the covered tickets add up to.
 */
export async function findClosingFaults(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  const keys = await readPublicKeys(sql)
  const stores = await sql<{ store_id: number }[]>`
    select distinct store_id from journal_closings order by store_id`
  for (const { store_id } of stores) await new ClosingWalk(store_id, keys, findings).run(sql)
}

class ClosingWalk {
  readonly #storeId: number
  readonly #keys: ReadonlyMap<number, KeyObject>
  readonly #findings: Findings<SalesInvariant>
  #position = 0
  #hash = GENESIS_HASH
  #lastDay: string | null = null
  #perpetual = NO_TOTALS
  readonly #numbers = { day: 0, month: 0, year: 0 }
  readonly #covered = new Map<number, number>()
  /** The closings of days and of months that no longer one has added up yet. */
  readonly #parts: Record<'day' | 'month', JournalClosing[]> = { day: [], month: [] }

  constructor(storeId: number, keys: ReadonlyMap<number, KeyObject>, findings: Findings<SalesInvariant>) {
    this.#storeId = storeId
    this.#keys = keys
    this.#findings = findings
  }

  async run(sql: Queryable): Promise<void> {
    for (;;) {
      const rows = await sql<Row[]>`
        select position, kind, first_day, last_day, number, content, encode(previous_hash, 'hex') as previous_hash,
          encode(hash, 'hex') as hash, key_id, encode(signature, 'hex') as signature
        from journal_closings where store_id = ${this.#storeId} and position > ${this.#position}
        order by position limit ${PAGE_SIZE}`
      if (rows.length === 0) return
      for (const row of rows) await this.#check(sql, row)
    }
  }

  async #check(sql: Queryable, row: Row): Promise<void> {
    const closing = readClosing(row.content)
    const subject = `${this.#storeId}, ${closing.kind} ${closing.period}`
    this.#checkChain(row, closing, subject)
    if (closing.kind === 'day') {
      await this.#checkCoverage(sql, closing, subject)
      this.#perpetual = addTotals(this.#perpetual, closing.totals)
      this.#lastDay = closing.period
      this.#parts.day.push(closing)
      this.#compareSums(closing, await sumCoveredTickets(sql, this.#storeId, closing.covers), closing.covers, subject)
      return
    }
    const parts = this.#parts[closing.kind === 'month' ? 'day' : 'month'].splice(0)
    if (closing.kind === 'month') this.#parts.month.push(closing)
    this.#compareSums(closing, parts, joinCoverage(parts.map(({ covers }) => covers)), subject)
  }

  #checkChain(row: Row, closing: JournalClosing, subject: string): void {
    const found = `${row.position} ${row.kind} ${row.number} ${row.previous_hash}`
    const expected = `${this.#position + 1} ${closing.kind} ${this.#numbers[closing.kind] + 1} ${this.#hash}`
    this.#findings.compare('closings_are_chained', subject, expected, found)
    const recomputed = hash('sha256', journalInput(row.previous_hash, row.content), 'hex')
    this.#findings.compare('closings_are_chained', subject, recomputed, row.hash)
    const key = this.#keys.get(row.key_id)
    const isSigned = key !== undefined && isSignedBy(key, 'closing', row.hash, row.signature)
    this.#findings.compare('closings_are_chained', subject, 'signed', isSigned ? 'signed' : row.signature)
    const due =
      this.#lastDay === null ? row.last_day : Temporal.PlainDate.from(this.#lastDay).add({ days: 1 }).toString()
    if (row.kind === 'day') this.#findings.compare('closings_are_chained', subject, due, closing.period)
    this.#position = row.position
    this.#hash = row.hash
    this.#numbers[closing.kind] = row.number
  }

  /** Each position in one closing, and the hash of the last one as the journal has it. */
  async #checkCoverage(sql: Queryable, { covers }: JournalClosing, subject: string): Promise<void> {
    for (const { registerId, from, to, hash: anchor } of covers) {
      const expected = (this.#covered.get(registerId) ?? 0) + 1
      this.#findings.compare('closings_cover_once', `${subject}, ${registerId}`, expected, from)
      this.#covered.set(registerId, to)
      const [entry] = await sql<{ hash: string }[]>`
        select encode(hash, 'hex') as hash from journal_entries
        where store_id = ${this.#storeId} and register_id = ${registerId} and position = ${to}`
      const found = entry?.hash ?? (to === 0 ? GENESIS_HASH : '?')
      this.#findings.compare('closings_cover_once', `${subject}, ${registerId}, ${to}`, anchor, found)
    }
  }

  #compareSums(
    closing: JournalClosing,
    parts: readonly DaySums[] | readonly JournalClosing[],
    covers: JournalClosing['covers'],
    subject: string,
  ): void {
    const days = closing.kind === 'day' ? (parts as readonly DaySums[]) : []
    const recomputed = { ...closing, covers, days, ...addUpSums(parts), perpetual: this.#perpetual }
    this.#findings.compare('closings_add_up', subject, canonicalClosing(recomputed), canonicalClosing(closing))
  }
}
