/**
 * What stands on a receipt, row by row, for whoever sets it: columns of text, a page, a screen. Each tax has its own row
 * and its own rate, never their sum: in Québec TPS and TVQ with the registration numbers of the seller; in France each
 * rate of VAT with what it falls on, the tax and both together (CGI, ann. II, art. 242 nonies A). Where the articles do
 * not all bear the same taxes, letters say which article bears which (SOR/91-45, s. 3).
 */
import { formatAmount, formatMoney, formatQuantity, formatRate, formatUnitPrice, type Language } from './money.ts'
import type { Receipt, ReceiptLine, ReceiptTax } from './receipt.ts'
import { copyMark, paymentMethodName, RECEIPT_WORDS, trainingMark } from './receipt-words.ts'

export type ReceiptRow =
  | { readonly kind: 'title' | 'centered' | 'mark' | 'text'; readonly text: string }
  | ReceiptPair
  /** Columns under their headings: the first at the left, the others at the right; `whenNarrow` where they do not fit. */
  | {
      readonly kind: 'table'
      readonly cells: readonly (readonly string[])[]
      readonly whenNarrow: readonly ReceiptPair[]
    }
  | { readonly kind: 'rule' | 'blank' }

/** A label at the left and an amount at the right. */
export type ReceiptPair = {
  readonly kind: 'pair'
  readonly left: string
  readonly right: string
  readonly isIndented?: boolean
  readonly isStrong?: boolean
  /** The letters of its taxes, on every article of a receipt that has letters, filled with no-break spaces to one width. */
  readonly letters?: string
}

export function receiptRows(receipt: Receipt, language: Language): ReceiptRow[] {
  const marks = marksOf(receipt, language)
  const letters = lettersOf(receipt)
  const footer = receipt.store.footer.map((text): ReceiptRow => ({ kind: 'centered', text }))
  return [
    ...heading(receipt, language),
    ...marks,
    { kind: 'rule' },
    ...lineRows(receipt, language, letters),
    { kind: 'rule' },
    ...totalRows(receipt, language, letters),
    ...paymentRows(receipt, language),
    ...(footer.length > 0 || marks.length > 0 ? [{ kind: 'rule' } as const] : []),
    ...footer,
    ...marks,
  ]
}

/** Goods are taken back and others sold on one ticket. */
const isExchange = ({ kind, lines }: Receipt): boolean =>
  kind === 'return' && lines.some(({ quantity }) => quantity > 0n)

/** An exchange shows apart what is taken back and what is bought. */
function lineRows(receipt: Receipt, language: Language, letters: Letters): ReceiptRow[] {
  const rowsOf = (lines: readonly ReceiptLine[]) =>
    lines.flatMap((line) => articleRows(line, receipt.currency, language, letters))
  if (!isExchange(receipt)) return rowsOf(receipt.lines)
  const words = RECEIPT_WORDS[language]
  return [
    { kind: 'text', text: words.takenBack },
    ...rowsOf(receipt.lines.filter(({ quantity }) => quantity < 0n)),
    { kind: 'rule' },
    { kind: 'text', text: words.bought },
    ...rowsOf(receipt.lines.filter(({ quantity }) => quantity >= 0n)),
  ]
}

/** Above and below: whoever holds a part of the paper knows what it is. */
function marksOf({ isTraining, copyNumber, currency }: Receipt, language: Language): ReceiptRow[] {
  if (isTraining === true) return [{ kind: 'mark', text: trainingMark(language) }]
  return copyNumber === 0 ? [] : [{ kind: 'mark', text: copyMark(copyNumber, currency, language) }]
}

/** A letter for each tax by its code, in the order of the receipt; none where all articles bear the same. */
type Letters = { readonly byCode: ReadonlyMap<string, string>; readonly most: number }

function lettersOf({ lines, taxes }: Receipt): Letters {
  const borne = (line: ReceiptLine) => taxes.map(({ code }) => line.taxCodes.includes(code)).join()
  const first = lines[0]
  if (first === undefined || lines.every((line) => borne(line) === borne(first))) return { byCode: new Map(), most: 0 }
  const byCode = new Map(taxes.map(({ code }, index) => [code, String.fromCharCode(65 + (index % 26))]))
  return { byCode, most: Math.max(...lines.map((line) => lettersOfLine(line, byCode).length)) }
}

