import { fitSize, fitText } from '../../platform/pdf/fit-text.ts'
import { MM_PER_POINT, measureText } from '../../platform/pdf/pdf-font.ts'
import type { LabelContent } from './describe-label.ts'

/** Lengths are millimetres from an upper left corner, sizes of letters are points. */
export type TextMark = {
  readonly text: string
  readonly x: number
  readonly baseline: number
  readonly width: number
  readonly size: number
  readonly isBold: boolean
  readonly isStruck: boolean
  readonly align: 'left' | 'right'
}

/** Marks that belong together, from their own upper left corner. */
export type Block = { readonly height: number; readonly marks: readonly TextMark[] }

export type Room = { readonly width: number; readonly height: number }

export type Style = {
  readonly name: { readonly largest: number; readonly smallest: number }
  readonly price: { readonly largest: number; readonly smallest: number }
  /** Unit price and compare-at price. */
  readonly detail: number
}

export const COLUMN_GAP = 2
const NAME_LINES_MAX = 2
const NOTE_POINTS = 6
const TAX_POINTS = 8
const PRICE_POINTS_MIN = 8
const NOTE_POINTS_MIN = 4
const DETAIL_POINTS_MIN = 2
/** Of the price's size: what one of it costs when it is sold by weight. */
const MEASURE_SHARE = 0.42

/** Roboto, of its size: from the top of a line to its baseline, the whole line; and the figures of a price alone. */
const ASCENT = 0.9
const LINE = 1.12
const FIGURES = 0.82
const PRICE_LINE = 0.95

const mm = (points: number): number => points * MM_PER_POINT
export const lineHeight = (points: number): number => mm(points) * LINE
/** From the foot of a line up to its baseline. */
export const footHeight = (points: number): number => mm(points) * (LINE - ASCENT)

type MarkInput = Pick<TextMark, 'text' | 'size' | 'x' | 'baseline'> & Partial<TextMark>

export function mark({ isBold = false, isStruck = false, align = 'left', ...rest }: MarkInput): TextMark {
  return { ...rest, isBold, isStruck, align, width: measureText(rest.text, rest.size, isBold) }
}

/** The name in as many lines, and as large, as the room allows; one line at least. */
export function nameBlock(name: string, { largest, smallest }: Style['name'], room: Room): Block {
  const lines = Math.min(NAME_LINES_MAX, Math.max(1, Math.floor(room.height / lineHeight(smallest) + 1e-6)))
  const tallest = Math.max(smallest, Math.min(largest, room.height / lines / lineHeight(1)))
  const fitted = fitText(name, { width: room.width, lines, largest: tallest, smallest, isBold: false })
  const { size } = fitted
  const marks = fitted.lines.map((text, index) =>
    mark({ text, size, x: 0, baseline: index * lineHeight(size) + mm(size) * ASCENT }),
  )
  return { height: fitted.lines.length * lineHeight(size), marks }
}

/** A note may be left out where there is no room; the others may not. */
export type Detail = Pick<TextMark, 'text' | 'size' | 'isBold' | 'isStruck'> & { readonly isNote: boolean }

const plain = { isBold: false, isStruck: false, isNote: false }

/** What explains the price. */
export function detailsOf({ compareAtPrice, unitPrice, taxText }: LabelContent, style: Style): Detail[] {
  const details: Detail[] = []
  if (compareAtPrice !== null) details.push({ ...plain, text: compareAtPrice.text, size: style.detail, isStruck: true })
  if (unitPrice !== null) details.push({ ...plain, text: unitPrice.text, size: style.detail, isBold: true })
  if (taxText !== null) details.push({ ...plain, text: taxText, size: TAX_POINTS })
  return details
}

/** What serves the people of the shop. A code stands here, and must, when its bars do not fit; else under them. */
export function notesOf({ sku, date, barcode }: LabelContent, hasBars: boolean): Detail[] {
  const note = (text: string | null): Detail[] =>
    text === null || text === '' ? [] : [{ ...plain, text, size: NOTE_POINTS, isNote: true }]
  const code = barcode !== null && !hasBars ? [{ ...plain, text: barcode.text, size: NOTE_POINTS }] : []
  return [...code, ...note(sku === barcode?.text ? null : sku), ...note(date)]
}

