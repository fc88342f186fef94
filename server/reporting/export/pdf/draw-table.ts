import { setImmediate as nextTurn } from 'node:timers/promises'
import { wrapToWidth } from '../../../platform/pdf/fit-text.ts'
import { drawableText, MM_PER_POINT } from '../../../platform/pdf/pdf-font.ts'
import { type ColumnKind, type DrawnColumn, GAP, type Panel, planPanels } from './plan-panels.ts'
import { COLORS, INNER_WIDTH, PAGE, type SheetOfPaper } from './sheet-of-paper.ts'

/** The texts of a table, row by row. */
export type DrawnTable = {
  readonly headings: readonly string[]
  readonly kinds: readonly ColumnKind[]
  readonly rows: readonly (readonly string[])[]
  readonly totals: readonly string[] | null
  /** Above each panel where the columns need several. */
  readonly namePanel: (place: number, count: number) => string
}

/** After so many rows, whoever else waits for this process has a turn. */
const ROWS_PER_TURN = 20
/** Between two lines of one text, and around a row. */
const LEADING = 1.2
const ROW_PADDING = 0.4
const PANEL_GAP = 5

/**
 * The table over as many pages as it needs, its headings on each. Columns that have no room beside each other stand in
 * panels below each other, as spreadsheets print them.
 */
export async function drawTable(paper: SheetOfPaper, table: DrawnTable): Promise<void> {
  const texts = {
    headings: table.headings.map(drawableText),
    rows: table.rows.map((row) => row.map(drawableText)),
    totals: table.totals?.map(drawableText) ?? null,
  }
  const all = texts.totals === null ? texts.rows : [...texts.rows, texts.totals]
  const columns = texts.headings.map(
    (heading, index): DrawnColumn => ({
      heading,
      cells: all.map((row) => row[index] ?? ''),
      kind: table.kinds[index] ?? 'text',
    }),
  )
  const { size, panels } = planPanels(columns, INNER_WIDTH)
  for (const [place, panel] of panels.entries()) {
    const grid = layOutGrid(columns, panel, size)
    const name = panels.length === 1 ? null : table.namePanel(place + 1, panels.length)
    if (place > 0) paper.y += PANEL_GAP
    await drawPanel(paper, grid, { ...texts, name })
  }
}

type Place = {
  readonly index: number
  readonly x: number
  readonly width: number
  readonly kind: ColumnKind
  readonly heading: readonly string[]
}
type Grid = {
  readonly size: number
  readonly lineHeight: number
  readonly width: number
  readonly places: readonly Place[]
}

function layOutGrid(columns: readonly DrawnColumn[], panel: Panel, size: number): Grid {
  let x: number = PAGE.margin
  const places = panel.map(({ index, width }): Place => {
    const { heading, kind } = columns[index] as DrawnColumn
    const place = { index, x, width, kind, heading: wrapToWidth(heading, { width, isBold: true, size }) }
    x += width + GAP
    return place
  })
  return { size, lineHeight: size * MM_PER_POINT * LEADING, width: x - GAP - PAGE.margin, places }
}

type PanelTexts = {
  readonly name: string | null
  readonly rows: readonly (readonly string[])[]
  readonly totals: readonly string[] | null
}

async function drawPanel(paper: SheetOfPaper, grid: Grid, { name, rows, totals }: PanelTexts): Promise<void> {
  const headingHeight = headingHeightOf(grid)
  // A heading at the foot of a page would stand alone.
  const room = headingHeight + (name === null ? 0 : grid.lineHeight * 2) + 2 * rowHeightOf(grid, 1)
  if (!paper.hasRoom(room)) paper.turn()
  if (name !== null) {
    paper.y += grid.lineHeight
    paper.write(name, PAGE.margin, paper.y, { size: grid.size, color: COLORS.faint })
    paper.y += grid.lineHeight * 0.5
  }
  drawHeadings(paper, grid)
  for (const [index, row] of rows.entries()) {
    drawRow(paper, grid, row)
    if (index % ROWS_PER_TURN === ROWS_PER_TURN - 1) await nextTurn()
  }
  if (totals !== null) drawRow(paper, grid, totals, true)
}

const headingHeightOf = ({ places, lineHeight }: Grid): number =>
  Math.max(1, ...places.map(({ heading }) => heading.length)) * lineHeight + 1.6

const rowHeightOf = ({ lineHeight }: Grid, lines: number): number => lineHeight * (lines + ROW_PADDING)

function drawHeadings(paper: SheetOfPaper, grid: Grid): void {
  const { size, places, width, lineHeight } = grid
  const height = headingHeightOf(grid)
  paper.rectangle(PAGE.margin, paper.y, width, height, COLORS.fill)
  for (const place of places) {
    place.heading.forEach((line, index) => {
      writeIn(paper, place, line, { size, isBold: true, y: paper.y + (index + 1) * lineHeight })
    })
  }
  paper.y += height
}

/** Figures, days and times are as wide as their column at the most: only texts are broken. */
function drawRow(paper: SheetOfPaper, grid: Grid, row: readonly string[], isTotal = false): void {
  const { size, places, lineHeight } = grid
  const cells = places.map((place) => {
    const text = row[place.index] ?? ''
    const lines = place.kind === 'text' ? wrapToWidth(text, { width: place.width, isBold: isTotal, size }) : [text]
    return { place, lines: lines.filter((line) => line !== '') }
  })
  const height = rowHeightOf(grid, Math.max(1, ...cells.map(({ lines }) => lines.length)))
  if (!paper.hasRoom(height)) {
    paper.turn()
    drawHeadings(paper, grid)
  }
  if (isTotal) drawRule(paper, grid)
  for (const { place, lines } of cells) {
    lines.forEach((line, index) => {
      writeIn(paper, place, line, { size, isBold: isTotal, y: paper.y + (index + 0.95) * lineHeight })
    })
  }
  paper.y += height
}

type Manner = { size: number; isBold: boolean; y: number }

function writeIn(paper: SheetOfPaper, { x, width, kind }: Place, line: string, { y, ...writing }: Manner): void {
  if (kind === 'figure') paper.write(line, x + width, y, { ...writing, align: 'right' })
  else paper.write(line, x, y, writing)
}

const drawRule = (paper: SheetOfPaper, { width }: Grid): void =>
  paper.line(
    [
      [PAGE.margin, paper.y + 0.3],
      [PAGE.margin + width, paper.y + 0.3],
    ],
    COLORS.ink,
    0.8,
  )
