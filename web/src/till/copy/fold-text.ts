const ASCII = /^[\x20-\x7e]*$/
const MARKS = /\p{M}+/gu
/** Letters that no decomposition takes apart. */
const JOINED: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', đ: 'd', ł: 'l' }
const IS_JOINED = /[œæßøđł]/g
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u

/** A text as it is compared: without accents and case, as people type it. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (ASCII.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(IS_JOINED, (letter) => JOINED[letter] ?? letter)
}

/** The words of a folded text: letters and digits. */
export const wordsOf = (folded: string): string[] => folded.split(BETWEEN_WORDS).filter((word) => word !== '')
