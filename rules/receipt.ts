/**
 * A receipt as lines of text, the same on the screen, on paper and in an e-mail. Each tax stands on a line of its own
 * with its own rate, never with their sum: in Québec TPS and TVQ with the registration numbers of the seller; in France
 * the VAT of each rate with its base (CGI, ann. II, art. 242 nonies A lists both for an invoice).
 */
import { formatMoney, formatQuantity, formatRate, formatUnitPrice, type Language, type Minor } from './money.ts'
import { centered, row, wrapText } from './text-layout.ts'
import type { LocalizedName } from './zones.ts'

/**
 * Amounts are in minor units with the sign that the customer reads: goods taken back, their discounts' reversal, their
 * taxes and the refunds are negative on the ticket's own lines.
 */
export type ReceiptLine = {
  name: string
  /** Thousandths; negative for goods taken back. */
  quantity: bigint
  /** What the quantity counts, such as 'kg'; null for pieces. */
  unit?: string | null
  /** Ten-thousandths, never negated for a return. */
  unitPrice: bigint
  /** Before discounts, as printed. */
  gross: Minor
  /** What is taken off, with the sign of `gross`: 600n for a rebate of 6.00 on a sale. */
  lineDiscount: Minor
  /** The percentage that was given, in parts per million; null for an amount. */
  discountPpm?: bigint | null
}

export type ReceiptTax = { name: LocalizedName; ratePpm: number; base: Minor; amount: Minor }

export type ReceiptPayment = {
  /** `cash card cheque credit gift_card other`, or a word that is printed as it is. */
  method: string
  /** What was handed over; negative for a refund. */
  amount: Minor
}

export type Receipt = {
  kind: 'sale' | 'return'
  store: {
    name: string
    /** Address, telephone and whatever else the store puts above the ticket. */
    header: readonly string[]
    footer: readonly string[]
    /** Registration numbers, each with the tax or register that it belongs to. */
    taxNumbers: readonly { name: LocalizedName; number: string }[]
  }
  /** The ticket's reference as the chain writes it. */
  reference: string
  /** The reference of the ticket whose goods come back; null for a sale. */
  returnOf?: string | null
  /** Date and time as text, already in the store's time zone and in the reader's language. */
  dateText: string
  register?: string | null
  cashier?: string | null
  customer?: string | null
  currency: string
  pricesIncludeTax: boolean
  lines: readonly ReceiptLine[]
  /** Taken off the whole ticket, as printed; positive on a sale. */
  ticketDiscount: Minor
  ticketDiscountPpm?: bigint | null
  /** After discounts, without tax. */
  subtotal: Minor
  taxes: readonly ReceiptTax[]
  /** Tax taken out of printed prices for an exempt customer, as a positive amount; zero otherwise. */
  exemptedTax?: Minor
  /** The exempt customer's certificate. */
  exemptionCertificate?: string | null
  total: Minor
  /** Cash rounding, added to the total. */
  rounding: Minor
  payments: readonly ReceiptPayment[]
  changeDue: Minor
  /** Whether this is a reprint. */
  isCopy: boolean
}

export type ReceiptLayout = {
  language: Language
  /** Columns of the paper, 24 or more: 32 and 42 for rolls of 58 mm, 42 and 48 for rolls of 80 mm. */
  width: number
}

const WORDS = {
  fr: {
    refund: 'REMBOURSEMENT',
    copy: '*** COPIE ***',
    reference: 'Reçu\u00a0:',
    returnOf: 'Retour du reçu\u00a0:',
    register: 'Caisse\u00a0:',
    cashier: 'Servi par\u00a0:',
    customer: 'Client\u00a0:',
    certificate: 'Exonéré, certificat\u00a0:',
    discount: 'Rabais',
    ticketDiscount: 'Rabais sur le reçu',
    exemptedTax: 'Taxe non perçue',
    subtotal: 'Sous-total',
    withoutTax: 'Total hors taxes',
    total: 'TOTAL',
    included: 'Dont',
    base: 'Base hors taxes',
    rounding: 'Arrondi',
    toPay: 'À payer',
    toGiveBack: 'À rembourser',
    change: 'Monnaie rendue',
    refundBy: 'Remboursé\u00a0:',
  },
  en: {
    refund: 'REFUND',
    copy: '*** COPY ***',
    reference: 'Receipt:',
    returnOf: 'Return of receipt:',
    register: 'Register:',
    cashier: 'Served by:',
    customer: 'Customer:',
    certificate: 'Tax exempt, certificate:',
    discount: 'Discount',
    ticketDiscount: 'Discount on the receipt',
    exemptedTax: 'Tax not charged',
    subtotal: 'Subtotal',
    withoutTax: 'Total before tax',
    total: 'TOTAL',
    included: 'Including',
    base: 'Amount before tax',
    rounding: 'Rounding',
    toPay: 'To pay',
    toGiveBack: 'To give back',
    change: 'Change',
    refundBy: 'Refunded:',
  },
} as const

const METHODS: Readonly<Record<string, LocalizedName>> = {
  cash: { fr: 'Comptant', en: 'Cash' },
  card: { fr: 'Carte', en: 'Card' },
  cheque: { fr: 'Chèque', en: 'Cheque' },
  credit: { fr: 'Crédit en magasin', en: 'Store credit' },
  gift_card: { fr: 'Carte-cadeau', en: 'Gift card' },
  other: { fr: 'Autre', en: 'Other' },
}

/** Cash has another name on each side of the Atlantic. */
const CASH_IN_EUROPE = 'Espèces'

