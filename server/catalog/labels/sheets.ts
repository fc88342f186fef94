/** The papers that labels are printed on. Lengths are millimetres; an inch is 25.4 of them. */

export type Sheet = {
  readonly pageWidth: number
  readonly pageHeight: number
  readonly labelWidth: number
  readonly labelHeight: number
  readonly columns: number
  readonly rows: number
  /** Of the first label's corner. */
  readonly left: number
  readonly top: number
  /** From one label's edge to the next one's. */
  readonly columnPitch: number
  readonly rowPitch: number
}

/** A roll of a label printer: each label is a page. */
const roll = (width: number, height: number): Sheet => ({
  pageWidth: width,
  pageHeight: height,
  labelWidth: width,
  labelHeight: height,
  columns: 1,
  rows: 1,
  left: 0,
  top: 0,
  columnPitch: width,
  rowPitch: height,
})

const INCH = 25.4

export const SHEET_NAMES = ['avery-5160', 'avery-l7160', 'roll-50x30', 'roll-57x32'] as const
export type SheetName = (typeof SHEET_NAMES)[number]

/** Sizes as the makers publish them for their templates. */
export const SHEETS: Readonly<Record<SheetName, Sheet>> = {
  'avery-5160': {
    pageWidth: 8.5 * INCH,
    pageHeight: 11 * INCH,
    labelWidth: 2.625 * INCH,
    labelHeight: INCH,
    columns: 3,
    rows: 10,
    left: 0.1875 * INCH,
    top: 0.5 * INCH,
    columnPitch: 2.75 * INCH,
    rowPitch: INCH,
  },
  'avery-l7160': {
    pageWidth: 210,
    pageHeight: 297,
    labelWidth: 63.5,
    labelHeight: 38.1,
    columns: 3,
    rows: 7,
    left: 7.2,
    top: 15.15,
    columnPitch: 66.04,
    rowPitch: 38.1,
  },
  'roll-50x30': roll(50, 30),
  'roll-57x32': roll(57, 32),
}

export const labelsPerPage = ({ columns, rows }: Sheet): number => columns * rows

export const isRoll = (sheet: Sheet): boolean => labelsPerPage(sheet) === 1

/** Where the label of an index stands, counted from 0 along the rows of the first page. */
export function placeOnSheet(sheet: Sheet, index: number): { page: number; x: number; y: number } {
  const perPage = labelsPerPage(sheet)
  const onPage = index % perPage
  return {
    page: Math.floor(index / perPage),
    x: sheet.left + (onPage % sheet.columns) * sheet.columnPitch,
    y: sheet.top + Math.floor(onPage / sheet.columns) * sheet.rowPitch,
  }
}
