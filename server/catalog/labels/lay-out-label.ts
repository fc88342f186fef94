import { fitSize } from '../../platform/pdf/fit-text.ts'
import { measureText } from '../../platform/pdf/pdf-font.ts'
import { type BarcodeSymbol, modulesWide } from './barcode-symbol.ts'
import type { LabelContent } from './describe-label.ts'
import {
  type Block,
  COLUMN_GAP,
  detailsOf,
  flow,
  footHeight,
  lineHeight,
  mark,
  nameBlock,
  notesOf,
  priceBlock,
  priceHeight,
  pricePoints,
  priceWidth,
  type Room,
  type Style,
  type TextMark,
  widthOfDetails,
} from './label-blocks.ts'
import type { LabelKind } from './label-schema.ts'

export type BarsMark = { readonly x: number; readonly y: number; readonly height: number; readonly module: number }
export type LabelLayout = { readonly texts: readonly TextMark[]; readonly bars: BarsMark | null }

/** Millimetres; `dot` is the step of the printer, of which bars are whole numbers. */
export type LabelSize = { readonly width: number; readonly height: number; readonly dot: number }

/**
 * Québec's shelf labels: the price in at least 28-point bold type, what else is prescribed in at least 10-point type
 * (Regulation respecting the application of the Consumer Protection Act, CQLR, c. P-40.1, r. 3, s. 91.5).
 */
const STYLES: Readonly<Record<LabelKind, Style>> = {
  shelf: { name: { largest: 13, smallest: 10 }, price: { largest: 40, smallest: 28 }, detail: 10 },
  product: { name: { largest: 10, smallest: 7 }, price: { largest: 18, smallest: 12 }, detail: 8 },
}

const MARGIN = 1.5
const GAP = 0.6
const DIGITS_POINTS = 7
const DIGITS_HEIGHT = lineHeight(DIGITS_POINTS)
const MODULE_MAX = 0.38
/** Finer bars are for codes that would otherwise have none. */
const MODULE_GOOD = 0.25
const BARS_MIN = 4
/** From this height on, bars are easy to aim at. */
const BARS_GOOD = 7
const BARS_MAX = 14
const BARCODE_MIN = BARS_MIN + DIGITS_HEIGHT

/**
 * Where everything stands on a label: the name above, then the price, then the barcode with what explains the price at
 * its left. On a low label the barcode stands at the right of the price; on a narrow one, below everything else.
 */
export function layOutLabel(content: LabelContent, kind: LabelKind, size: LabelSize): LabelLayout {
  const label: Label = {
    content,
    style: STYLES[kind],
    inner: { width: size.width - 2 * MARGIN, height: size.height - 2 * MARGIN },
    dot: size.dot,
  }
  const layout = layOutTall(label) ?? layOutLow(label) ?? layOutColumns(label) ?? layOutStacked(label)
  return {
    texts: layout.texts.map((text) => ({ ...text, x: MARGIN + text.x, baseline: MARGIN + text.baseline })),
    bars: layout.bars && { ...layout.bars, x: MARGIN + layout.bars.x, y: MARGIN + layout.bars.y },
  }
}

type Label = {
  readonly content: LabelContent
  readonly style: Style
  readonly inner: Room
  readonly dot: number
}
type Scale = { readonly symbol: BarcodeSymbol; readonly module: number; readonly width: number }

/** The widest bars that fit with their quiet zones, of whole dots; null: not even those of the least module fit. */
function scaleOf({ content: { barcode: symbol }, dot }: Label, width: number, least = MODULE_GOOD): Scale | null {
  if (symbol === null) return null
  const modules = symbol.quietBefore + modulesWide(symbol) + symbol.quietAfter
  for (let dots = Math.floor(MODULE_MAX / dot + 1e-6); dots * dot >= least; dots -= 1) {
    const module = dots * dot
    if (module * modules <= width) return { symbol, module, width: module * modules }
  }
  return null
}

/** Name, price and a good barcode one under the other, where all find their room. */
function layOutTall(label: Label): LabelLayout | null {
  const { style, inner } = label
  const needed = 2 * lineHeight(style.name.smallest) + priceHeight(style.price.smallest) + 2 * GAP
  return needed + BARS_GOOD + DIGITS_HEIGHT > inner.height ? null : layOutColumns(label)
}

/** The price at the left, the barcode at the right of it with the notes above. */
function layOutLow(label: Label): LabelLayout | null {
  const { content, style, inner } = label
  if (content.price === null) return null
  const least = priceWidth(content.price, style.price.smallest)
  const scale = scaleOf(label, inner.width - COLUMN_GAP - least)
  if (scale === null) return null
  const width = inner.width - COLUMN_GAP - scale.width
  const details = detailsOf(content, style)
  const explained = flow(details, { width, height: 0 })
  const body = Math.max(priceHeight(style.price.smallest) + explained.height, BARCODE_MIN)
  const name = nameBlock(content.name, style.name, { width: inner.width, height: inner.height - GAP - body })
  const top = name.height + GAP
  if (top + body > inner.height + TOLERANCE || widthOfDetails(details) > width) return null
  const tallest = pricePoints(inner.height - top - explained.height)
  const size = Math.max(style.price.smallest, Math.min(style.price.largest, tallest))
  const { block, rest } = priceBlock(content.price, details, { width, size })
  const under = flow(rest, { width, height: 0 })
  const free = inner.height - top - BARCODE_MIN
  const notes = flow(notesOf(content, true), { width: scale.width, height: free })
  const texts = [
    ...name.marks,
    ...moved(block, 0, top),
    ...moved(under, 0, top + block.height),
    ...moved(notes, inner.width - scale.width, top),
  ]
  return withBars(texts, scale, inner, top + notes.height)
}

