import { createRequire } from 'node:module'

/**
 * pdfmake lays out running documents; labels and receipts need exact places. Its own two parts, pdfkit and fontkit, give them, and
 * are found from where pdfmake stands, wherever npm has put them. Neither brings types: these are what we use. They are read
 * in for the first document, since most processes never make one.
 */
const here = createRequire(import.meta.url)
const fromPdfmake = createRequire(here.resolve('pdfmake'))
const fromPdfkit = createRequire(fromPdfmake.resolve('pdfkit'))

/** Lengths are points, 72 to an inch; y grows downwards. */
export type PdfDocument = {
  addPage(options: { size: [number, number]; margin: number }): PdfDocument
  font(path: string): PdfDocument
  fontSize(points: number): PdfDocument
  widthOfString(text: string): number
  text(
    text: string,
    x: number,
    y: number,
    options: { lineBreak: false; baseline: 'alphabetic'; fill: true; stroke: boolean },
  ): PdfDocument
  rect(x: number, y: number, width: number, height: number): PdfDocument
  moveTo(x: number, y: number): PdfDocument
  lineTo(x: number, y: number): PdfDocument
  lineWidth(points: number): PdfDocument
  fillColor(color: string): PdfDocument
  strokeColor(color: string): PdfDocument
  fill(): PdfDocument
  stroke(): PdfDocument
  on(event: 'data', listener: (chunk: Buffer) => void): PdfDocument
  on(event: 'end', listener: () => void): PdfDocument
  on(event: 'error', listener: (error: Error) => void): PdfDocument
  end(): void
}

type PdfOptions = {
  autoFirstPage: false
  font: string
  lang: string
  displayTitle: true
  info: { Title: string; Creator: string }
}

export function newPdf(options: PdfOptions): PdfDocument {
  const Pdf: new (options: PdfOptions) => PdfDocument = fromPdfmake('pdfkit')
  return new Pdf(options)
}

/** What a document has become once it is ended. */
export const pdfBytes = (document: PdfDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    document.on('data', (chunk) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })

export type OpenFont = {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number }
}

export function openFont(path: string): OpenFont {
  const fontkit: { openSync(path: string): OpenFont } = fromPdfkit('fontkit')
  return fontkit.openSync(path)
}

/** Roboto: Latin with all its accents, Greek, Cyrillic, Vietnamese, and the signs of currencies. */
export const FONT_PATHS = {
  regular: here.resolve('pdfmake/fonts/Roboto/Roboto-Regular.ttf'),
  bold: here.resolve('pdfmake/fonts/Roboto/Roboto-Medium.ttf'),
} as const
