import { MM_PER_POINT } from '../../platform/pdf/pdf-font.ts'
import type { BarcodeSymbol } from './barcode-symbol.ts'
import type { TextMark } from './label-blocks.ts'
import type { LabelLayout, LabelSize } from './lay-out-label.ts'
import type { DrawnLabel } from './write-label-pdf.ts'

const STRIKE_HEIGHT = 0.26
const STRIKE_WIDTH = 0.08

/**
 * The labels as a Zebra printer reads them (ZPL II): one `^XA … ^XZ` each, which says how many copies it wants. Texts
 * are UTF-8 in the printer's own font 0, bars are the very bars that the PDF has.
 */
export const writeLabelZpl = (labels: readonly DrawnLabel[], size: LabelSize): string =>
  labels.map((label) => labelCommands(label, size)).join('')

function labelCommands({ content, layout }: DrawnLabel, size: LabelSize): string {
  const dots = dotsOf(size.dot)
  return [
    '^XA',
    '^CI28',
    `^PW${dots(size.width)}`,
    `^LL${dots(size.height)}`,
    '^LH0,0',
    ...layout.texts.flatMap((mark) => textCommands(mark, size.dot)),
    ...barsCommands(layout, content.barcode, size.dot),
    `^PQ${content.copies}`,
    '^XZ',
    '',
  ].join('\n')
}

const dotsOf = (dot: number) => (millimetres: number) => Math.round(millimetres / dot)

function textCommands({ text, x, baseline, width, size, isStruck, align }: TextMark, dot: number): string[] {
  const dots = dotsOf(dot)
  const height = size * MM_PER_POINT
  const from = `^FT${dots(x)},${dots(baseline)}${align === 'right' ? ',1' : ''}`
  const written = `${from}^A0N,${dots(height)}^FH^FD${escapeZpl(text)}^FS`
  if (!isStruck) return [written]
  const left = align === 'right' ? x - width : x
  const thickness = Math.max(1, dots(height * STRIKE_WIDTH))
  const line = `^FO${dots(left)},${dots(baseline - height * STRIKE_HEIGHT)}^GB${dots(width)},${thickness},${thickness}^FS`
  return [written, line]
}

/**
 * A text as a field's data, in which nothing is a command: what begins commands (`^`, `~`), the sign of `^FH` itself
 * (`_`), the backslash and every control character go as hexadecimal bytes.
 */
export const escapeZpl = (text: string): string =>
  text.replace(/[\p{Cc}^~_\\]/gu, (character) => {
    const bytes = Buffer.from(character).toString('hex').toUpperCase()
    return bytes.replace(/../g, '_$&')
  })

/** The bars as one picture whose every row is the first: `:` repeats the row above. The code itself is not in it. */
function barsCommands({ bars }: LabelLayout, symbol: BarcodeSymbol | null, dot: number): string[] {
  if (bars === null || symbol === null) return []
  const dots = dotsOf(dot)
  const module = dots(bars.module)
  const bits = symbol.modules.map((wide, index) => (index % 2 === 0 ? '1' : '0').repeat(wide * module)).join('')
  const bytes = Math.ceil(bits.length / 8)
  const row = Array.from({ length: bytes * 2 }, (_, nibble) =>
    Number.parseInt(bits.slice(nibble * 4, nibble * 4 + 4).padEnd(4, '0'), 2)
      .toString(16)
      .toUpperCase(),
  ).join('')
  const height = dots(bars.height)
  const picture = `^GFA,${bytes * height},${bytes * height},${bytes},${row}${':'.repeat(height - 1)}`
  return [`^FO${dots(bars.x)},${dots(bars.y)}${picture}^FS`]
}
