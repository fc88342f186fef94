import { fitText, wrapToWidth } from '../../../platform/pdf/fit-text.ts'
import { drawableText, MM_PER_POINT, measureText } from '../../../platform/pdf/pdf-font.ts'
import { FONT_PATHS, type PdfDocument } from '../../../platform/pdf/pdf-library.ts'

const POINTS_PER_MM = 1 / MM_PER_POINT

/** A4 on its side, in millimetres. */
export const PAGE = { width: 297, height: 210, margin: 13 } as const
export const INNER_WIDTH = PAGE.width - 2 * PAGE.margin
const FOOT = PAGE.height - PAGE.margin - 4

export const COLORS = { ink: '#1b2430', faint: '#5b6673', line: '#c9d0d8', figure: '#1f5fa8', fill: '#e7ecf3' } as const

export type Writing = {
  readonly size: number
  readonly isBold?: boolean
  readonly color?: string
  readonly align?: 'left' | 'right'
}

/** The pages of a document, and how far down the present one is written. Lengths are millimetres, sizes points. */
export class SheetOfPaper {
  y = 0
  readonly #document: PdfDocument
  readonly #foot: (page: number) => string
  #page = 0

  constructor(document: PdfDocument, foot: (page: number) => string) {
    this.#document = document
    this.#foot = foot
    this.turn()
  }

  /** Begins a page. */
  turn(): void {
    this.#page += 1
    this.#document.addPage({ size: [PAGE.width * POINTS_PER_MM, PAGE.height * POINTS_PER_MM], margin: 0 })
    this.write(this.#foot(this.#page), PAGE.margin, PAGE.height - PAGE.margin, { size: 7, color: COLORS.faint })
    this.y = PAGE.margin
  }

  hasRoom(height: number): boolean {
    return this.y + height <= FOOT
  }

  /** One line; `y` is its baseline, and `x` its left end, or its right one. */
  write(given: string, x: number, y: number, { size, isBold = false, color = COLORS.ink, align }: Writing): void {
    const text = drawableText(given)
    const left = align === 'right' ? x - measureText(text, size, isBold) : x
    this.#document
      .font(isBold ? FONT_PATHS.bold : FONT_PATHS.regular)
      .fontSize(size)
      .fillColor(color)
      .text(text, left * POINTS_PER_MM, y * POINTS_PER_MM, {
        lineBreak: false,
        baseline: 'alphabetic',
        fill: true,
        stroke: false,
      })
  }

  /** One line that ends in an ellipsis where it is wider than this. */
  writeWithin(given: string, x: number, width: number, writing: Writing & { y: number }): void {
    const { size, isBold = false, align, y } = writing
    const { lines } = fitText(drawableText(given), { width, lines: 1, largest: size, smallest: size, isBold })
    this.write(lines[0] ?? '', align === 'right' ? x + width : x, y, writing)
  }

  /** As many lines as it takes, below each other; moves down. */
  paragraph(given: string, writing: Writing): void {
    const { size, isBold = false } = writing
    for (const line of wrapToWidth(drawableText(given), { width: INNER_WIDTH, isBold, size })) {
      this.y += size * MM_PER_POINT * 1.35
      this.write(line, PAGE.margin, this.y, writing)
    }
  }

  rectangle(x: number, y: number, width: number, height: number, color: string): void {
    const [left, top, across, down] = [x, y, width, height].map((length) => length * POINTS_PER_MM)
    this.#document
      .fillColor(color)
      .rect(left as number, top as number, across as number, down as number)
      .fill()
  }

  /** Through these points, one after the other. */
  line(points: readonly (readonly [x: number, y: number])[], color: string, widthPoints = 0.5): void {
    this.#document.lineWidth(widthPoints).strokeColor(color)
    points.forEach(([x, y], index) => {
      if (index === 0) this.#document.moveTo(x * POINTS_PER_MM, y * POINTS_PER_MM)
      else this.#document.lineTo(x * POINTS_PER_MM, y * POINTS_PER_MM)
    })
    this.#document.stroke()
  }
}
