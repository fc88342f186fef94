import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { type Receipt, type ReceiptRow, receiptRowLines, receiptRows, textWidth } from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import type { PaperWidth } from './receipt-schema.ts'

/**
 * Windows-1252 first: it has every letter of French and English, « », ’, œ and €, and stands under number 16 in practically
 * every printer. What it lacks is looked for in the others; what none has becomes a question mark.
 */
const CODE_PAGES = ['windows1252', 'windows1250', 'windows1251', 'windows1253', 'windows1254', 'windows1257'] as const

const DOTS_PER_COLUMN = 12
/** The finest bars that these printers make. */
const DOTS_PER_MODULE = 2
const BARS_HEIGHT_DOTS = 80
const FEED_LINES = 4

/** The receipt as the bytes of an ESC/POS printer, which cuts the paper at the end. It opens no drawer. */
export function writeReceiptEscpos(receipt: Receipt, language: Language, width: PaperWidth): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: width,
    codepageMapping: 'epson',
    codepageCandidates: [...CODE_PAGES],
    feedBeforeCut: FEED_LINES,
  })
  encoder.initialize().codepage('auto')
  for (const row of receiptRows(receipt, language)) printRow(encoder, row, width)
  printReference(encoder, receipt.reference, width)
  return encoder.cut('partial').encode()
}

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

/**
 * A printer has no no-break space of its own, and sets a character that it lacks in one column: so that the amounts stay
 * where they are, one that counts two becomes two question marks.
 */
const forPrinter = (line: string): string =>
  Array.from(line.replace(/[\u00a0\u202f]/g, ' '), (character) => (textWidth(character) === 2 ? '??' : character)).join(
    '',
  )

/** The bars of the reference where the paper is wide enough for them, and the reference as people read it. */
function printReference(encoder: ReceiptPrinterEncoder, reference: string, width: number): void {
  const { data, modules } = code128(reference)
  encoder.newline().align('center')
  // What must stay white beside bars is the margin that the printer does not reach: four millimetres or more.
  if (modules * DOTS_PER_MODULE <= width * DOTS_PER_COLUMN) {
    encoder.barcode(data, 'code128', { height: BARS_HEIGHT_DOTS, width: 1, text: false })
  }
  encoder.line(reference).align('left')
}

/** Every character of Code 128 is eleven modules wide, and its end thirteen. */
const CHARACTER_MODULES = 11
const END_MODULES = 13

/** Code set B, and set C for the digits at the end: two of them, as one byte, are one character. */
function code128(reference: string): { data: string; modules: number } {
  const [, head = reference, digits = ''] = /^(.*?)((?:\d\d){2,})$/.exec(reference) ?? []
  const pairs = (digits.match(/../g) ?? []).map((pair) => String.fromCharCode(Number(pair)))
  const inSetC = pairs.length === 0 ? '' : `{C${pairs.join('')}`
  const begin = 1
  const change = pairs.length === 0 ? 0 : 1
  const check = 1
  const characters = begin + head.length + change + pairs.length + check
  return { data: `{B${head}${inSetC}`, modules: characters * CHARACTER_MODULES + END_MODULES }
}
