/**
 * The text of an entry that the journal's hash protects: a ticket, or the closing of a session (a Z). It is a JSON array in a
 * fixed order: amounts are integers in minor units, quantities thousandths, unit prices ten-thousandths, rates parts per
 * million, texts JSON strings. Each value has its own place and its own spelling, so two different records never share a
 * form. It holds no personal data (no cashier, customer or note) and no flags, so that erasing a person or settling a
 * review breaks no chain.
 *
 * A published version never changes: verifiers recompute old tickets. A change of content makes a new version. Version 1
 * knew tickets only, without their business day and without what version 2 says at the end of each line.
 */
import type { Minor } from './money.ts'

export const JOURNAL_VERSIONS = [1, 2] as const
export type JournalVersion = (typeof JOURNAL_VERSIONS)[number]
/** In which new entries are written. */
export const JOURNAL_VERSION = 2

/** The previous hash of the first entry of a chain. */
export const GENESIS_HASH = '0'.repeat(64)

export type JournalLine = {
  lineNumber: number
  /** What the line is, in the sales room's words. */
  kind: string
  variantId: number | null
  sku: string | null
  name: string
  quantity: bigint
  unitPrice: bigint
  gross: Minor
  lineDiscount: Minor
  ticketDiscount: Minor
  /** In the order recorded. */
  taxAmounts: readonly { code: string; amount: Minor }[]
  total: Minor
  /** Both discounts without tax; with it and the taxes, gross and net follow from the total. Since version 2. */
  discount: Minor
  /** The line of the returned ticket that this one takes back; null for what is sold. Since version 2. */
  originLineNumber: number | null
  /** The line of the article to which this fee or deposit belongs; null for any other. Since version 2. */
  feeOf: number | null
}

export type JournalTicket = {
  storeId: number
  registerId: number
  /** The place in the register's chain, from 1. */
  position: number | bigint
  kind: string
  /** The ticket's UUID; letters are written in lower case. */
  id: string
  series: number
  number: number
  /** The moment of the sale; any form that names an instant, written as ISO 8601 UTC with milliseconds. */
  occurredAt: string | Date
  /** The store's own day on which it counts, `2026-11-20`. Since version 2. */
  businessDay: string
  currency: string
  lines: readonly JournalLine[]
  taxes: readonly { code: string; ratePpm: number; base: Minor; amount: Minor }[]
  payments: readonly { method: string; amount: Minor; change: Minor }[]
  total: Minor
  rounding: Minor
  /** The UUID of the ticket that this one returns; null for a sale. */
  returnOf: string | null
  /** The hash that the device gave the record in its own chain; null when no device made it. */
  recordHash: string | null
}

/** The kind of an entry that closes a session, at the place where a ticket has its own. */
export const SESSION_CLOSE = 'session_close'

/** A session as its Z closes it: with what had arrived by then, in time. */
export type JournalSessionClose = {
  storeId: number
  registerId: number
  position: number | bigint
  /** The session's UUID. */
  sessionId: string
  zNumber: number
  /** `drawer` or `day`. */
  sessionKind: string
  openedAt: string | Date | null
  closedAt: string | Date
  currency: string
  series: number
  /** The first and the last number of the session; null where its till has not told the first. */
  openingNumber: number | null
  lastNumber: number | null
  openingFloat: Minor
  days: readonly {
    businessDay: string
    tickets: number
    returnTickets: number
    gross: Minor
    discounts: Minor
    returns: Minor
    net: Minor
    tax: Minor
    total: Minor
    rounding: Minor
  }[]
  /** Taxes, payments, refunds and movements of cash by business day: what was handed over or taxed, and what was kept. */
  shares: readonly { businessDay: string; kind: string; key: string; count: number; base: Minor; amount: Minor }[]
  counted: readonly { method: string; amount: Minor }[]
  /** Cash counted less cash expected; null where no cash was counted. */
  difference: Minor | null
}

/**
 * The canonical form of a ticket. Throws RangeError for a time or a day that is none or a number that is no integer, since
 * a form that cannot be recomputed protects nothing.
 */
export function canonicalTicket(ticket: JournalTicket, version: JournalVersion = JOURNAL_VERSION): string {
  const day = version === 1 ? [] : [calendarDay(ticket.businessDay)]
  return spell([
    version,
    integer(ticket.storeId),
    integer(ticket.registerId),
    integer(ticket.position),
    ticket.kind,
    ticket.id.toLowerCase(),
    integer(ticket.series),
    integer(ticket.number),
    instant(ticket.occurredAt),
    ...day,
    ticket.currency,
    ticket.lines.map((line) => canonicalLine(line, version)),
    ticket.taxes.map((tax) => [tax.code, integer(tax.ratePpm), integer(tax.base), integer(tax.amount)]),
    ticket.payments.map((payment) => [payment.method, integer(payment.amount), integer(payment.change)]),
    integer(ticket.total),
    integer(ticket.rounding),
    lowerCase(ticket.returnOf),
    lowerCase(ticket.recordHash),
  ])
}

