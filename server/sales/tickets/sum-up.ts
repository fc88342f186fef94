import type { Ticket, TicketTax } from './ticket.ts'

/**
 * Adds up a ticket that takes goods back and may sell others: what comes back bears the taxes that it was sold with, what
 * is sold those of today. A tax whose rate has changed since has a row for each rate.
 */
export function sumUp(ticket: Ticket, taxesOfSale: readonly TicketTax[], taxesOfSold: readonly TicketTax[]): void {
  for (const line of ticket.lines) {
    ticket.subtotal += line.net
    ticket.discountTotal += line.lineDiscount + line.ticketDiscount
    ticket.taxTotal += line.tax
    ticket.total += line.total
  }
  const taxes = taxesOfReturned(ticket, taxesOfSale)
  for (const sold of taxesOfSold) {
    const known = taxes.find(({ code, ratePpm }) => code === sold.code && ratePpm === sold.ratePpm)
    if (known === undefined) taxes.push({ ...sold })
    else {
      known.base += sold.base
      known.amount += sold.amount
    }
  }
  const codesOfSold = new Set(taxesOfSold.map(({ code }) => code))
  // What is sold may come back in its turn, and then needs the rate of each of its taxes, be they nothing on this ticket.
  ticket.taxes = taxes.filter((tax) => tax.base !== 0n || tax.amount !== 0n || codesOfSold.has(tax.code))
}

/** Of two rates of one tax on an exchange, the goods that it sold bear the later. */
function taxesOfReturned({ lines }: Ticket, taxesOfSale: readonly TicketTax[]): TicketTax[] {
  const taxes = new Map<string, TicketTax>(
    taxesOfSale.map(({ code, ratePpm }) => [code, { code, ratePpm, base: 0n, amount: 0n }]),
  )
  for (const line of lines) {
    if (line.kind !== 'return') continue
    for (const share of line.taxShares) {
      const tax = taxes.get(share.code)
      if (tax === undefined) continue
      tax.base += line.net
      tax.amount += share.amount
    }
  }
  return [...taxes.values()]
}
