import { formatCsvCell } from '../../platform/csv/index.ts'
import type { Language } from '../../platform/text.ts'
import { numberOf, plainValue, type ReportTable, type TableRow } from './report-table.ts'

export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const
export type Separator = keyof typeof SEPARATORS

/** The mark makes spreadsheets read UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/**
 * The rows of a table as CSV, as the reader's spreadsheet expects it: a French one divides at semicolons and writes
 * decimals with a comma, an English one takes commas and points. With commas between the cells decimals have a point
 * in both. Totals are not among the rows, so that a column adds up to its total and not to twice that.
 */
export async function* writeCsv(
  table: ReportTable,
  { language, separator = language === 'fr' ? 'semicolon' : 'comma' }: { language: Language; separator?: Separator },
): AsyncGenerator<string> {
  const between = SEPARATORS[separator]
  const hasDecimalComma = language === 'fr' && separator !== 'comma'
  const record = (cells: readonly string[]) => `${cells.join(between)}\r\n`
  const { columns } = table
  const write = (row: TableRow) =>
    record(
      columns.map((column, index) => {
        const cell = row[index] ?? null
        const number = numberOf(cell, column)
        if (number !== null) return hasDecimalComma ? number.replace('.', ',') : number
        return formatCsvCell(plainValue(cell) ?? '')
      }),
    )
  // With the first rows: what cannot be read is then known before anything was written.
  let heading = BYTE_ORDER_MARK + record(columns.map((column) => formatCsvCell(column.label[language])))
  for await (const { rows, columns: own } of table.sections()) {
    if (own !== undefined) continue
    for await (const some of rows) {
      yield heading + some.map(write).join('')
      heading = ''
    }
  }
  if (heading !== '') yield heading
}