function canonicalLine(line: JournalLine, version: JournalVersion): unknown[] {
  const fields = [
    integer(line.lineNumber),
    line.kind,
    nullableInteger(line.variantId),
    line.sku,
    line.name,
    integer(line.quantity),
    integer(line.unitPrice),
    integer(line.gross),
    integer(line.lineDiscount),
    integer(line.ticketDiscount),
    line.taxAmounts.map((tax) => [tax.code, integer(tax.amount)]),
    integer(line.total),
  ]
  if (version === 1) return fields
  return [...fields, integer(line.discount), nullableInteger(line.originLineNumber), nullableInteger(line.feeOf)]
}

/** The canonical form of a Z, which stands in the chain among its register's tickets. Throws as `canonicalTicket` does. */
export function canonicalSessionClose(close: JournalSessionClose): string {
  return spell([
    JOURNAL_VERSION,
    integer(close.storeId),
    integer(close.registerId),
    integer(close.position),
    SESSION_CLOSE,
    close.sessionId.toLowerCase(),
    integer(close.zNumber),
    close.sessionKind,
    close.openedAt === null ? null : instant(close.openedAt),
    instant(close.closedAt),
    close.currency,
    integer(close.series),
    nullableInteger(close.openingNumber),
    nullableInteger(close.lastNumber),
    integer(close.openingFloat),
    close.days.map((day) => [
      calendarDay(day.businessDay),
      integer(day.tickets),
      integer(day.returnTickets),
      integer(day.gross),
      integer(day.discounts),
      integer(day.returns),
      integer(day.net),
      integer(day.tax),
      integer(day.total),
      integer(day.rounding),
    ]),
    close.shares.map((share) => [
      calendarDay(share.businessDay),
      share.kind,
      share.key,
      integer(share.count),
      integer(share.base),
      integer(share.amount),
    ]),
    close.counted.map(({ method, amount }) => [method, integer(amount)]),
    nullableInteger(close.difference),
  ])
}

/**
 * The text to be hashed with SHA-256 (the hash is written as 64 lower-case hexadecimal digits): the previous hash of the
 * chain, a line feed, and the canonical form. Throws RangeError when the previous hash is no such hash.
 */
export function journalInput(previousHash: string, canonical: string): string {
  if (!HASH.test(previousHash)) throw new RangeError('The previous hash is 64 lower-case hexadecimal digits.')
  return `${previousHash}\n${canonical}`
}

/**
 * The text that is signed with Ed25519: what it is the hash of, so that a signature of one is never one of another, and
 * the hash.
 */
export const signedText = (of: 'entry' | 'closing' | 'export', hash: string): string =>
  `comptoir journal ${of}\n${hash}`

const HASH = /^[0-9a-f]{64}$/

/** Identifiers and hashes are written in lower case, as they are compared. */
const lowerCase = (value: string | null): string | null => (value === null ? null : value.toLowerCase())

/** A number where it is exact, since JSON's own writer is the quickest; sums of a session may be larger. */
function integer(value: number | bigint): number | bigint {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  if (typeof value === 'number') throw new RangeError('A number of the journal is an integer.')
  return value
}

/** Lists, texts, integers and null as JSON writes them; JSON's own writer refuses the integers beyond 2^53. */
function spell(form: readonly unknown[]): string {
  try {
    return JSON.stringify(form)
  } catch {
    return spellEach(form)
  }
}

function spellEach(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spellEach).join(',')}]`
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}

const nullableInteger = (value: number | bigint | null): number | bigint | null =>
  value === null ? null : integer(value)

/** A text without a zone would mean another instant on another machine. */
const NAMES_ITS_ZONE = /(?:Z|[+-]\d\d:\d\d)$/

function instant(value: string | Date): string {
  if (typeof value === 'string' && !NAMES_ITS_ZONE.test(value)) {
    throw new RangeError('A time of the journal names its zone: Z, or an offset such as -05:00.')
  }
  return new Date(value).toISOString()
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

function calendarDay(value: string): string {
  if (!DAY.test(value)) throw new RangeError('A business day of the journal is written 2026-11-20.')
  return value
}
