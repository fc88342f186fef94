import { hash } from 'node:crypto'
import { canonicalTicket, JOURNAL_VERSION, type JournalVersion, journalInput } from '../../../rules/index.ts'
import type { Ticket } from './ticket.ts'

/** The hash that seals a ticket to the entry before it in its register: SHA-256, 64 hexadecimal digits. */
export const hashTicket = (ticket: Omit<Ticket, 'hash'>, version: JournalVersion = JOURNAL_VERSION): string =>
  hash('sha256', journalInput(ticket.previousHash, canonicalFormOf(ticket, version)), 'hex')

/** The text of a ticket that its hash protects. */
export function canonicalFormOf(ticket: Omit<Ticket, 'hash'>, version: JournalVersion): string {
  const form = {
    storeId: ticket.storeId,
    registerId: ticket.registerId,
    position: ticket.position,
    kind: ticket.kind,
    id: ticket.id,
    series: ticket.series,
    number: ticket.number,
    occurredAt: ticket.occurredAt,
    businessDay: ticket.businessDay,
    currency: ticket.currency,
    lines: ticket.lines.map((line) => ({
      lineNumber: line.lineNumber,
      kind: line.kind,
      variantId: line.variantId,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      gross: line.printedGross,
      lineDiscount: line.lineDiscount,
      ticketDiscount: line.ticketDiscount,
      taxAmounts: line.taxShares,
      total: line.total,
      discount: line.discount,
      originLineNumber: line.originLineNumber,
      feeOf: line.feeOf,
    })),
    taxes: ticket.taxes,
    payments: ticket.payments,
    total: ticket.total,
    rounding: ticket.rounding,
    returnOf: ticket.originSaleId,
    recordHash: ticket.recordHash,
  }
  return canonicalTicket(form, version)
}