/** Lays a receipt out; no line is wider than `width` columns. Throws RangeError for a width under 24. */
export function receiptText(receipt: Receipt, { language, width }: ReceiptLayout): string[] {
  if (width < 24) throw new RangeError('A receipt needs 24 columns.')
  const rule = '-'.repeat(width)
  const copy = receipt.isCopy ? centered(WORDS[language].copy, width) : []
  const footer = receipt.store.footer.flatMap((text) => centered(text, width))
  return [
    ...heading(receipt, language, width),
    ...copy,
    rule,
    ...receipt.lines.flatMap((line) => articleRows(line, receipt.currency, language, width)),
    rule,
    ...totalRows(receipt, language, width),
    ...paymentRows(receipt, language, width),
    ...(footer.length > 0 || copy.length > 0 ? [rule] : []),
    ...footer,
    ...copy,
  ]
}

function heading(receipt: Receipt, language: Language, width: number): string[] {
  const words = WORDS[language]
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const facts: [string, string | null | undefined][] = [
    [words.reference, receipt.reference],
    [words.returnOf, receipt.returnOf],
    [words.register, receipt.register],
    [words.cashier, receipt.cashier],
    [words.customer, receipt.customer],
    [words.certificate, receipt.exemptionCertificate],
  ]
  return [
    ...[receipt.store.name, ...receipt.store.header].flatMap((text) => centered(text, width)),
    ...receipt.store.taxNumbers.flatMap(({ name, number }) => centered(`${name[language]}${colon} ${number}`, width)),
    '',
    ...(receipt.kind === 'return' ? centered(words.refund, width) : []),
    ...wrapText(receipt.dateText, width),
    ...facts.flatMap(([label, value]) => (value ? wrapText(`${label} ${value}`, width) : [])),
  ]
}

/** One piece stands on one row with its price; anything else shows its quantity and unit price on a row below. */
function articleRows(line: ReceiptLine, currency: string, language: Language, width: number): string[] {
  const gross = formatMoney(line.gross, currency, language)
  const rows: string[] = []
  const unitPrice = formatUnitPrice(line.unitPrice, currency, language)
  if (line.quantity === 1000n && !line.unit && unitPrice === gross) {
    rows.push(...row(line.name, gross, width))
  } else {
    const quantity = formatQuantity(line.quantity, language) + (line.unit ? `\u00a0${line.unit}` : '')
    rows.push(...wrapText(line.name, width), ...row(`${quantity} × ${unitPrice}`, gross, width, 2))
  }
  if (line.lineDiscount !== 0n) {
    const label = discountLabel(WORDS[language].discount, line.discountPpm, language)
    rows.push(...row(label, formatMoney(-line.lineDiscount, currency, language), width, 2))
  }
  return rows
}

function discountLabel(word: string, ppm: bigint | null | undefined, language: Language): string {
  return ppm === null || ppm === undefined ? word : `${word} ${formatRate(ppm, language)}`
}

function totalRows(receipt: Receipt, language: Language, width: number): string[] {
  const words = WORDS[language]
  const amountRow = (label: string, amount: Minor, indent = 0): string[] =>
    row(label, formatMoney(amount, receipt.currency, language), width, indent)
  const taxLabel = (tax: ReceiptTax): string => `${tax.name[language]} ${formatRate(tax.ratePpm, language)}`
  const rows: string[] = []
  if (receipt.ticketDiscount !== 0n) {
    const label = discountLabel(words.ticketDiscount, receipt.ticketDiscountPpm, language)
    rows.push(...amountRow(label, -receipt.ticketDiscount))
  }
  if (receipt.pricesIncludeTax) {
    if (receipt.exemptedTax) rows.push(...amountRow(words.exemptedTax, -receipt.exemptedTax))
    rows.push(...amountRow(words.total, receipt.total))
    for (const tax of receipt.taxes) {
      rows.push(...amountRow(`${words.included} ${taxLabel(tax)}`, tax.amount))
      rows.push(...amountRow(words.base, tax.base, 2))
    }
    if (receipt.taxes.length > 0) rows.push(...amountRow(words.withoutTax, receipt.subtotal))
    return rows
  }
  rows.push(...amountRow(words.subtotal, receipt.subtotal))
  for (const tax of receipt.taxes) rows.push(...amountRow(taxLabel(tax), tax.amount))
  rows.push(...amountRow(words.total, receipt.total))
  return rows
}

function paymentRows(receipt: Receipt, language: Language, width: number): string[] {
  const words = WORDS[language]
  const amountRow = (label: string, amount: Minor): string[] =>
    row(label, formatMoney(amount, receipt.currency, language), width)
  const rows: string[] = []
  if (receipt.rounding !== 0n) {
    const due = receipt.total + receipt.rounding
    rows.push(...amountRow(words.rounding, receipt.rounding))
    rows.push(...amountRow(due < 0n ? words.toGiveBack : words.toPay, due))
  }
  for (const { method, amount } of receipt.payments) {
    const name = methodName(method, receipt.currency, language)
    rows.push(...amountRow(amount < 0n ? `${words.refundBy} ${name}` : name, amount))
  }
  if (receipt.changeDue !== 0n) rows.push(...amountRow(words.change, receipt.changeDue))
  return rows
}

function methodName(method: string, currency: string, language: Language): string {
  if (method === 'cash' && language === 'fr' && currency !== 'CAD') return CASH_IN_EUROPE
  return Object.hasOwn(METHODS, method) ? (METHODS[method]?.[language] ?? method) : method
}