/** Under the price two columns: what explains it, and the barcode. */
function layOutColumns(label: Label): LabelLayout | null {
  const { content, style, inner } = label
  const details = detailsOf(content, style)
  const scale = scaleOf(label, inner.width - COLUMN_GAP - Math.max(COLUMN_MIN, widthOfDetails(details)))
  if (scale === null) return null
  const width = inner.width - COLUMN_GAP - scale.width
  const head = layOutHead(label, details, (rest) => Math.max(BARCODE_MIN, flow(rest, { width, height: 0 }).height))
  if (head.isTight) return null
  const notes = notesOf(content, true)
  const column = flow([...head.rest, ...notes], { width, height: inner.height - head.height })
  return withBars([...head.texts, ...moved(column, 0, head.height)], scale, inner, head.height)
}

/** A column narrower than this holds no note. */
const COLUMN_MIN = 14

/**
 * Everything one under the other. Where there is no room for bars, or where prices are so long that they would leave none,
 * the code stands there in letters.
 */
function layOutStacked(
  label: Label,
  scale = scaleOf(label, label.inner.width, label.content.barcode?.moduleMin),
): LabelLayout {
  const { content, style, inner } = label
  const { width } = inner
  const barcode = scale === null ? 0 : BARCODE_MIN + GAP
  const all = [...detailsOf(content, style), ...notesOf(content, scale !== null)]
  const head = layOutHead(label, all, (rest) => flow(rest, { width, height: 0 }).height + barcode)
  const column = flow(head.rest, { width, height: inner.height - head.height - barcode })
  const height = head.height + column.height
  if (scale !== null && height + barcode > inner.height + TOLERANCE) return layOutStacked(label, null)
  const texts = [...head.texts, ...moved(column, 0, head.height)]
  return scale === null ? { texts, bars: null } : withBars(texts, scale, inner, height + GAP)
}

type Details = ReturnType<typeof detailsOf>

/**
 * Name and price above what needs, at least, a height. The price grows into what is left, and shrinks below the size
 * that it ought to have where the label would otherwise not hold everything.
 */
function layOutHead({ content, style, inner }: Label, details: Details, heightOf: (rest: Details) => number) {
  const { width } = inner
  const least = priceBlock(content.price, details, { width, size: style.price.smallest })
  const body = heightOf([...least.rest]) + (content.price === null ? GAP : 2 * GAP)
  const name = nameBlock(content.name, style.name, { width, height: inner.height - body - least.block.height })
  const free = inner.height - name.height - body
  const isTight = free < least.block.height - TOLERANCE
  const grown = pricePoints(Math.max(free - (BARS_GOOD - BARS_MIN), least.block.height))
  const size = isTight ? pricePoints(free) : Math.min(style.price.largest, grown)
  const sized = priceBlock(content.price, details, { width, size })
  // A larger price may push away what stood at its right, for which there would be no room below.
  const { block, rest } = !isTight && sized.rest.length > least.rest.length ? least : sized
  const top = name.height + GAP
  const gap = content.price === null ? 0 : GAP
  return { texts: [...name.marks, ...moved(block, 0, top)], rest: [...rest], height: top + block.height + gap, isTight }
}

/** Of a millimetre: less than any printer shows. */
const TOLERANCE = 0.01

const moved = ({ marks }: Block, left: number, top: number): TextMark[] =>
  marks.map((text) => ({ ...text, x: left + text.x, baseline: top + text.baseline }))

/** Bars at the lower right, as high as the room under `top`, with their digits under them. */
function withBars(texts: readonly TextMark[], scale: Scale, inner: Room, top: number): LabelLayout {
  const { symbol, module } = scale
  const height = Math.min(inner.height - top - DIGITS_HEIGHT, BARS_MAX)
  const x = inner.width - scale.width + symbol.quietBefore * module
  const wide = modulesWide(symbol) * module
  const limits = { width: scale.width, largest: DIGITS_POINTS, smallest: 1, isBold: false }
  const size = fitSize(symbol.text, limits)
  const left = x + (wide - measureText(symbol.text, size, false)) / 2
  const digits = mark({ text: symbol.text, size, x: left, baseline: inner.height - footHeight(size) })
  return { texts: [...texts, digits], bars: { x, y: inner.height - DIGITS_HEIGHT - height, height, module } }
}
