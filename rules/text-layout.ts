/**
 * Text in columns of one width, as a receipt printer sets it. A line never measures more than the width that was asked,
 * neither in columns nor in UTF-16 units.
 */

/** Control characters would move the paper or ring the drawer; a receipt shows them as spaces. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu

/** Characters that East Asian fonts, and printers, set in two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

const NARROW_ONLY = /^[\x20-\u02af]*$/

/** The columns that a text takes: two for wide characters and for those outside the basic plane, one for the others. */
export function textWidth(text: string): number {
  if (NARROW_ONLY.test(text)) return text.length
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

function characterWidth(character: string): number {
  return character.length > 1 || WIDE.test(character) ? 2 : 1
}

/**
 * Breaks a text at its spaces into lines of at most `width` columns, and inside a word only where the word alone is too
 * long. No-break spaces hold. Answers no line for a blank text.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of printable(text).split(' ')) {
    if (word === '') continue
    const joined = line === '' ? word : `${line} ${word}`
    if (textWidth(joined) <= width) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(word, width)
    line = pieces.pop() ?? ''
    lines.push(...pieces)
  }
  if (line !== '') lines.push(line)
  return lines
}

function printable(text: string): string {
  return text.normalize('NFC').replace(CONTROLS, (run) => (run === '\u00a0' || run === '\u202f' ? '\u00a0' : ' '))
}

function breakWord(word: string, width: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let pieceWidth = 0
  for (const character of word) {
    const characterColumns = characterWidth(character)
    if (pieceWidth + characterColumns > width && piece !== '') {
      pieces.push(piece)
      piece = ''
      pieceWidth = 0
    }
    piece += character
    pieceWidth += characterColumns
  }
  pieces.push(piece)
  return pieces
}

/** The text in the middle of the width, over as many lines as it needs. */
export function centered(text: string, width: number): string[] {
  return wrapText(text, width).map((line) => ' '.repeat(Math.floor((width - textWidth(line)) / 2)) + line)
}

/** A left text narrower than this beside an amount would be a column of single words. */
const LEFT_COLUMNS_MIN = 12

/** A label at the left, wrapped, with an amount at the right of its last line, or below it when both do not fit. */
export function row(left: string, right: string, width: number, indent = 0): string[] {
  const margin = ' '.repeat(indent)
  const beside = width - indent - textWidth(right) - 1
  const fits = beside >= LEFT_COLUMNS_MIN
  const lines = wrapText(left, fits ? beside : width - indent).map((line) => margin + line)
  const last = lines.pop() ?? margin
  const gap = width - textWidth(last) - textWidth(right)
  if (gap >= 1) return [...lines, last + ' '.repeat(gap) + right]
  return [...lines, last, ...wrapText(right, width).map((line) => ' '.repeat(width - textWidth(line)) + line)]
}

/**
 * Cells in columns over the whole width, the first at the left and the others at the right, with two spaces between them
 * where there is room and one at least. null: they do not fit.
 */
export function columns(texts: readonly (readonly string[])[], width: number): string[] | null {
  const cells = texts.map((line) => line.map((cell) => printable(cell).trim()))
  const count = Math.max(...cells.map((line) => line.length))
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(...cells.map((line) => textWidth(line[index] ?? ''))),
  )
  const [first = 0, ...others] = widths
  const needed = others.reduce((sum, column) => sum + column + 1, first)
  if (needed > width) return null
  const spare = width - needed
  const extra = Math.floor(spare / others.length)
  return cells.map(([label = '', ...values]) => {
    const labelColumns = first + spare - extra * others.length
    const right = values.map((value, index) => {
      const column = (others[index] ?? 0) + 1 + extra
      return ' '.repeat(column - textWidth(value)) + value
    })
    return label + ' '.repeat(labelColumns - textWidth(label)) + right.join('')
  })
}
