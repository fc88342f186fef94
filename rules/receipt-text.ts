/** A receipt as lines of text of one width: what a receipt printer writes, a screen shows and a plain e-mail says. */
import type { Language } from './money.ts'
import type { Receipt } from './receipt.ts'
import { type ReceiptPair, type ReceiptRow, receiptRows } from './receipt-rows.ts'
import { centered, columns, row, wrapText } from './text-layout.ts'

export type ReceiptLayout = {
  language: Language
  /** Columns of the paper, 24 or more: 32 and 42 for rolls of 58 mm, 42 and 48 for rolls of 80 mm. */
  width: number
}

const WIDTH_MIN = 24

const INDENT = 2

/** Lays a receipt out; no line is wider than `width` columns. Throws RangeError for a width under 24. */
export function receiptText(receipt: Receipt, { language, width }: ReceiptLayout): string[] {
  if (width < WIDTH_MIN) throw new RangeError(`A receipt needs ${WIDTH_MIN} columns.`)
  return receiptRows(receipt, language).flatMap((part) => receiptRowLines(part, width))
}

/** The lines of one row. */
export function receiptRowLines(part: ReceiptRow, width: number): string[] {
  switch (part.kind) {
    case 'title':
    case 'centered':
    case 'mark':
      return centered(part.text, width)
    case 'text':
      return wrapText(part.text, width)
    case 'pair':
      return pairLines(part, width)
    case 'table':
      return columns(part.cells, width) ?? part.whenNarrow.flatMap((pair) => pairLines(pair, width))
    case 'rule':
      return ['-'.repeat(width)]
    case 'blank':
      return ['']
  }
}

function pairLines({ left, right, letters, isIndented }: ReceiptPair, width: number): string[] {
  const amount = letters === undefined ? right : `${right}\u00a0${letters}`
  return row(left, amount, width, isIndented ? INDENT : 0).map((line) => line.trimEnd())
}
