/**
 * A cell that begins so is a formula to a spreadsheet, which may then run it; or, with apostrophes before, is what such a
 * cell is written as.
 */
const FORMULA_START = /^'*[=+\-@\t\r]/

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/

const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/

/**
 * Writes one cell of a CSV file that people will open in a spreadsheet. Text that would be taken for a formula gets an
 * apostrophe before it; negative numbers stay numbers.
 */
export function formatCsvCell(value: string | number): string {
  const given = String(value)
  const cell = FORMULA_START.test(given) && !PLAIN_NUMBER.test(given) ? `'${given}` : given
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/**
 * A text for a list that only people read. A spreadsheet that divides at another sign than ours, as French ones do, takes
 * what comes after that sign for a cell of its own; there too a formula gets an apostrophe.
 */
export const withoutFormulas = (text: string): string => text.replace(/([;,|\t\r\n]\s*)(?='*[=+\-@])/g, "$1'")

/** What a cell says: without the apostrophe that keeps a spreadsheet from taking it for a formula. */
export const readCsvCell = (cell: string): string =>
  cell.charCodeAt(0) === APOSTROPHE && FORMULA_START.test(cell) ? cell.slice(1) : cell

const APOSTROPHE = 39

/** Writes one record, with its line end. */
export function formatCsvRecord(values: readonly (string | number)[]): string {
  return `${values.map(formatCsvCell).join(',')}\r\n`
}
