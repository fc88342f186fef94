import { currencyDecimals, currencySymbol } from '../../../rules/index.ts'
import type { Language } from '../../platform/text.ts'
import { text } from '../../platform/text.ts'
import type { CellStyle } from '../../platform/xlsx/styles.ts'
import { type Sheet, type SheetCell, type SheetRow, writeWorkbook } from '../../platform/xlsx/write-workbook.ts'
import {
  type Cell,
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

const SHEET_NAME_LENGTH = 25
const TOTAL = text('Total', 'Total')
const ABOUT = text('À propos', 'About')

/**
 * A table as a workbook: a sheet per currency with typed cells, the heading in sight, the totals below; and a last sheet
 * that says what it is about. Written while it is read.
 */
export function writeXlsx(table: ReportTable, { language }: { language: Language }): AsyncGenerator<Buffer> {
  return writeWorkbook(sheetsOf(table, language))
}

async function* sheetsOf(table: ReportTable, language: Language): AsyncGenerator<Sheet> {
  for await (const section of table.sections()) yield sectionSheet(table, section, language)
  yield aboutSheet(table, language)
}

function sectionSheet(table: ReportTable, section: TableSection, language: Language): Sheet {
  const { title } = table
  const columns = section.columns ?? table.columns
  const currencyOf = currencyReader(columns)
  const present = (row: TableRow, role?: 'total'): SheetRow => {
    const currency = currencyOf(row, section)
    return columns.map((column, index) => presentCell(row[index] ?? null, column, { currency, language, role }))
  }
  const { totals } = section
  return {
    name: sheetName((section.title ?? title)[language], section.currency),
    widths: columns.map((column) => widthOf(column, language)),
    heading: columns.map((column) => ({ value: column.label[language], style: { role: 'heading' } })),
    rows: eachMap(section.rows, (row) => present(row)),
    ...(totals !== null && { closing: () => [present(withTotalLabel(totals, language), 'total')] }),
  }
}

/** The currency stays legible, whatever the name. */
const sheetName = (name: string, currency: string | null): string =>
  currency === null ? name : `${name.slice(0, SHEET_NAME_LENGTH)} ${currency}`

/** The first cell of the totals is free to say what they are. */
const withTotalLabel = ([first, ...others]: TableRow, language: Language): TableRow => [
  first ?? { unit: 'text', value: TOTAL[language] },
  ...others,
]

async function* eachMap(
  batches: TableSection['rows'],
  map: (row: TableRow) => SheetRow,
): AsyncGenerator<readonly SheetRow[]> {
  for await (const rows of batches) yield rows.map(map)
}

type Manner = { currency: string; language: Language; role: 'total' | undefined }

function presentCell(cell: Cell, column: Column, { currency, language, role }: Manner): SheetCell {
  const unit = unitOf(cell, column)
  const value = plainValue(cell)
  const number = numberOf(cell, column) ?? serialOf(value, unit)
  const format = number === null ? undefined : formatOf(unit, number, currency, language)
  const style: CellStyle = { ...(format !== undefined && { format }), ...(role !== undefined && { role }) }
  return { value: number ?? value, isNumber: number !== null, ...(Object.keys(style).length > 0 && { style }) }
}

const DAY_MS = 86_400_000
/** Spreadsheets count days from here; they take 1900 for a leap year, and before March of it they are a day off. */
const DAY_ZERO = Date.UTC(1899, 11, 30)
const FIRST_SURE_DAY = '1900-03-01'
const MOMENT = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/

/** A day or a time as the number by which spreadsheets know it; null for what is none. */
function serialOf(value: string | number | null, unit: CellUnit): string | null {
  if ((unit !== 'day' && unit !== 'time') || typeof value !== 'string') return null
  if (!MOMENT.test(value) || value < FIRST_SURE_DAY) return null
  const serial = (Date.parse(`${value.replace(' ', 'T').padEnd(19, 'T00:00:00')}Z`) - DAY_ZERO) / DAY_MS
  return Number.isFinite(serial) ? String(serial) : null
}

function formatOf(unit: CellUnit, number: string, currency: string, language: Language): string | undefined {
  switch (unit) {
    case 'money':
      return moneyFormat(currency, language)
    case 'quantity':
      return number.includes('.') ? '#,##0.000' : '#,##0'
    case 'count':
      return '#,##0'
    case 'rate':
      return '0.00%'
    case 'number':
      return '#,##0.00'
    case 'day':
      return 'yyyy-mm-dd'
    case 'time':
      return 'yyyy-mm-dd hh:mm:ss'
    case 'text':
    case 'id':
      return undefined
  }
}

const moneyFormats = new Map<string, string>()

/** Each spreadsheet writes the marks of thousands and decimals in its reader's manner; the symbol stands as we say. */
function moneyFormat(currency: string, language: Language): string {
  const key = currency + language
  const known = moneyFormats.get(key)
  if (known !== undefined) return known
  const decimals = currencyDecimals(currency)
  const number = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
  const { symbol, isWord } = currencySymbol(currency, language)
  const quoted = `"${symbol.replaceAll('"', '')}"`
  const format = language === 'fr' ? `${number}\\\u00a0${quoted}` : `${quoted}${isWord ? '\\\u00a0' : ''}${number}`
  moneyFormats.set(key, format)
  return format
}

const WIDTHS: Readonly<Record<CellUnit, number>> = {
  text: 24,
  id: 10,
  money: 15,
  quantity: 12,
  count: 10,
  number: 12,
  rate: 10,
  day: 12,
  time: 20,
}
const LABEL_SHARE = 0.7

const widthOf = ({ unit, label }: Column, language: Language): number =>
  Math.max(WIDTHS[unit], Math.ceil(label[language].length * LABEL_SHARE) + 2)

function aboutSheet(table: ReportTable, language: Language): Sheet {
  const rows: SheetRow[] = [
    [{ value: table.title[language], style: { isBold: true } }],
    ...table.facts.map(([name, value]) => [{ value: name[language] }, { value }]),
    [],
    ...table.columns.flatMap(({ label, meaning }) =>
      meaning === undefined
        ? []
        : [[{ value: label[language], style: { isBold: true } }, { value: meaning[language] }]],
    ),
  ]
  return { name: ABOUT[language], widths: [30, 80], rows: [rows] }
}
