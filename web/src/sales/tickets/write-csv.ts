import type { ListedSale } from '../../api/index.ts'

/** The columns of the file, as the API names them: another program reads them without knowing our languages. */
const COLUMNS = [
  'reference',
  'kind',
  'occurred_at',
  'business_day',
  'store_id',
  'register_name',
  'cashier_name',
  'customer_name',
  'lines_count',
  'currency',
  'subtotal',
  'tax_total',
  'total',
  'flags',
  'external_id',
  'id',
] as const satisfies readonly (keyof ListedSale)[]

/** A spreadsheet would run a cell that begins like a formula; figures that are negative are none. */
const FORMULA = /^(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?$))/

function cell(value: ListedSale[keyof ListedSale]): string {
  const text = Array.isArray(value) ? value.join(' ') : value === null || value === undefined ? '' : String(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export async function writeCsv(rows: AsyncIterable<ListedSale>): Promise<string> {
  const lines = [COLUMNS.join(',')]
  for await (const row of rows) lines.push(COLUMNS.map((name) => cell(row[name])).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}
