import { xmlText } from './xml-text.ts'

/** How cells look. `format` is a number format as spreadsheets write them, such as `#,##0.00`. */
export type CellStyle = { readonly format?: string; readonly isBold?: boolean; readonly role?: 'heading' | 'total' }

/** The first number that a workbook may give a format of its own. */
const FIRST_FORMAT = 164
const HEADING_FILL = 'FFE7ECF3'

/** The styles that a workbook's cells have used, each once: written after the sheets, whose cells name them by number. */
export class StyleSheet {
  readonly #styles: CellStyle[] = [{}]
  readonly #numbers = new Map<string, number>([['||', 0]])
  readonly #formats: string[] = []

  /** The number under which cells name this style. */
  number(style: CellStyle): number {
    const key = `${style.format ?? ''}|${style.isBold ?? ''}|${style.role ?? ''}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#styles.push(style) - 1
    this.#numbers.set(key, number)
    if (style.format !== undefined && !this.#formats.includes(style.format)) this.#formats.push(style.format)
    return number
  }

  toXml(): string {
    const formats = this.#formats
      .map((format, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${xmlText(format)}"/>`)
      .join('')
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
      formats === '' ? '' : `<numFmts count="${this.#formats.length}">${formats}</numFmts>`
    }<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="${HEADING_FILL}"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top style="thin"/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${this.#styles.length}">${this.#styles.map((style) => this.#xf(style)).join('')}</cellXfs></styleSheet>`
  }

  #xf({ format, isBold, role }: CellStyle): string {
    const id = format === undefined ? 0 : FIRST_FORMAT + this.#formats.indexOf(format)
    const font = isBold === true || role !== undefined ? 1 : 0
    const head = `<xf numFmtId="${id}" fontId="${font}" fillId="${role === 'heading' ? 2 : 0}" borderId="${role === 'total' ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`
    if (role !== 'heading') return `${head}/>`
    return `${head} applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`
  }
}
