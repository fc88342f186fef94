/** What XML 1.0 cannot say, in whatever form: most control characters, and halves of characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant.
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Spreadsheets read `_x0041_` as the character of that number. */
const LIKE_A_CODE = /_(?=x[0-9A-Fa-f]{4}_)/g

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNSAYABLE, '')
    .replace(/[&<>"]/g, (mark) => MARKS[mark] as string)

/** No cell holds more. */
const CELL_LENGTH_MAX = 32_767

/** A text as the content of a cell. */
export const cellText = (text: string): string =>
  xmlText(text.slice(0, CELL_LENGTH_MAX).replace(LIKE_A_CODE, '_x005F_'))
