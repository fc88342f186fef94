import { hash } from 'node:crypto'
import { canonicalTicket, JOURNAL_VERSION, journalInput } from '../../../rules/index.ts'
import type { Ticket } from './ticket.ts'

export const FORMULA_VERSION = JOURNAL_VERSION

/** The hash that seals a ticket to the one before it in its register: SHA-256, 64 hexadecimal digits. */
export function hashTicket(ticket: Omit<Ticket, 'hash'>): string {
  const canonical = canonicalTicket({
    storeId: ticket.storeId,
    registerId: ticket.registerId,
    position: ticket.position,
    kind: ticket.kind,
    id: ticket.id,
    series: ticket.series,
    number: ticket.number,
    occurredAt: ticket.occurredAt,
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
    })),
    taxes: ticket.taxes,
    payments: ticket.payments,
    total: ticket.total,
    rounding: ticket.rounding,
    returnOf: ticket.originSaleId,
    recordHash: ticket.recordHash,
  })
  return hash('sha256', journalInput(ticket.previousHash, canonical), 'hex')
}
