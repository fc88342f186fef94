import { setImmediate as nextTurn } from 'node:timers/promises'
import { FONT_PATHS, newPdf, type PdfDocument, pdfBytes } from '../../platform/pdf/pdf-library.ts'
import type { Language } from '../../platform/text.ts'
import type { LabelContent } from './describe-label.ts'
import type { TextMark } from './label-blocks.ts'
import type { BarsMark, LabelLayout } from './lay-out-label.ts'
import { placeOnSheet, type Sheet } from './sheets.ts'

const POINTS_PER_MM = 72 / 25.4
/** The boldest Roboto at hand is its medium; a hair of outline makes it bold. */
const OUTLINE = 0.025
const OUTLINE_FROM_POINTS = 14
const STRIKE_HEIGHT = 0.26
const STRIKE_WIDTH = 0.06
/** After so many labels, whoever else waits for this process has a turn. */
export const LABELS_PER_TURN = 25

export type DrawnLabel = { readonly content: LabelContent; readonly layout: LabelLayout }

/** The labels of one printing as a PDF, from the first free place of the first sheet. Bars are shapes, not pixels. */
export async function writeLabelPdf(
  labels: readonly DrawnLabel[],
  options: { sheet: Sheet; startAt: number; title: string; language: Language },
): Promise<Buffer> {
  const { sheet, startAt, title, language } = options
  const document = newPdf({
    autoFirstPage: false,
    font: FONT_PATHS.regular,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Comptoir' },
  })
  const written = pdfBytes(document)
  let page = -1
  let index = startAt - 1
  for (const label of labels) {
    for (let copy = 0; copy < label.content.copies; copy += 1) {
      const place = placeOnSheet(sheet, index)
      if (place.page !== page) {
        document.addPage({ size: [sheet.pageWidth * POINTS_PER_MM, sheet.pageHeight * POINTS_PER_MM], margin: 0 })
        page = place.page
      }
      drawLabel(document, label, place.x, place.y)
      index += 1
      if (index % LABELS_PER_TURN === 0) await nextTurn()
    }
  }
  document.end()
  return written
}

function drawLabel(document: PdfDocument, { content, layout }: DrawnLabel, left: number, top: number): void {
  for (const mark of layout.texts) drawText(document, mark, left, top)
  if (layout.bars !== null && content.barcode !== null) {
    drawBars(document, layout.bars, content.barcode.modules, left, top)
  }
}

function drawText(document: PdfDocument, mark: TextMark, left: number, top: number): void {
  const { text, size, isBold, isStruck, align } = mark
  document.font(isBold ? FONT_PATHS.bold : FONT_PATHS.regular).fontSize(size)
  const width = document.widthOfString(text)
  const x = (left + mark.x) * POINTS_PER_MM - (align === 'right' ? width : 0)
  const y = (top + mark.baseline) * POINTS_PER_MM
  const isOutlined = isBold && size >= OUTLINE_FROM_POINTS
  document.lineWidth(size * OUTLINE)
  document.text(text, x, y, { lineBreak: false, baseline: 'alphabetic', fill: true, stroke: isOutlined })
  if (!isStruck) return
  const height = y - size * STRIKE_HEIGHT
  document
    .lineWidth(size * STRIKE_WIDTH)
    .moveTo(x, height)
    .lineTo(x + width, height)
    .stroke()
}

function drawBars(document: PdfDocument, bars: BarsMark, modules: readonly number[], left: number, top: number): void {
  let x = left + bars.x
  modules.forEach((wide, index) => {
    const width = wide * bars.module
    if (index % 2 === 0) {
      const [px, py] = [x * POINTS_PER_MM, (top + bars.y) * POINTS_PER_MM]
      document.rect(px, py, width * POINTS_PER_MM, bars.height * POINTS_PER_MM)
    }
    x += width
  })
  document.fill()
}
