import { graphemesOf, measureText } from './pdf-font.ts'

const ELLIPSIS = '…'
const STEP_POINTS = 0.5

export type Fitted = { readonly lines: readonly string[]; readonly size: number }

export type Room = {
  /** Millimetres. */
  readonly width: number
  readonly lines: number
  /** Points. */
  readonly largest: number
  readonly smallest: number
  readonly isBold: boolean
}

/** The text at the largest size at which it fits; what does not fit at the smallest ends in an ellipsis. */
export function fitText(text: string, room: Room): Fitted {
  for (let size = room.largest; size > room.smallest; size -= STEP_POINTS) {
    const lines = wrap(text, room, size)
    if (lines.length <= room.lines && lines.every((line) => !line.isBroken)) return { lines: textsOf(lines), size }
  }
  const size = room.smallest
  const lines = textsOf(wrap(text, room, size))
  if (lines.length <= room.lines) return { lines, size }
  const kept = lines.slice(0, room.lines)
  const last = kept.length - 1
  kept[last] = endWithEllipsis(kept[last] ?? '', room, size)
  return { lines: kept, size }
}

/** The largest size, to the half point, at which the text stands on one line; at worst the smallest. */
export function fitSize(text: string, room: Omit<Room, 'lines'>): number {
  const natural = (room.largest * room.width) / measureText(text, room.largest, room.isBold)
  const size = Math.floor(Math.min(room.largest, natural) / STEP_POINTS) * STEP_POINTS
  return Math.max(room.smallest, size)
}

/** The text over as many lines as it needs at one size; `width` in millimetres. */
export const wrapToWidth = (text: string, manner: { width: number; isBold: boolean; size: number }): string[] =>
  textsOf(wrap(text, manner, manner.size))

type Line = { text: string; isBroken: boolean }

const textsOf = (lines: readonly Line[]): string[] => lines.map((line) => line.text)

/** Breaks between words, and inside a word only when the word alone is wider than the line. */
function wrap(text: string, { width, isBold }: Pick<Room, 'width' | 'isBold'>, size: number): Line[] {
  const fits = (line: string) => measureText(line, size, isBold) <= width
  const lines: Line[] = []
  let current = ''
  for (const word of wordsOf(text)) {
    const longer = current === '' ? word.text : current + word.before + word.text
    if (fits(longer)) {
      current = longer
      continue
    }
    if (current !== '') lines.push({ text: current, isBroken: false })
    current = word.text
    while (!fits(current)) {
      const head = headThatFits(current, fits)
      if (head === current) break
      lines.push({ text: head, isBroken: true })
      current = current.slice(head.length)
    }
  }
  if (current !== '') lines.push({ text: current, isBroken: false })
  return lines
}

type Word = { text: string; before: '' | ' ' }

/** Words; a line may also end after a hyphen or a slash. */
const wordsOf = (text: string): Word[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) =>
      (word.match(/[^-/]+[-/]*|[-/]+/g) ?? [word]).map(
        (part, index): Word => ({
          text: part,
          before: index === 0 ? ' ' : '',
        }),
      ),
    )

/** The longest beginning that fits, of whole characters; one character at least, so that it ends. */
function headThatFits(text: string, fits: (text: string) => boolean): string {
  let head = ''
  for (const grapheme of graphemesOf(text)) {
    if (head !== '' && !fits(head + grapheme)) break
    head += grapheme
  }
  return head
}

/** Leaves out whole words for the ellipsis where that costs little, else characters. */
function endWithEllipsis(line: string, { width, isBold }: Room, size: number): string {
  const fits = (text: string) => measureText(text + ELLIPSIS, size, isBold) <= width
  const head = fits(line) ? line : headThatFits(line, fits)
  const word = head.length === line.length ? head : head.slice(0, Math.max(head.lastIndexOf(' '), 0))
  const kept = word.length * 3 >= head.length * 2 ? word : head
  return kept.replace(/[\s,;:.(–-]+$/, '') + ELLIPSIS
}
