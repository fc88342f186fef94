import type { ReceiptPair, ReceiptRow } from '../../../rules/index.ts'
import { wrapToWidth } from '../../platform/pdf/fit-text.ts'
import { drawableText, measureText } from '../../platform/pdf/pdf-font.ts'

/** Lengths are millimetres from the page's upper left corner; sizes of letters are points. */
export type PageMark =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly x: number
      /** The baseline. */
      readonly y: number
      readonly size: number
      readonly isBold: boolean
    }
  | { readonly kind: 'rule'; readonly x: number; readonly y: number; readonly width: number }
  | { readonly kind: 'bars'; readonly x: number; readonly y: number; readonly module: number; readonly height: number }

export type ReceiptPage = { readonly width: number; readonly height: number; readonly marks: readonly PageMark[] }

const PAGE_WIDTH = 80
const MARGIN = 4
const INNER = PAGE_WIDTH - 2 * MARGIN
/** A PDF page is at most five metres long; nobody holds a strip of more than two. */
const PAGE_HEIGHT_MAX = 2000

const BODY = { size: 8.5, isBold: false, leading: 3.7 }
const TITLE = { size: 13, isBold: true, leading: 5.4 }
const MARK = { size: 10.5, isBold: true, leading: 5 }
const STRONG = { size: 11, isBold: true, leading: 5 }
type Style = typeof BODY

const INDENT = 3
const GAP = 3
const LETTER_WIDTH = 2.2
const BARS_HEIGHT = 12
/** Thicker bars would not make it easier to read, finer ones would (0.165 mm is what a scanner reads at a counter). */
const MODULE_MAX = 0.33

/** Puts the rows on pages of one width, each as long as it needs to be, and the bars of the reference below them. */
export function layOutPages(
  rows: readonly ReceiptRow[],
  code: { readonly reference: string; readonly modules: number },
): ReceiptPage[] {
  const paper = new Paper()
  for (const row of rows) setRow(paper, row)
  const module = Math.min(MODULE_MAX, INNER / code.modules)
  paper.bars(module, code.modules * module)
  for (const line of wrapped(code.reference, INNER, BODY)) paper.centered(line, BODY)
  return paper.pages()
}

/** Where the next line goes; begins another page when this one is full. */
class Paper {
  readonly #pages: ReceiptPage[] = []
  #marks: PageMark[] = []
  #y = MARGIN

  /** Moves down by one line of this style and answers its baseline. */
  advance({ leading }: Style): number {
    if (this.#y + leading > PAGE_HEIGHT_MAX - MARGIN) this.#turn()
    this.#y += leading
    return this.#y - leading * 0.28
  }

  skip(height: number): void {
    this.#y += height
  }

  text(text: string, x: number, y: number, { size, isBold }: Style): void {
    if (text !== '') this.#marks.push({ kind: 'text', text, x, y, size, isBold })
  }

  centered(text: string, style: Style): void {
    const y = this.advance(style)
    this.text(text, MARGIN + (INNER - widthOf(text, style)) / 2, y, style)
  }

  rightAligned(text: string, right: number, y: number, style: Style): void {
    this.text(text, right - widthOf(text, style), y, style)
  }

  rule(): void {
    this.skip(1.6)
    this.#marks.push({ kind: 'rule', x: MARGIN, y: this.#y, width: INNER })
    this.skip(1)
  }

  bars(module: number, width: number): void {
    if (this.#y + BARS_HEIGHT + 2 * MARGIN > PAGE_HEIGHT_MAX) this.#turn()
    this.skip(MARGIN)
    this.#marks.push({ kind: 'bars', x: (PAGE_WIDTH - width) / 2, y: this.#y, module, height: BARS_HEIGHT })
    this.skip(BARS_HEIGHT + 0.5)
  }

  #turn(): void {
    this.#pages.push({ width: PAGE_WIDTH, height: this.#y + MARGIN, marks: this.#marks })
    this.#marks = []
    this.#y = MARGIN
  }

  pages(): ReceiptPage[] {
    this.#turn()
    return this.#pages
  }
}

const widthOf = (text: string, { size, isBold }: Style): number => measureText(text, size, isBold)

const wrapped = (text: string, width: number, { size, isBold }: Style): string[] =>
  wrapToWidth(drawableText(text), { width, isBold, size })

function setRow(paper: Paper, row: ReceiptRow): void {
  switch (row.kind) {
    case 'title':
    case 'centered':
    case 'mark': {
      const style = row.kind === 'title' ? TITLE : row.kind === 'mark' ? MARK : BODY
      for (const line of wrapped(row.text, INNER, style)) paper.centered(line, style)
      return
    }
    case 'text':
      for (const line of wrapped(row.text, INNER, BODY)) paper.text(line, MARGIN, paper.advance(BODY), BODY)
      return
    case 'pair':
      setPair(paper, row)
      return
    case 'table':
      setTable(paper, row)
      return
    case 'rule':
      paper.rule()
      return
    case 'blank':
      paper.skip(BODY.leading / 2)
  }
}

function setPair(paper: Paper, pair: ReceiptPair): void {
  const style = pair.isStrong ? STRONG : BODY
  const left = MARGIN + (pair.isIndented ? INDENT : 0)
  const right = drawableText(pair.right)
  const edge = PAGE_WIDTH - MARGIN - (pair.letters === undefined ? 0 : 1 + LETTER_WIDTH * pair.letters.length)
  const beside = edge - left - widthOf(right, style) - GAP
  const isBeside = beside >= INNER / 4
  const lines = wrapped(pair.left, isBeside ? beside : edge - left, style)
  let y = 0
  for (const line of lines) {
    y = paper.advance(style)
    paper.text(line, left, y, style)
  }
  if (!isBeside || lines.length === 0) y = paper.advance(style)
  paper.rightAligned(right, edge, y, style)
  paper.text((pair.letters ?? '').trim(), edge + 1, y, style)
}

/** Columns of equal widths beside the first, which takes what is left; a table too wide is told row by row. */
function setTable(paper: Paper, table: Extract<ReceiptRow, { kind: 'table' }>): void {
  const cells = table.cells.map((line) => line.map(drawableText))
  const count = Math.max(...cells.map((line) => line.length))
  const widest = Array.from({ length: count }, (_, index) =>
    Math.max(...cells.map((line) => widthOf(line[index] ?? '', BODY))),
  )
  const [first = 0, ...others] = widest
  const column = Math.max(...others) + GAP
  if (first + column * others.length > INNER) {
    for (const pair of table.whenNarrow) setPair(paper, pair)
    return
  }
  const step = (INNER - first) / others.length
  paper.skip(1)
  for (const [label = '', ...values] of cells) {
    const y = paper.advance(BODY)
    paper.text(label, MARGIN, y, BODY)
    values.forEach((value, index) => {
      paper.rightAligned(value, MARGIN + first + step * (index + 1), y, BODY)
    })
  }
  paper.skip(1)
}
