import { setImmediate as nextTurn } from 'node:timers/promises'
import { wrapToWidth } from '../../../platform/pdf/fit-text.ts'
import { drawableText, MM_PER_POINT } from '../../../platform/pdf/pdf-font.ts'
import { type DrawnColumn, fitColumns, GAP } from './column-widths.ts'
import { COLORS, INNER_WIDTH, PAGE, type SheetOfPaper } from './sheet-of-paper.ts'

/** The texts of a table, row by row. */
export type DrawnTable = {
  readonly headings: readonly string[]
  readonly isNumber: readonly boolean[]
  readonly rows: readonly (readonly string[])[]
  readonly totals: readonly string[] | null
}

/** After so many rows, whoever else waits for this process has a turn. */
const ROWS_PER_TURN = 20
const HEADING_LINES = 3
const LEADING = 1.6

/** The table over as many pages as it needs, its headings on each. */
export async function drawTable(paper: SheetOfPaper, table: DrawnTable): Promise<void> {
  const grid = layOutGrid(table)
  drawHeadings(paper, grid)
  for (const [index, row] of table.rows.entries()) {
    drawRow(paper, grid, row)
    if (index % ROWS_PER_TURN === ROWS_PER_TURN - 1) await nextTurn()
  }
  if (table.totals === null) return
  if (!paper.hasRoom(grid.rowHeight)) turnPage(paper, grid)
  paper.line(
    [
      [PAGE.margin, paper.y + 0.3],
      [PAGE.margin + grid.width, paper.y + 0.3],
    ],
    COLORS.ink,
    0.8,
  )
  drawRow(paper, grid, table.totals, true)
}

type Place = {
  readonly x: number
  readonly width: number
  readonly isNumber: boolean
  readonly heading: readonly string[]
}
type Grid = {
  readonly size: number
  readonly rowHeight: number
  readonly width: number
  readonly places: readonly Place[]
}

function layOutGrid({ headings, isNumber, rows, totals }: DrawnTable): Grid {
  const all = totals === null ? rows : [...rows, totals]
  const columns = headings.map(
    (heading, index): DrawnColumn => ({
      heading: drawableText(heading),
      cells: all.map((row) => row[index] ?? ''),
      isNumber: isNumber[index] ?? false,
    }),
  )
  const { size, widths } = fitColumns(columns, INNER_WIDTH)
  let x: number = PAGE.margin
  const places = columns.map((column, index): Place => {
    const width = widths[index] as number
    const heading = wrapToWidth(column.heading, { width, isBold: true, size }).slice(0, HEADING_LINES)
    const place = { x, width, isNumber: column.isNumber, heading }
    x += width + GAP
    return place
  })
  return { size, rowHeight: size * MM_PER_POINT * LEADING, width: x - GAP - PAGE.margin, places }
}

function drawHeadings(paper: SheetOfPaper, { size, places, width, rowHeight }: Grid): void {
  const lines = Math.max(1, ...places.map(({ heading }) => heading.length))
  const lineHeight = size * MM_PER_POINT * 1.2
  const height = lines * lineHeight + 1.6
  // A heading at the foot of a page would stand alone.
  if (!paper.hasRoom(height + 2 * rowHeight)) paper.turn()
  paper.rectangle(PAGE.margin, paper.y, width, height, COLORS.fill)
  for (const { x, width: within, isNumber, heading } of places) {
    heading.forEach((line, index) => {
      const y = paper.y + (index + 1) * lineHeight
      const at = isNumber ? x + within : x
      paper.write(line, at, y, { size, isBold: true, align: isNumber ? 'right' : 'left' })
    })
  }
  paper.y += height
}

function turnPage(paper: SheetOfPaper, grid: Grid): void {
  paper.turn()
  drawHeadings(paper, grid)
}

function drawRow(paper: SheetOfPaper, grid: Grid, row: readonly string[], isBold = false): void {
  const { size, rowHeight, places } = grid
  if (!paper.hasRoom(rowHeight)) turnPage(paper, grid)
  const y = paper.y + rowHeight * 0.72
  places.forEach(({ x, width, isNumber }, index) => {
    const text = row[index] ?? ''
    if (text !== '') paper.writeWithin(text, x, width, { size, isBold, align: isNumber ? 'right' : 'left', y })
  })
  paper.y += rowHeight
}
