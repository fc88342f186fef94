import { printedRegistration, type Receipt, type ReceiptLine, trainingReference } from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import { referenceOf, type Ticket, type TicketLine } from '../tickets/ticket.ts'
import type { ReceiptAddress, ReceiptFacts } from './read-receipt-facts.ts'

type Manner = { readonly language: Language; readonly copyNumber: number }

/** What the customer is given, as data for any paper. */
export function composeReceipt(ticket: Ticket, facts: ReceiptFacts, { language, copyNumber }: Manner): Receipt {
  // Of two taxes with one code the later one stays, and that of the ticket's own zone comes last.
  const taxNames = new Map(facts.taxes.map((tax) => [tax.code, { fr: tax.name_fr, en: tax.name_en }]))
  const weighed = new Set(facts.weighed)
  return {
    kind: ticket.kind,
    store: {
      name: facts.name,
      legalName: facts.legal_name,
      header: linesOf(facts.receipt_header),
      address: [...addressLines(facts.address, language), ...(facts.phone === null ? [] : [facts.phone])],
      footer: linesOf(facts.receipt_footer),
      taxNumbers: facts.registrations.map(printedRegistration),
    },
    reference: ticket.isTraining ? trainingReference(language) : referenceOf(ticket),
    returnOf: facts.origin === null ? null : referenceOf(facts.origin),
    dateText: localDateText(ticket.occurredAt, facts.time_zone, language),
    register: facts.register,
    cashier: facts.cashier,
    customer: facts.customer,
    currency: ticket.currency,
    pricesIncludeTax: ticket.pricesIncludeTax,
    lines: inPrintedOrder(ticket).map((line) => composeLine(line, weighed)),
    ticketDiscount: ticket.lines.reduce((sum, line) => sum + line.ticketDiscount, 0n),
    subtotal: ticket.subtotal,
    taxes: ticket.taxes.map((tax) => ({
      code: tax.code,
      name: taxNames.get(tax.code) ?? { fr: tax.code, en: tax.code },
      ratePpm: tax.ratePpm,
      base: tax.base,
      amount: tax.amount,
    })),
    exemptedTax: exemptedTaxOf(ticket),
    exemptionCertificate: ticket.taxExemptionNumber,
    total: ticket.total,
    rounding: ticket.rounding,
    payments: ticket.payments.map(({ method, amount }) => ({ method, amount })),
    changeDue: ticket.changeDue,
    isTraining: ticket.isTraining,
    copyNumber,
  }
}

/** The tax that printed prices hold and an exempt customer does not pay: what the lines show beyond what they cost. */
function exemptedTaxOf(ticket: Ticket): bigint {
  if (ticket.taxExemptionNumber === null || !ticket.pricesIncludeTax) return 0n
  const printed = ticket.lines.reduce((sum, line) => sum + line.printedGross, 0n)
  return printed - ticket.discountTotal - ticket.total
}

/** Each article with its deposits and eco-fees under it, wherever a till has put them. */
function inPrintedOrder({ lines }: Ticket): TicketLine[] {
  const feesOf = Map.groupBy(lines, ({ feeOf }) => feeOf)
  return (feesOf.get(null) ?? []).flatMap((line) => [line, ...(feesOf.get(line.lineNumber) ?? [])])
}

const composeLine = (line: TicketLine, weighed: ReadonlySet<number>): ReceiptLine => ({
  name: line.name,
  quantity: line.quantity,
  unit: line.variantId !== null && weighed.has(line.variantId) ? 'kg' : null,
  unitPrice: line.unitPrice,
  gross: line.printedGross,
  lineDiscount: line.lineDiscount,
  taxCodes: line.taxShares.map(({ code }) => code),
  lineNumber: line.lineNumber,
  feeOf: line.feeOf,
})

/** The postal code follows the province in Canada and precedes the city in Europe. */
function addressLines(address: ReceiptAddress | null, language: Language): string[] {
  if (address === null) return []
  const { line1, line2, city, region, postal_code: code, country } = address
  const street = [line1, ...(line2 === null ? [] : [line2])]
  if (country !== 'CA' && country !== 'US') return [...street, [code, city].filter(Boolean).join(' ')]
  const place = region === null ? city : language === 'fr' ? `${city} (${region})` : `${city}, ${region}`
  return [...street, code === null ? place : `${place} ${code.replace(' ', '\u00a0')}`]
}

const linesOf = (value: string | null): string[] => (value === null ? [] : value.split(/\r?\n/))

function localDateText(instant: string, timeZone: string, language: Language): string {
  const locale = language === 'fr' ? 'fr-CA' : 'en-CA'
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  )
}
