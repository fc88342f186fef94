import { searchWords } from '../../platform/http/select-page.ts'

/** A word of a search as it was typed, and what it is made of: `coca-cola` is two words in a name, one in a SKU. */
export type SearchToken = { readonly typed: string; readonly parts: readonly string[] }

export type Search = {
  /** The whole of it, its words separated by single spaces. */
  readonly text: string
  readonly tokens: readonly SearchToken[]
  /** Whether a word that resembles a word of the search will do. */
  readonly isForgiving: boolean
}

const PARTS_MAX = 20
const BETWEEN_PARTS = /[^\p{L}\p{M}\p{N}]+/u
/** What French leaves before an apostrophe, and what English leaves after one: `l’huile`, `qu’un`, `men’s`. */
const ELIDED = /^(\p{L}|qu|jusqu|lorsqu|puisqu|quoiqu)$/iu

/** Reads the words of a search; null when there are none. */
export function readSearch(q: string | undefined, isForgiving: boolean): Search | null {
  const words = searchWords(q)
  if (words.length === 0) return null
  let partsLeft = PARTS_MAX
  const tokens = words.map((typed): SearchToken => {
    const parts = partsOf(typed).slice(0, partsLeft)
    partsLeft -= parts.length
    return { typed, parts }
  })
  // A sign between words, which French sets apart with spaces, is not looked for; one by itself is.
  const named = tokens.filter(({ parts }) => parts.length > 0)
  return { text: words.join(' '), tokens: named.length > 0 ? named : tokens, isForgiving }
}

function partsOf(word: string): string[] {
  const parts = word.split(BETWEEN_PARTS).filter(Boolean)
  if (!/['’]/.test(word)) return parts
  const meaning = parts.filter((part) => !ELIDED.test(part))
  return meaning.length === 0 ? parts : meaning
}
