/**
 * Many sorted texts as one string and the places where they begin: it is read from the disk at once, takes no object for each
 * text, and is looked through by the engine's own search.
 */
export type JoinedWords = {
  /** Each text, and a line feed after it. */
  readonly text: string
  /** Where each begins, and the end of the last. */
  readonly starts: Uint32Array<ArrayBuffer>
}

export const SEPARATOR = '\n'

/** @param sorted by code units, without a line feed in any */
export function joinWords(sorted: readonly string[]): JoinedWords {
  const starts = new Uint32Array(sorted.length + 1)
  let end = 0
  sorted.forEach((word, index) => {
    starts[index] = end
    end += word.length + 1
  })
  starts[sorted.length] = end
  return { text: sorted.map((word) => word + SEPARATOR).join(''), starts }
}

export const countOf = ({ starts }: JoinedWords): number => starts.length - 1

export const startOf = ({ starts }: JoinedWords, index: number): number => starts[index] ?? 0

export const lengthOf = (words: JoinedWords, index: number): number =>
  startOf(words, index + 1) - startOf(words, index) - 1

export const wordAt = (words: JoinedWords, index: number): string =>
  words.text.slice(startOf(words, index), startOf(words, index + 1) - 1)

/** The first index of which a condition holds that holds of all after it. */
export function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Those that begin with a prefix stand together: from the first index to before the second. */
export function prefixRange(words: JoinedWords, prefix: string): [number, number] {
  const count = countOf(words)
  const beginningOf = (index: number) => {
    const start = startOf(words, index)
    return words.text.slice(start, Math.min(start + prefix.length, startOf(words, index + 1) - 1))
  }
  const from = firstIndex(count, (index) => beginningOf(index) >= prefix)
  const to = firstIndex(count, (index) => beginningOf(index) > prefix)
  return [from, to]
}

/** Those that are exactly a text. */
export function equalRange(words: JoinedWords, text: string): [number, number] {
  const count = countOf(words)
  const from = firstIndex(count, (index) => wordAt(words, index) >= text)
  let to = from
  while (to < count && wordAt(words, to) === text) to += 1
  return [from, to]
}

/** Calls back with the index of each that holds a part; stops when told `false`. */
export function eachContaining(words: JoinedWords, part: string, found: (index: number) => boolean): void {
  let at = words.text.indexOf(part)
  while (at >= 0) {
    const index = firstIndex(countOf(words), (candidate) => startOf(words, candidate + 1) > at)
    if (!found(index)) return
    at = words.text.indexOf(part, startOf(words, index + 1))
  }
}
