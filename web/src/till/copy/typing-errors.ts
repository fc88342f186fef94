import { countOf, type JoinedWords, lengthOf } from './joined-words.ts'

/** What one integer of bits can follow. */
const LONGEST = 31
const SHORTEST_WITH_ONE = 4
const SHORTEST_WITH_TWO = 7

/** How many letters may be wrong, missing, too many or swapped in a word of this length. */
export const errorsAllowed = (length: number): number =>
  length < SHORTEST_WITH_ONE || length > LONGEST ? 0 : length < SHORTEST_WITH_TWO ? 1 : 2

/**
 * The indexes of the words whose beginning differs from what was typed by at most so many errors: a letter that is wrong,
 * missing, too many, or swapped with its neighbour. Source: H. Hyyrö, “A bit-vector algorithm for computing Levenshtein and
 * Damerau edit distances” (2003): a column of the table is two integers, so that a word costs some operations per letter.
 */
export function findMistyped(words: JoinedWords, typed: string, errors: number): number[] {
  if (errors === 0) return []
  const places = placesOf(typed)
  const found: number[] = []
  for (let index = 0; index < countOf(words); index += 1) {
    if (lengthOf(words, index) < typed.length - errors) continue
    if (isNear(words, index, { typed, places, errors })) found.push(index)
  }
  return found
}

type Typed = { readonly typed: string; readonly places: ReadonlyMap<number, number>; readonly errors: number }

/** For each letter, the places of what was typed at which it stands, as bits. */
function placesOf(typed: string): Map<number, number> {
  const places = new Map<number, number>()
  for (let index = 0; index < typed.length; index += 1) {
    const letter = typed.charCodeAt(index)
    places.set(letter, (places.get(letter) ?? 0) | (1 << index))
  }
  return places
}

function isNear({ text, starts }: JoinedWords, index: number, { typed, places, errors }: Typed): boolean {
  const start = starts[index] ?? 0
  const length = Math.min((starts[index + 1] ?? 0) - 1 - start, typed.length + errors)
  const last = 1 << (typed.length - 1)
  let rises = -1
  let falls = 0
  let diagonal = 0
  let before = 0
  let distance = typed.length
  for (let at = 0; at < length; at += 1) {
    const same = places.get(text.charCodeAt(start + at)) ?? 0
    const swapped = ((~diagonal & same) << 1) & before
    diagonal = (((same & rises) + rises) ^ rises) | same | falls | swapped
    let rowRises = falls | ~(diagonal | rises)
    let rowFalls = diagonal & rises
    if ((rowRises & last) !== 0) distance += 1
    else if ((rowFalls & last) !== 0) distance -= 1
    if (distance <= errors) return true
    rowRises = (rowRises << 1) | 1
    rowFalls <<= 1
    rises = rowFalls | ~(diagonal | rowRises)
    falls = rowRises & diagonal
    before = same
  }
  return false
}

/** The same for one word, where there is no index of them. */
export function isMistyped(word: string, typed: string, errors: number): boolean {
  if (errors === 0 || word.length < typed.length - errors) return false
  const words = { text: `${word}\n`, starts: new Uint32Array([0, word.length + 1]) }
  return isNear(words, 0, { typed, places: placesOf(typed), errors })
}
