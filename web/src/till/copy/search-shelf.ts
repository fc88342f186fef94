import { eachContaining, prefixRange } from './joined-words.ts'
import type { ShelfDocument } from './shelf-documents.ts'
import type { ShelfIndex } from './shelf-index.ts'
import { errorsAllowed, findMistyped, isMistyped } from './typing-errors.ts'

/** How well a word was found; the best way counts. */
export const BEGINS = 0
export const INSIDE = 1
export const MISTYPED = 2

/** Codes are looked into from so many letters on: a shorter part is in too many. */
const SHORTEST_PART_OF_CODE = 3
const SHORTEST_PART = 2
const MOST_CODES = 2_000

/**
 * Where every word is found, and how: for each place the worst of the ways in which its words were found. The arrays are made
 * once and cleared for each search.
 */
export class WordSearch {
  readonly #index: ShelfIndex
  /** How many of the words have been found at a place. */
  readonly #found: Uint8Array
  readonly #ways: Uint8Array
  #mistyped = new Map<string, readonly number[]>()

  constructor(index: ShelfIndex) {
    this.#index = index
    this.#found = new Uint8Array(index.ids.length)
    this.#ways = new Uint8Array(index.ids.length)
  }

  /** Calls back for each place at which all words are found. @param withErrors also where they were mistyped */
  each(words: readonly string[], withErrors: boolean, at: (place: number, way: number) => void): void {
    this.#found.fill(0)
    this.#ways.fill(0)
    words.forEach((word, number) => {
      this.#find(word, number, withErrors)
    })
    const { length } = words
    for (let place = 0; place < this.#found.length; place += 1) {
      if (this.#found[place] === length) at(place, this.#ways[place] ?? 0)
    }
  }

  #find(word: string, number: number, withErrors: boolean): void {
    const { words, codes, codePlaces } = this.#index
    const [from, to] = prefixRange(words, word)
    for (let index = from; index < to; index += 1) this.#mark(index, number, BEGINS)
    const [firstCode, lastCode] = prefixRange(codes, word)
    for (let index = firstCode; index < lastCode; index += 1) this.#markPlace(codePlaces[index] ?? 0, number, BEGINS)
    if (word.length >= SHORTEST_PART) {
      eachContaining(words, word, (index) => {
        this.#mark(index, number, INSIDE)
        return true
      })
    }
    if (word.length >= SHORTEST_PART_OF_CODE) this.#findInCodes(word, number)
    if (withErrors) for (const index of this.#mistypedBy(word)) this.#mark(index, number, MISTYPED)
  }

  #findInCodes(word: string, number: number): void {
    const { codes, codePlaces } = this.#index
    let left = MOST_CODES
    eachContaining(codes, word, (index) => {
      this.#markPlace(codePlaces[index] ?? 0, number, INSIDE)
      left -= 1
      return left > 0
    })
  }

  /** While somebody types, the words before the last stay the same. */
  #mistypedBy(word: string): readonly number[] {
    const known = this.#mistyped.get(word)
    if (known !== undefined) return known
    const found = findMistyped(this.#index.words, word, errorsAllowed(word.length))
    if (this.#mistyped.size > 20) this.#mistyped = new Map()
    this.#mistyped.set(word, found)
    return found
  }

  #mark(word: number, number: number, way: number): void {
    const { postingStarts, postings } = this.#index
    const end = postingStarts[word + 1] ?? 0
    for (let at = postingStarts[word] ?? 0; at < end; at += 1) this.#markPlace(postings[at] ?? 0, number, way)
  }

  /** Ways are tried from the best on: only the first that finds a word counts. */
  #markPlace(place: number, number: number, way: number): void {
    if (this.#found[place] !== number) return
    this.#found[place] = number + 1
    if (way > (this.#ways[place] ?? 0)) this.#ways[place] = way
  }
}

/** The same for one row: the worst way in which its words were found; null: not all of them were. */
export function findIn(document: ShelfDocument, words: readonly string[], withErrors: boolean): number | null {
  let worst = BEGINS
  for (const word of words) {
    const way = wayOf(document, word, withErrors)
    if (way === null) return null
    worst = Math.max(worst, way)
  }
  return worst
}

function wayOf({ words, codes }: ShelfDocument, word: string, withErrors: boolean): number | null {
  if (words.some((own) => own.startsWith(word)) || codes.some(({ text }) => text.startsWith(word))) return BEGINS
  const isInWord = word.length >= SHORTEST_PART && words.some((own) => own.includes(word))
  const isInCode = word.length >= SHORTEST_PART_OF_CODE && codes.some(({ text }) => text.includes(word))
  if (isInWord || isInCode) return INSIDE
  const errors = withErrors ? errorsAllowed(word.length) : 0
  return words.some((own) => isMistyped(own, word, errors)) ? MISTYPED : null
}