const lettersOfLine = ({ taxCodes }: ReceiptLine, byCode: Letters['byCode']): string =>
  [...byCode].map(([code, letter]) => (taxCodes.includes(code) ? letter : '')).join('')

function heading(receipt: Receipt, language: Language): ReceiptRow[] {
  const words = RECEIPT_WORDS[language]
  const { name, legalName, header, address, taxNumbers } = receipt.store
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const facts: [string, string | null | undefined][] = [
    [words.reference, receipt.reference],
    [words.returnOf, receipt.returnOf],
    [isNamed(receipt.register) ? '' : words.register, receipt.register],
    [words.cashier, receipt.cashier],
    [words.customer, receipt.customer],
    [words.certificate, receipt.exemptionCertificate],
  ]
  const above = [
    ...(legalName != null && legalName !== name ? [legalName] : []),
    ...header,
    ...address,
    ...taxNumbers.map((tax) => `${tax.name[language]}${colon} ${tax.number}`),
  ]
  return [
    { kind: 'title', text: name },
    ...above.map((text): ReceiptRow => ({ kind: 'centered', text })),
    { kind: 'blank' },
    ...(receipt.kind === 'return'
      ? [{ kind: 'mark', text: isExchange(receipt) ? words.exchange : words.refund } as const]
      : []),
    ...(isWithoutReceipt(receipt) ? [{ kind: 'centered', text: words.withoutReceipt } as const] : []),
    { kind: 'text', text: receipt.dateText },
    ...facts.flatMap(([label, value]): ReceiptRow[] =>
      value ? [{ kind: 'text', text: `${label} ${value}`.trimStart() }] : [],
    ),
  ]
}

/** What came back was not found on any ticket. */
const isWithoutReceipt = ({ kind, returnOf }: Receipt): boolean => kind === 'return' && returnOf == null

/** « Caisse : Caisse 2 » would say it twice. */
const isNamed = (register: string | null | undefined): boolean => /^(caisse|register|till)\b/i.test(register ?? '')

/** One piece stands on one row with its price; anything else shows its quantity and unit price on a row below. */
function articleRows(line: ReceiptLine, currency: string, language: Language, letters: Letters): ReceiptRow[] {
  const gross = formatMoney(line.gross, currency, language)
  const unitPrice = formatUnitPrice(line.unitPrice, currency, language)
  const marked = (text: string) => (letters.most === 0 ? {} : { letters: text.padEnd(letters.most, '\u00a0') })
  const own = marked(lettersOfLine(line, letters.byCode))
  const rows: ReceiptRow[] = []
  const quantity = formatQuantity(line.quantity, language) + (line.unit ? `\u00a0${line.unit}` : '')
  const isOne = line.quantity === 1000n && !line.unit && unitPrice === gross
  if (line.feeOf != null) {
    const left = isOne ? line.name : `${line.name} ${quantity} × ${unitPrice}`
    rows.push({ kind: 'pair', left, right: gross, isIndented: true, ...own })
  } else if (isOne) {
    rows.push({ kind: 'pair', left: line.name, right: gross, ...own })
  } else {
    rows.push({ kind: 'text', text: line.name })
    rows.push({ kind: 'pair', left: `${quantity} × ${unitPrice}`, right: gross, isIndented: true, ...own })
  }
  if (line.lineDiscount !== 0n) {
    const left = discountLabel(RECEIPT_WORDS[language].discount, line.discountPpm, language)
    rows.push({
      kind: 'pair',
      left,
      right: formatMoney(-line.lineDiscount, currency, language),
      isIndented: true,
      ...marked(''),
    })
  }
  return rows
}

function discountLabel(word: string, ppm: bigint | null | undefined, language: Language): string {
  return ppm === null || ppm === undefined ? word : `${word} ${formatRate(ppm, language)}`
}

