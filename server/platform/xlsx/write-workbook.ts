import { type CellStyle, StyleSheet } from './styles.ts'
import { cellText, xmlText } from './xml-text.ts'
import { type ZipEntry, zipArchive } from './zip-archive.ts'

/**
 * A value with its look. A number may be given as the decimal text that it is, so that nothing passes through a float on
 * our side; `number` says that the text is one.
 */
export type SheetCell = {
  readonly value: string | number | null
  readonly isNumber?: boolean
  readonly style?: CellStyle
}
export type SheetRow = readonly SheetCell[]

export type Sheet = {
  readonly name: string
  /** In characters, by column. */
  readonly widths: readonly number[]
  /** Stays in sight; repeated where the rows go on in another sheet. */
  readonly heading?: SheetRow
  readonly rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>
  /** Follow the rows, and are asked for when those have ended. */
  readonly closing?: () => readonly SheetRow[]
}

/** A sheet has no more rows. */
const ROWS_MAX = 1_048_576

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * Writes a workbook while its rows are read: what it holds at any time is a few rows, whatever their number. Rows that
 * exceed what a sheet can hold go on in the next, under the same heading.
 */
export function writeWorkbook(
  sheets: AsyncIterable<Sheet> | Iterable<Sheet>,
  rowsMax = ROWS_MAX,
): AsyncGenerator<Buffer> {
  return zipArchive(workbookParts(sheets, rowsMax))
}

async function* workbookParts(
  sheets: AsyncIterable<Sheet> | Iterable<Sheet>,
  rowsMax: number,
): AsyncGenerator<ZipEntry> {
  const styles = new StyleSheet()
  const names: string[] = []
  for await (const sheet of sheets) {
    const rows = new RowQueue(sheet)
    try {
      for (let part = 1; part === 1 || (await rows.peek()) !== null; part += 1) {
        names.push(freeName(part === 1 ? sheet.name : `${sheet.name} (${part})`, names))
        yield { name: sheetPath(names.length), content: sheetXml(sheet, rows, { styles, rowsMax }) }
      }
    } finally {
      await rows.close()
    }
  }
  yield { name: 'xl/styles.xml', content: [styles.toXml()] }
  yield { name: 'xl/workbook.xml', content: [workbookXml(names)] }
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(names.length)] }
  yield { name: '_rels/.rels', content: [ROOT_RELATIONS] }
  yield { name: '[Content_Types].xml', content: [contentTypes(names.length)] }
}

/** The rows of a sheet one by one, those that close it last. */
class RowQueue {
  readonly #rows: AsyncGenerator<SheetRow>
  #next: Promise<IteratorResult<SheetRow>> | null = null

  constructor(sheet: Sheet) {
    this.#rows = oneByOne(sheet)
  }

  async peek(): Promise<SheetRow | null> {
    this.#next ??= this.#rows.next()
    const { done, value } = await this.#next
    return done === true ? null : value
  }

  async take(): Promise<SheetRow | null> {
    const row = await this.peek()
    if (row !== null) this.#next = null
    return row
  }

  async close(): Promise<void> {
    await this.#rows.return(undefined)
  }
}

async function* oneByOne({ rows, closing }: Sheet): AsyncGenerator<SheetRow> {
  for await (const some of rows) yield* some
  if (closing !== undefined) yield* closing()
}

async function* sheetXml(
  { widths, heading }: Sheet,
  rows: RowQueue,
  { styles, rowsMax }: { styles: StyleSheet; rowsMax: number },
): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const pane =
    heading === undefined
      ? ''
      : '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  yield `${HEAD}<worksheet xmlns="${MAIN}">${pane}<cols>${columns.join('')}</cols><sheetData>`
  let number = 0
  if (heading !== undefined) {
    number += 1
    yield rowXml(heading, number, styles)
  }
  while (number < rowsMax) {
    const row = await rows.take()
    if (row === null) break
    number += 1
    yield rowXml(row, number, styles)
  }
  yield '</sheetData></worksheet>'
}

function rowXml(row: SheetRow, number: number, styles: StyleSheet): string {
  let cells = ''
  for (let index = 0; index < row.length; index += 1) {
    const { value, isNumber, style } = row[index] as SheetCell
    const styled = style === undefined ? 0 : styles.number(style)
    const open = `<c r="${columnName(index)}${number}"${styled === 0 ? '' : ` s="${styled}"`}`
    if (value === null || value === '') {
      if (styled !== 0) cells += `${open}/>`
    } else if (isNumber === true) cells += `${open}><v>${value}</v></c>`
    else cells += `${open} t="inlineStr"><is><t xml:space="preserve">${cellText(String(value))}</t></is></c>`
  }
  return `<row r="${number}">${cells}</row>`
}

const LETTERS = 26
const columnNames: string[] = []

/** A, B, … Z, AA, AB, … */
function columnName(index: number): string {
  const known = columnNames[index]
  if (known !== undefined) return known
  const last = String.fromCharCode(65 + (index % LETTERS))
  const name = index < LETTERS ? last : columnName(Math.floor(index / LETTERS) - 1) + last
  columnNames[index] = name
  return name
}

const SHEET_NAME_LENGTH_MAX = 31

/** A name that a sheet may have, and that no other has: case does not tell two names apart. */
function freeName(wanted: string, taken: readonly string[]): string {
  const cleaned =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Feuille'
  const isTaken = (name: string) => taken.some((other) => other.toLowerCase() === name.toLowerCase())
  for (let turn = 1; ; turn += 1) {
    const end = turn === 1 ? '' : ` ${turn}`
    const name = cleaned.slice(0, SHEET_NAME_LENGTH_MAX - end.length) + end
    if (!isTaken(name)) return name
  }
}

const sheetPath = (number: number) => `xl/worksheets/sheet${number}.xml`

const workbookXml = (names: readonly string[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
    .map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`

const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'

function workbookRelations(sheets: number): string {
  const relations = Array.from(
    { length: sheets },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE_RELATIONS}">${relations.join('')}<Relationship Id="rId${sheets + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`
}

const ROOT_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE_RELATIONS}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const SHEET_TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(sheets: number): string {
  const overrides = Array.from(
    { length: sheets },
    (_, index) => `<Override PartName="/${sheetPath(index + 1)}" ContentType="${SHEET_TYPES}.worksheet+xml"/>`,
  )
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPES}.styles+xml"/>${overrides.join('')}</Types>`
}
