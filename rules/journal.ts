/**
 * The text of a ticket that the journal's hash protects. It is a JSON array in a fixed order: amounts are integers in
 * minor units, quantities thousandths, unit prices ten-thousandths, rates parts per million, texts JSON strings. Each
 * value has its own place and its own spelling, so two different records never share a form. It holds no personal data
 * (no cashier, customer or note) and no flags, so that erasing a person or settling a review breaks no chain.
 *
 * A published version never changes: verifiers recompute old tickets. A change of content makes a new version.
 */
import type { Minor } from './money.ts'

export const JOURNAL_VERSION = 1

/** The previous hash of the first ticket of a chain. */
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

/**
 * The canonical form, version 1. Throws RangeError for a time that is none or a number that is no integer, since a form
 * that cannot be recomputed protects nothing.
 */
export function canonicalTicket(ticket: JournalTicket): string {
  let lines = ''
  for (const line of ticket.lines) lines += (lines === '' ? '' : ',') + canonicalLine(line)
  let taxes = ''
  for (const tax of ticket.taxes) {
    taxes += `${taxes === '' ? '' : ','}[${text(tax.code)},${integer(tax.ratePpm)},${tax.base},${tax.amount}]`
  }
  let payments = ''
  for (const payment of ticket.payments) {
    payments += `${payments === '' ? '' : ','}[${text(payment.method)},${payment.amount},${payment.change}]`
  }
  return (
    `[${JOURNAL_VERSION},${integer(ticket.storeId)},${integer(ticket.registerId)},${integer(ticket.position)},` +
    `${text(ticket.kind)},${text(ticket.id.toLowerCase())},${integer(ticket.series)},${integer(ticket.number)},` +
    `"${instant(ticket.occurredAt)}",${text(ticket.currency)},[${lines}],[${taxes}],[${payments}],` +
    `${ticket.total},${ticket.rounding},${nullable(ticket.returnOf)},${nullable(ticket.recordHash)}]`
  )
}

function canonicalLine(line: JournalLine): string {
  let taxes = ''
  for (const tax of line.taxAmounts) taxes += `${taxes === '' ? '' : ','}[${text(tax.code)},${tax.amount}]`
  const variantId = line.variantId === null ? 'null' : integer(line.variantId)
  return (
    `[${integer(line.lineNumber)},${text(line.kind)},${variantId},${nullableText(line.sku)},${text(line.name)},` +
    `${line.quantity},${line.unitPrice},${line.gross},${line.lineDiscount},${line.ticketDiscount},` +
    `[${taxes}],${line.total}]`
  )
}

/**
 * The text to be hashed with SHA-256 (the hash is written as 64 lower-case hexadecimal digits): the previous hash of the
 * chain, a line feed, and the canonical form. Throws RangeError when the previous hash is no such hash.
 */
export function journalInput(previousHash: string, canonical: string): string {
  if (!HASH.test(previousHash)) throw new RangeError('The previous hash is 64 lower-case hexadecimal digits.')
  return `${previousHash}\n${canonical}`
}

const HASH = /^[0-9a-f]{64}$/

/** Text that JSON writes as it is, between quotes; most names of a shop are such, and testing is faster than escaping. */
const PLAIN_TEXT = /^[\x20\x21\x23-\x5b\x5d-\x7e\u00a0-\u017f]*$/

function text(value: string): string {
  return PLAIN_TEXT.test(value) ? `"${value}"` : JSON.stringify(value)
}

function nullableText(value: string | null): string {
  return value === null ? 'null' : text(value)
}

/** Identifiers and hashes are written in lower case, as they are compared. */
function nullable(value: string | null): string {
  return value === null ? 'null' : text(value.toLowerCase())
}

function integer(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('A number of the journal is an integer.')
  }
  return String(value)
}

/** A text without a zone would mean another instant on another machine. */
const NAMES_ITS_ZONE = /(?:Z|[+-]\d\d:\d\d)$/

function instant(value: string | Date): string {
  if (typeof value === 'string' && !NAMES_ITS_ZONE.test(value)) {
    throw new RangeError('A time of the journal names its zone: Z, or an offset such as -05:00.')
  }
  return new Date(value).toISOString()
}