function totalRows(receipt: Receipt, language: Language, letters: Letters): ReceiptRow[] {
  const words = RECEIPT_WORDS[language]
  const pair = (left: string, amount: bigint): ReceiptPair => ({
    kind: 'pair',
    left,
    right: formatMoney(amount, receipt.currency, language),
  })
  const total: ReceiptPair = { ...pair(words.total, receipt.total), isStrong: true }
  const rows: ReceiptRow[] = []
  if (receipt.ticketDiscount !== 0n) {
    const label = discountLabel(words.ticketDiscount, receipt.ticketDiscountPpm, language)
    rows.push(pair(label, -receipt.ticketDiscount))
  }
  if (receipt.pricesIncludeTax) {
    if (receipt.exemptedTax) rows.push(pair(words.exemptedTax, -receipt.exemptedTax))
    return [...rows, total, ...includedTaxRows(receipt, language, letters)]
  }
  rows.push(pair(words.subtotal, receipt.subtotal))
  for (const tax of receipt.taxes) rows.push(pair(taxLabel(tax, language, letters), tax.amount))
  return [...rows, total]
}

function taxLabel(tax: ReceiptTax, language: Language, letters: Letters): string {
  return withLetter(`${tax.name[language]} ${formatRate(tax.ratePpm, language)}`, tax, letters)
}

const withLetter = (label: string, { code }: ReceiptTax, letters: Letters): string =>
  letters.byCode.has(code) ? `${letters.byCode.get(code)} ${label}` : label

/**
 * The taxes within a total. Where each part of the ticket bears one tax at most, as VAT, a table of what each rate falls
 * on; where two taxes fall on the same price, no such table would add up, and each is told by itself.
 */
function includedTaxRows(receipt: Receipt, language: Language, letters: Letters): ReceiptRow[] {
  const { taxes, currency, subtotal } = receipt
  if (taxes.length === 0) return []
  const words = RECEIPT_WORDS[language]
  const money = (amount: bigint) => formatMoney(amount, currency, language)
  const apart = taxes.flatMap((tax): ReceiptPair[] => [
    { kind: 'pair', left: `${words.included} ${taxLabel(tax, language, letters)}`, right: money(tax.amount) },
    { kind: 'pair', left: words.base, right: money(tax.base), isIndented: true },
  ])
  const whenNarrow: ReceiptPair[] = [...apart, { kind: 'pair', left: words.withoutTax, right: money(subtotal) }]
  const bases = taxes.reduce((sum, { base }) => sum + base, 0n)
  if (magnitude(bases) > magnitude(subtotal)) return whenNarrow
  const names = new Set(taxes.map(({ name }) => name[language]))
  const oneName = names.size === 1 ? (taxes[0]?.name[language] ?? words.tax) : null
  const cellsOf = (label: string, base: bigint, amount: bigint): string[] => [
    label,
    ...[base, amount, base + amount].map((value) => formatAmount(value, currency, language)),
  ]
  const labelOf = (tax: ReceiptTax): string =>
    oneName === null ? taxLabel(tax, language, letters) : withLetter(formatRate(tax.ratePpm, language), tax, letters)
  const cells = [
    [words.rate, words.net, oneName ?? words.tax, words.gross],
    ...taxes.map((tax) => cellsOf(labelOf(tax), tax.base, tax.amount)),
  ]
  const untaxed = subtotal - bases
  if (untaxed !== 0n) cells.push(cellsOf(words.untaxed, untaxed, 0n))
  if (cells.length > 2) {
    const amounts = taxes.reduce((sum, { amount }) => sum + amount, 0n)
    cells.push(cellsOf(words.sum, subtotal, amounts))
  }
  return [{ kind: 'table', cells, whenNarrow }]
}

const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

function paymentRows(receipt: Receipt, language: Language): ReceiptRow[] {
  const words = RECEIPT_WORDS[language]
  const pair = (left: string, amount: bigint): ReceiptPair => ({
    kind: 'pair',
    left,
    right: formatMoney(amount, receipt.currency, language),
  })
  const rows: ReceiptRow[] = []
  if (receipt.rounding !== 0n) {
    const due = receipt.total + receipt.rounding
    rows.push(pair(words.rounding, receipt.rounding))
    rows.push({ ...pair(due < 0n ? words.toGiveBack : words.toPay, due), isStrong: true })
  }
  for (const { method, amount } of receipt.payments) {
    const name = paymentMethodName(method, receipt.currency, language)
    rows.push(pair(amount < 0n ? `${words.refundBy} ${name}` : name, amount))
  }
  if (receipt.changeDue !== 0n) rows.push(pair(words.change, receipt.changeDue))
  return rows
}
