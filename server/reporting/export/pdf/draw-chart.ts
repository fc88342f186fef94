import { measureText } from '../../../platform/pdf/pdf-font.ts'
import { COLORS, INNER_WIDTH, PAGE, type SheetOfPaper } from './sheet-of-paper.ts'

export type Point = {
  readonly label: string
  readonly value: number
  /** Where it stands among the others, such as its day; side by side unless given. */
  readonly at?: number
}

export type ChartPicture = {
  readonly kind: 'bars' | 'line'
  readonly title: string
  readonly points: readonly Point[]
  readonly write: (value: number) => string
}

const SIZE = 7
const TITLE_ROOM = 7
const LINE_HEIGHT = 52
const BAR_HEIGHT = 5
const BARS_MOST = 12
const BAR_NAME_WIDTH = 55
const BAR_VALUE_WIDTH = 30
const TICKS = 4
const NAMES_MOST = 10
const NAME_WIDTH_MOST = 30

/** A curve over what comes in order, or a bar for each of the first of what is ranked. Needs two points to say anything. */
export function drawChart(paper: SheetOfPaper, chart: ChartPicture): void {
  if (chart.points.length < 2) return
  paper.y += TITLE_ROOM
  paper.write(chart.title, PAGE.margin, paper.y - 2, { size: 9, isBold: true })
  if (chart.kind === 'line') drawLine(paper, chart)
  else drawBars(paper, chart)
  paper.y += 4
}

function drawLine(paper: SheetOfPaper, { points, write }: ChartPicture): void {
  const scale = niceScale(points.map(({ value }) => value))
  const names = scale.ticks.map(write)
  const margin = Math.max(...names.map((name) => measureText(name, SIZE, false))) + 2
  const [left, right] = [PAGE.margin + margin, PAGE.margin + INNER_WIDTH]
  const [top, bottom] = [paper.y, paper.y + LINE_HEIGHT]
  const yOf = (value: number) => bottom - ((value - scale.low) / (scale.high - scale.low)) * (bottom - top)
  const placeOf = (index: number) => points[index]?.at ?? index
  const [first, span] = [placeOf(0), placeOf(points.length - 1) - placeOf(0)]
  const xOf = (index: number) => left + ((placeOf(index) - first) / span) * (right - left)
  scale.ticks.forEach((tick, index) => {
    const y = yOf(tick)
    paper.line(
      [
        [left, y],
        [right, y],
      ],
      tick === 0 ? COLORS.faint : COLORS.line,
      tick === 0 ? 0.7 : 0.4,
    )
    paper.write(names[index] as string, left - 1.5, y + 0.9, { size: SIZE, color: COLORS.faint, align: 'right' })
  })
  paper.line(
    points.map(({ value }, index) => [xOf(index), yOf(value)] as const),
    COLORS.figure,
    1.4,
  )
  drawNames(paper, points, { xOf, right, y: bottom + 4 })
  paper.y = bottom + 6
}

type NamePlaces = { xOf: (index: number) => number; right: number; y: number }

/** As many names as have room beside each other. */
function drawNames(paper: SheetOfPaper, points: readonly Point[], { xOf, right, y }: NamePlaces): void {
  let free = 0
  points.forEach(({ label }, index) => {
    const width = Math.min(measureText(label, SIZE, false) + 0.5, NAME_WIDTH_MOST)
    const x = Math.min(xOf(index), right - width)
    if (x < free) return
    paper.writeWithin(label, x, width, { size: SIZE, color: COLORS.faint, y })
    free = x + Math.max(width + 3, (right - xOf(0)) / NAMES_MOST)
  })
}

function drawBars(paper: SheetOfPaper, { points, write }: ChartPicture): void {
  const shown = points.slice(0, BARS_MOST)
  const [low, high] = [Math.min(0, ...shown.map(plainValue)), Math.max(0, ...shown.map(plainValue))]
  const left = PAGE.margin + BAR_NAME_WIDTH + 2
  const room = INNER_WIDTH - BAR_NAME_WIDTH - BAR_VALUE_WIDTH - 4
  const xOf = (value: number) => left + (high === low ? 0 : ((value - low) / (high - low)) * room)
  for (const { label, value } of shown) {
    const baseline = paper.y + BAR_HEIGHT - 1.6
    paper.writeWithin(label, PAGE.margin, BAR_NAME_WIDTH, { size: SIZE + 0.5, y: baseline })
    const [from, to] = [Math.min(xOf(0), xOf(value)), Math.max(xOf(0), xOf(value))]
    paper.rectangle(from, paper.y + 0.6, Math.max(to - from, 0.2), BAR_HEIGHT - 1.2, COLORS.figure)
    paper.write(write(value), to + 1.5, baseline, { size: SIZE, color: COLORS.faint })
    paper.y += BAR_HEIGHT
  }
}

const plainValue = ({ value }: Point): number => value

/** Round figures from below the least to above the greatest, nothing among them. */
export function niceScale(values: readonly number[]): { low: number; high: number; ticks: number[] } {
  const least = Math.min(0, ...values)
  const greatest = Math.max(0, ...values)
  const raw = (greatest - least || 1) / TICKS
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power
  const first = Math.floor(least / step)
  const last = Math.max(Math.ceil(greatest / step), first + 1)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
  return { low: first * step, high: last * step, ticks }
}
