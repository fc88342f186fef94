import { type Receipt, receiptRows } from '../../../rules/index.ts'
import { FONT_PATHS, newPdf, type PdfDocument, pdfBytes } from '../../platform/pdf/pdf-library.ts'
import type { Language } from '../../platform/text.ts'
import { layOutPages, type PageMark, type ReceiptPage } from './lay-out-pages.ts'
import { QUIET_MODULES, receiptBars } from './receipt-bars.ts'

const POINTS_PER_MM = 72 / 25.4

/** The receipt on a roll of 80 mm: one page as long as it needs to be, its bars as shapes. */
export async function writeReceiptPdf(receipt: Receipt, language: Language): Promise<Buffer> {
  const title = `${language === 'fr' ? 'Reçu' : 'Receipt'} ${receipt.reference}`
  const bars = receiptBars(receipt.reference)
  const modules = bars.reduce((sum, width) => sum + width, 2 * QUIET_MODULES)
  const document = newPdf({
    autoFirstPage: false,
    font: FONT_PATHS.regular,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Comptoir' },
  })
  const written = pdfBytes(document)
  for (const page of layOutPages(receiptRows(receipt, language), { reference: receipt.reference, modules })) {
    drawPage(document, page, bars)
  }
  document.end()
  return written
}

function drawPage(document: PdfDocument, page: ReceiptPage, bars: readonly number[]): void {
  document.addPage({ size: [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM], margin: 0 })
  for (const mark of page.marks) drawMark(document, mark, bars)
}

function drawMark(document: PdfDocument, mark: PageMark, bars: readonly number[]): void {
  const [x, y] = [mark.x * POINTS_PER_MM, mark.y * POINTS_PER_MM]
  if (mark.kind === 'rule') {
    document
      .lineWidth(0.5)
      .moveTo(x, y)
      .lineTo(x + mark.width * POINTS_PER_MM, y)
      .stroke()
    return
  }
  if (mark.kind === 'text') {
    document.font(mark.isBold ? FONT_PATHS.bold : FONT_PATHS.regular).fontSize(mark.size)
    document.text(mark.text, x, y, { lineBreak: false, baseline: 'alphabetic', fill: true, stroke: false })
    return
  }
  let left = mark.x + QUIET_MODULES * mark.module
  bars.forEach((wide, index) => {
    const width = wide * mark.module
    if (index % 2 === 0) {
      document.rect(left * POINTS_PER_MM, y, width * POINTS_PER_MM, mark.height * POINTS_PER_MM)
    }
    left += width
  })
  document.fill()
}
