import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import {
  type Language,
  type Receipt,
  type ReceiptRow,
  receiptRowLines,
  receiptRows,
  textWidth,
} from '../../../../rules/index.ts'

export type PrinterFacts = {
  readonly columns: number
  readonly language: 'esc-pos' | 'star-prnt' | 'star-line'
  readonly codepageMapping: PrinterCodepages
}

const BARS_HEIGHT_DOTS = 80
const FEED_LINES = 4
/** Under so many columns the bars of a reference do not fit. */
const BARS_COLUMNS_MIN = 42

function createEncoder({ columns, language, codepageMapping }: PrinterFacts): ReceiptPrinterEncoder {
  const encoder = new ReceiptPrinterEncoder({
    language,
    columns,
    codepageMapping,
    codepageCandidates: ['windows1252', 'windows1250', 'windows1251', 'windows1253', 'windows1254', 'windows1257'],
    feedBeforeCut: FEED_LINES,
  })
  encoder.initialize().codepage('auto')
  return encoder
}

/** The receipt as the bytes of a printer, which cuts the paper at the end. */
export function encodeReceipt(receipt: Receipt, language: Language, facts: PrinterFacts): Uint8Array {
  const encoder = createEncoder(facts)
  for (const row of receiptRows(receipt, language)) printRow(encoder, row, facts.columns)
  encoder.newline().align('center')
  if (facts.columns >= BARS_COLUMNS_MIN) {
    encoder.barcode(receipt.reference, 'code128', { height: BARS_HEIGHT_DOTS, width: 1, text: false })
  }
  encoder.line(receipt.reference).align('left')
  return encoder.cut('partial').encode()
}

/** What opens the drawer that hangs on the printer. */
export const encodeDrawerPulse = (facts: PrinterFacts): Uint8Array => createEncoder(facts).pulse().encode()

function printRow(encoder: ReceiptPrinterEncoder, row: ReceiptRow, width: number): void {
  const isDouble = row.kind === 'title'
  const isTall = row.kind === 'pair' && row.isStrong === true
  const isBold = isDouble || isTall || row.kind === 'mark'
  if (isBold) encoder.bold(true)
  if (isDouble) encoder.size(2, 2)
  if (isTall) encoder.size(1, 2)
  for (const line of receiptRowLines(row, isDouble ? width / 2 : width)) encoder.line(forPrinter(line))
  if (isDouble || isTall) encoder.size(1, 1)
  if (isBold) encoder.bold(false)
}

/** A printer has no no-break space, and sets a character that it lacks in one column. */
const forPrinter = (line: string): string =>
  Array.from(line.replace(/[\u00a0\u202f]/g, ' '), (character) => (textWidth(character) === 2 ? '??' : character)).join(
    '',
  )
