import { FONT_PATHS, newPdf, pdfBytes } from '../../platform/pdf/pdf-library.ts'
import { type Language, text } from '../../platform/text.ts'
import { cellText } from './cell-text.ts'
import { drawChart } from './pdf/draw-chart.ts'
import { drawTable } from './pdf/draw-table.ts'
import type { ColumnKind } from './pdf/plan-panels.ts'
import { COLORS, PAGE, SheetOfPaper } from './pdf/sheet-of-paper.ts'
import {
  type CellUnit,
  type Column,
  currencyReader,
  numberOf,
  plainValue,
  type ReportTable,
  type TableRow,
  type TableSection,
  unitOf,
} from './report-table.ts'

/** Some sixty pages: nobody reads more, and each is made in this process. */
export const PDF_ROWS_MAX = 2_000

const TOTAL = text('Total', 'Total')
const PAGE_NAME = text('page', 'page')
const PANEL = text('Colonnes, partie {place} de {count}', 'Columns, part {place} of {count}')
const CUT = text(
  'Seulement les {count} premières lignes\u00a0; le total est complet. Le CSV et le classeur les ont toutes.',
  'Only the first {count} rows; the total is complete. The CSV and the workbook have them all.',
)

/** A table as a document: title, period, stores, then for each currency its curve or its bars, its rows and its total. */
export async function* writePdf(table: ReportTable, { language }: { language: Language }): AsyncGenerator<Buffer> {
  const title = table.title[language]
  const document = newPdf({
    autoFirstPage: false,
    font: FONT_PATHS.regular,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Comptoir' },
  })
  const written = pdfBytes(document)
  const paper = new SheetOfPaper(document, (page) => `${title}, ${PAGE_NAME[language]} ${page}`)
  paper.paragraph(title, { size: 16, isBold: true })
  for (const [name, value] of table.facts) {
    paper.paragraph(`${name[language]}${language === 'fr' ? '\u00a0' : ''}: ${value}`, { size: 9, color: COLORS.faint })
  }
  for await (const section of table.sections()) await drawSection(paper, table, { section, language })
  document.end()
  yield await written
}

type Asked = { section: TableSection; language: Language }

async function drawSection(paper: SheetOfPaper, table: ReportTable, { section, language }: Asked): Promise<void> {
  // The heading of the section says the currency.
  const isSaid = ({ name }: Column) => name === 'currency' && section.currency !== null
  const columns = section.columns ?? table.columns
  const shown = columns.flatMap((column, index) => (isSaid(column) ? [] : [{ column, index }]))
  const { rows, isCut } = await firstRows(section)
  if (!paper.hasRoom(40)) paper.turn()
  paper.y += 6
  const heading = [section.title?.[language], section.currency].filter((part) => part != null).join(', ')
  if (heading !== '') {
    paper.write(heading, PAGE.margin, paper.y, { size: 11, isBold: true })
    paper.y += 2
  }
  const chart = section.chart === undefined ? table.chart : section.chart
  if (chart != null) drawPicture(paper, { columns, chart }, { section, language, rows })
  const currencyOf = currencyReader(columns)
  const write = (row: TableRow) =>
    shown.map(({ column, index }) => cellText(row[index] ?? null, column, currencyOf(row, section), language))
  const totals = section.totals === null ? null : write(section.totals)
  if (totals !== null && totals[0] === '') totals[0] = TOTAL[language]
  await drawTable(paper, {
    headings: shown.map(({ column }) => column.label[language]),
    kinds: shown.map(({ column, index }) => kindOf(rows, index, column)),
    rows: rows.map(write),
    totals,
    namePanel: (place, count) => PANEL[language].replace('{place}', String(place)).replace('{count}', String(count)),
  })
  if (!isCut) return
  const count = PDF_ROWS_MAX.toLocaleString(language === 'fr' ? 'fr-CA' : 'en-CA')
  paper.y += 2
  paper.paragraph(CUT[language].replace('{count}', count), { size: 9, color: COLORS.faint })
}

/** Texts may be broken over lines; a column that has a figure anywhere keeps all it has whole. */
function kindOf(rows: readonly TableRow[], index: number, column: Column): ColumnKind {
  const units = new Set(rows.map((row) => unitOf(row[index] ?? null, column)))
  if (units.size === 0) units.add(column.unit)
  const isEvery = (...names: CellUnit[]) => [...units].every((unit) => names.includes(unit))
  if (isEvery('text')) return 'text'
  return isEvery('text', 'day', 'time') ? 'fixed' : 'figure'
}

async function firstRows(section: TableSection): Promise<{ rows: TableRow[]; isCut: boolean }> {
  const rows: TableRow[] = []
  for await (const some of section.rows) {
    for (const row of some) {
      if (rows.length === PDF_ROWS_MAX) return { rows, isCut: true }
      rows.push(row)
    }
  }
  return { rows, isCut: false }
}

function drawPicture(
  paper: SheetOfPaper,
  { columns, chart }: Required<Pick<ReportTable, 'columns' | 'chart'>>,
  { section, language, rows }: Asked & { rows: readonly TableRow[] },
): void {
  const labelAt = columns.findIndex(({ name }) => name === chart.label)
  const valueAt = columns.findIndex(({ name }) => name === chart.value)
  const column = columns[valueAt]
  if (labelAt === -1 || column === undefined) return
  const currency = section.currency ?? ''
  drawChart(paper, {
    kind: chart.kind,
    title: column.label[language],
    points: rows.map((row) => {
      const label = String(plainValue(row[labelAt] ?? null) ?? '')
      const value = Number(numberOf(row[valueAt] ?? null, column) ?? 0)
      return columns[labelAt]?.unit === 'day' ? { label, value, at: Date.parse(label) } : { label, value }
    }),
    write: (value) => cellText(shortDecimal(value), column, currency, language),
  })
}

/** Ticks of a scale are round figures, which a float may miss by a hair. */
const shortDecimal = (value: number): string => {
  const rounded = value.toFixed(2)
  return rounded.endsWith('.00') ? rounded.slice(0, -3) : rounded
}
