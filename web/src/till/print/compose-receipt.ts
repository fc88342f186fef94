/** What a ticket's receipt says: the same rows as those that the server prints. */
import {
  currencyDecimals,
  type Language,
  PRICE_SCALE,
  parseDecimal,
  printedRegistration,
  QUANTITY_SCALE,
  type Receipt,
  type ReceiptLine,
} from '../../../../rules/index.ts'
import type { Sale } from '../../api/index.ts'
import { toPpm } from '../cart/decimals.ts'
import { storeTaxes } from '../cart/store-taxes.ts'
import type { Store } from '../memory.ts'

export type ReceiptScene = {
  readonly store: Store
  readonly language: Language
  /** Who served, as the store knows them. */
  readonly cashier: string | null
  readonly customer: string | null
  /** The receipt of the goods that come back. */
  readonly returnOf: string | null
  /** The variants that are sold by weight. */
  readonly weighed: ReadonlySet<number>
  /** 0: the original. */
  readonly copyNumber: number
}

export function composeReceipt(ticket: Sale, scene: ReceiptScene): Receipt {
  const { store, language } = scene
  const minor = (amount: string) => parseDecimal(amount, currencyDecimals(ticket.currency)) ?? 0n
  const names = storeTaxes(store)
  return {
    kind: ticket.kind,
    store: {
      name: store.name,
      legalName: store.legal_name,
      header: linesOf(store.receipt_header),
      address: [...addressLines(store.address, language), ...(store.phone === null ? [] : [store.phone])],
      footer: linesOf(store.receipt_footer),
      taxNumbers: store.registrations.map(printedRegistration),
    },
    reference: ticket.reference,
    returnOf: scene.returnOf,
    dateText: momentText(ticket.occurred_at, store.time_zone, language),
    register: store.registers.find(({ id }) => id === ticket.register_id)?.name ?? null,
    cashier: scene.cashier,
    customer: scene.customer,
    currency: ticket.currency,
    pricesIncludeTax: ticket.prices_include_tax,
    lines: inPrintedOrder(ticket).map((line) => receiptLine(line, scene.weighed, minor)),
    ticketDiscount: ticket.lines.reduce((sum, line) => sum + minor(line.ticket_discount), 0n),
    subtotal: minor(ticket.subtotal),
    taxes: ticket.taxes.map(({ code, rate, base, amount }) => ({
      code,
      name: names.nameOf(code),
      ratePpm: Number(toPpm(rate)),
      base: minor(base),
      amount: minor(amount),
    })),
    exemptedTax: exemptedTax(ticket, minor),
    exemptionCertificate: ticket.tax_exemption_number,
    total: minor(ticket.total),
    rounding: minor(ticket.rounding),
    payments: ticket.payments.map(({ method, amount }) => ({ method, amount: minor(amount) })),
    changeDue: minor(ticket.change_due),
    isTraining: ticket.training,
    copyNumber: scene.copyNumber,
  }
}

type SaleLine = Sale['lines'][number]
type ToMinor = (amount: string) => bigint

/** The tax that printed prices hold and an exempt customer does not pay. */
function exemptedTax({ tax_exemption_number, prices_include_tax, lines, discount_total, total }: Sale, minor: ToMinor) {
  if (tax_exemption_number === null || !prices_include_tax) return 0n
  return lines.reduce((sum, { gross }) => sum + minor(gross), 0n) - minor(discount_total) - minor(total)
}

/** Each article with its deposits and eco-fees under it. */
function inPrintedOrder({ lines }: Sale): SaleLine[] {
  const feesOf = Map.groupBy(lines, ({ fee_of: feeOf }) => feeOf)
  return (feesOf.get(null) ?? []).flatMap((line) => [line, ...(feesOf.get(line.line) ?? [])])
}

const receiptLine = (line: SaleLine, weighed: ReadonlySet<number>, minor: ToMinor): ReceiptLine => ({
  name: line.name,
  quantity: parseDecimal(line.quantity, QUANTITY_SCALE) ?? 0n,
  unit: line.variant_id !== null && weighed.has(line.variant_id) ? 'kg' : null,
  unitPrice: parseDecimal(line.unit_price, PRICE_SCALE) ?? 0n,
  gross: minor(line.gross),
  lineDiscount: minor(line.discount),
  taxCodes: line.taxes.map(({ code }) => code),
  lineNumber: line.line,
  feeOf: line.fee_of,
})

/** The postal code follows the province in Canada and precedes the city in Europe. */
function addressLines(address: Store['address'], language: Language): string[] {
  if (address === null) return []
  const { line1, line2, city, region, postal_code: code, country } = address
  const street = [line1, ...(line2 === null ? [] : [line2])]
  if (country !== 'CA' && country !== 'US') return [...street, [code, city].filter(Boolean).join(' ')]
  const place = region === null ? city : language === 'fr' ? `${city} (${region})` : `${city}, ${region}`
  return [...street, code === null ? place : `${place} ${code.replace(' ', '\u00a0')}`]
}

const linesOf = (value: string | null): string[] => (value === null ? [] : value.split(/\r?\n/))

const momentText = (instant: string, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(instant))
