import { type Receipt, receiptText } from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { referenceOf, type Ticket } from './ticket.ts'

const PAPER_WIDTH = 42

/** What the customer is given, as data for any printer. `origin`: the ticket that a return takes back. */
export function receiptOf(ticket: Ticket, store: StoreFacts, origin: Ticket | null, language: Language): Receipt {
  return {
    kind: ticket.kind,
    store: {
      name: store.name,
      header: linesOf(store.receiptHeader),
      footer: linesOf(store.receiptFooter),
      taxNumbers: [],
    },
    reference: referenceOf(ticket),
    returnOf: origin === null ? null : referenceOf(origin),
    dateText: localDateText(ticket.occurredAt, store.timeZone, language),
    currency: ticket.currency,
    pricesIncludeTax: ticket.pricesIncludeTax,
    lines: ticket.lines.map((line) => ({
      name: line.name,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      gross: line.printedGross,
      lineDiscount: line.lineDiscount,
    })),
    ticketDiscount: ticket.lines.reduce((sum, line) => sum + line.ticketDiscount, 0n),
    subtotal: ticket.subtotal,
    taxes: ticket.taxes.map((tax) => {
      const facts = store.taxesByCode.get(tax.code)
      const name = { fr: facts?.nameFr ?? tax.code, en: facts?.nameEn ?? tax.code }
      return { name, ratePpm: tax.ratePpm, base: tax.base, amount: tax.amount }
    }),
    exemptedTax: exemptedTaxOf(ticket),
    exemptionCertificate: ticket.taxExemptionNumber,
    total: ticket.total,
    rounding: ticket.rounding,
    payments: ticket.payments.map(({ method, amount }) => ({ method, amount })),
    changeDue: ticket.changeDue,
    isCopy: false,
  }
}

/** The tax that printed prices hold and an exempt customer does not pay: what the lines show beyond what they cost. */
function exemptedTaxOf(ticket: Ticket): bigint {
  if (ticket.taxExemptionNumber === null || !ticket.pricesIncludeTax) return 0n
  const printed = ticket.lines.reduce((sum, line) => sum + line.printedGross, 0n)
  return printed - ticket.discountTotal - ticket.total
}

export const receiptAsText = (receipt: Receipt, language: Language): string =>
  `${receiptText(receipt, { language, width: PAPER_WIDTH }).join('\n')}\n`

const linesOf = (value: string | null): string[] => (value === null ? [] : value.split(/\r?\n/))

function localDateText(instant: string, timeZone: string, language: Language): string {
  const locale = language === 'fr' ? 'fr-CA' : 'en-CA'
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  )
}