/** Details beside each other in rows, as words in lines. */
function rowsOf(details: readonly Detail[], width: number): Detail[][] {
  const rows: Detail[][] = []
  let used = 0
  for (const detail of details) {
    const needed = measureText(detail.text, detail.size, detail.isBold)
    const row = rows.at(-1)
    if (row !== undefined && used + COLUMN_GAP + needed <= width) {
      row.push(detail)
      used += COLUMN_GAP + needed
    } else {
      rows.push([detail])
      used = needed
    }
  }
  return rows
}

const sizeOfRow = (row: readonly Detail[]): number => Math.max(...row.map(({ size }) => size))

/** On one line: a note may lose its end, the others only their size. */
function fitDetail({ text, size, isBold, isNote }: Detail, width: number): Pick<TextMark, 'text' | 'size'> {
  if (!isNote) return { text, size: fitSize(text, { width, largest: size, smallest: DETAIL_POINTS_MIN, isBold }) }
  const fitted = fitText(text, { width, lines: 1, largest: size, smallest: NOTE_POINTS_MIN, isBold })
  return { text: fitted.lines.join(''), size: fitted.size }
}

/** The details in rows. Rows of notes alone that pass the room's height are left out. */
export function flow(details: readonly Detail[], room: Room): Block {
  const marks: TextMark[] = []
  let height = 0
  for (const row of rowsOf(details, room.width)) {
    const largest = sizeOfRow(row)
    if (height + lineHeight(largest) > room.height && row.every(({ isNote }) => isNote)) continue
    let x = 0
    for (const detail of row) {
      const baseline = height + mm(largest) * ASCENT
      const placed = mark({ ...detail, ...fitDetail(detail, room.width), x, baseline })
      marks.push(placed)
      x += placed.width + COLUMN_GAP
    }
    height += lineHeight(largest)
  }
  return { height, marks }
}

/** The narrowest column in which no detail is made smaller. */
export const widthOfDetails = (details: readonly Detail[]): number =>
  Math.max(0, ...details.map(({ text, size, isBold }) => measureText(text, size, isBold)))

export const priceHeight = (points: number): number => mm(points) * PRICE_LINE
/** To a tenth of a point. */
export const pricePoints = (height: number): number => Math.floor((height / priceHeight(1)) * 10 + 1e-6) / 10

/** Millimetres that a price takes at a size, with the measure that it is the price of. */
export function priceWidth({ text, measure }: NonNullable<LabelContent['price']>, size: number): number {
  return measureText(text, size, true) + measureText(measure ?? '', size * MEASURE_SHARE, true)
}

/**
 * The price, at most at a size, and at its right the details that find room there; the others are the rest. A price so
 * long that it does not stand on the label at the size the law wants is made smaller: cut, it would be another price.
 */
export function priceBlock(
  price: LabelContent['price'],
  details: readonly Detail[],
  { width, size }: { width: number; size: number },
): { block: Block; rest: readonly Detail[] } {
  if (price === null) return { block: { height: 0, marks: [] }, rest: details }
  const natural = Math.floor(((size * width) / priceWidth(price, size)) * 2) / 2
  const fitted = Math.max(PRICE_POINTS_MIN, Math.min(size, natural))
  const height = priceHeight(fitted)
  const baseline = mm(fitted) * FIGURES
  const marks = [mark({ text: price.text, size: fitted, x: 0, baseline, isBold: true })]
  const after = { x: measureText(price.text, fitted, true), baseline, isBold: true }
  if (price.measure !== null) marks.push(mark({ ...after, text: price.measure, size: fitted * MEASURE_SHARE }))
  const free = width - priceWidth(price, fitted) - COLUMN_GAP
  let used = 0
  let placed = 0
  for (const detail of details) {
    if (used + lineHeight(detail.size) > height || measureText(detail.text, detail.size, detail.isBold) > free) break
    marks.push(mark({ ...detail, x: width, baseline: used + mm(detail.size) * ASCENT, align: 'right' }))
    used += lineHeight(detail.size)
    placed += 1
  }
  return { block: { height, marks }, rest: details.slice(placed) }
}
