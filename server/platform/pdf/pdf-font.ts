import { FONT_PATHS, type OpenFont, openFont } from './pdf-library.ts'

export const MM_PER_POINT = 25.4 / 72

type Weight = keyof typeof FONT_PATHS

const opened = new Map<Weight, OpenFont>()

function fontOf(weight: Weight): OpenFont {
  const known = opened.get(weight) ?? openFont(FONT_PATHS[weight])
  opened.set(weight, known)
  return known
}

/** Widths of characters in thousandths of the size; a font has a few thousand, so this stays small. */
const advances: Record<Weight, Map<number, number>> = { regular: new Map(), bold: new Map() }

function advanceOf(codePoint: number, weight: Weight): number {
  const font = fontOf(weight)
  const shown = font.hasGlyphForCodePoint(codePoint) ? codePoint : MISSING_CODE_POINT
  const known = advances[weight].get(shown)
  if (known !== undefined) return known
  const advance = font.glyphForCodePoint(shown).advanceWidth / font.unitsPerEm
  advances[weight].set(shown, advance)
  return advance
}

/** Millimetres. Kerning is left out: it would only make the text a little narrower. */
export function measureText(text: string, sizePoints: number, isBold: boolean): number {
  const weight = isBold ? 'bold' : 'regular'
  let sum = 0
  for (const character of text) sum += advanceOf(character.codePointAt(0) ?? 0, weight)
  return sum * sizePoints * MM_PER_POINT
}

const MISSING = '\ufffd'
const MISSING_CODE_POINT = 0xfffd

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

/** What people see as single characters. */
export const graphemesOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment)

/** Control characters, directions, joiners, variation selectors: nothing that ink shows. */
const INVISIBLE = /\p{C}|\p{Variation_Selector}/gu
const WHITE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g

/** A text on one line, without what is not seen. */
export const printableText = (text: string): string =>
  text.normalize('NFC').replace(WHITE, ' ').replace(INVISIBLE, '').replace(/ {2,}/g, ' ').trim()

/** The same for a font that lacks characters: in another form that it has, else with a sign in the place of each. */
export function drawableText(text: string): string {
  const font = fontOf('regular')
  const hasAll = (part: string) =>
    [...part].every((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
  if (hasAll(text)) return printableText(text)
  const drawn = graphemesOf(text.normalize('NFC').replace(WHITE, ' ')).map((grapheme) => {
    const seen = printableText(grapheme) || (grapheme.trim() === '' ? grapheme : '')
    if (hasAll(seen)) return seen
    const other = seen.normalize('NFKC')
    return hasAll(other) ? other : MISSING
  })
  return drawn.join('').replace(/ {2,}/g, ' ').trim()
}
