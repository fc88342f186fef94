import type { Queryable } from '../../platform/database/connect.ts'
import { allOf, codePattern, containsPattern, type Fragment, startsPattern } from '../../platform/http/select-page.ts'
import { barcodeForms } from '../variants/barcode-forms.ts'
import type { Search, SearchToken } from './read-search.ts'

/**
 * Trigrams find what is within a word from three letters on; something shorter is looked for where words begin.
 */
const WITHIN_LENGTH_MIN = 3

/** SQL condition on a row `s` of product_search: every word is found in its name, codes, categories or description. */
export const matchesSearch = (sql: Queryable, search: Search): Fragment =>
  allOf(
    sql,
    search.tokens.map(
      (token) => sql`(${hasCode(sql, token.typed)} or ${matchesParts(sql, token, search.isForgiving)})`,
    ),
  )

function matchesParts(sql: Queryable, { typed, parts }: SearchToken, isForgiving: boolean): Fragment {
  if (parts.length === 0) return sql`s.search_name like ${containsPattern(sql, typed)}`
  return allOf(
    sql,
    parts.map((part) => {
      if (isShort(part)) return hasWords(sql, part, ':*ABD')
      const found = sql`s.search_name like ${containsPattern(sql, part)}`
      if (!isForgiving) return sql`(${found} or ${hasWords(sql, part, ':*BD')})`
      return sql`(${found} or s.words @@ (select words_begun_or_like(search_words(${part}), 'BD')))`
    }),
  )
}

const isShort = (part: string): boolean => part.length < WITHIN_LENGTH_MIN

/** The words stand in the product's; a suffix says where (A name, B category, D description) and `*` as a beginning. */
const hasWords = (sql: Queryable, words: string, suffix: string): Fragment =>
  sql`s.words @@ (select all_words(search_words(${words}), ${suffix}))`

/** A code contains what was typed; what is too short for that is the code. */
function hasCode(sql: Queryable, typed: string): Fragment {
  return typed.length < WITHIN_LENGTH_MIN
    ? isCode(sql, typed)
    : sql`(s.codes like ${codePattern(typed)} or ${isCode(sql, typed)})`
}

/** A code is what was typed, in any of the forms that scanners give it. */
const isCode = (sql: Queryable, typed: string): Fragment =>
  barcodeForms(typed)
    .map((form) => sql`s.codes like ${codePattern(`\n${form}\n`)}`)
    .reduce((any, condition) => sql`${any} or ${condition}`)

const RESEMBLES = 8

/**
 * The place of a row `s` of product_search among what a search finds, the best first: the article that bears the code,
 * the name itself, names that begin with it, that have all of its words, that contain them; then codes that do,
 * categories, descriptions, and what only resembles it. A product is as good as its least word.
 */
export function placeOf(sql: Queryable, { text, tokens }: Search): Fragment {
  const parts = tokens.flatMap((token) => token.parts)
  return sql`
    case
      when ${isCode(sql, text)} then 0
      when s.search_name = (select search_text(${text})) then 1
      when s.search_name like ${startsPattern(sql, text)} then 2
      ${parts.length === 0 ? sql`` : sql`when ${hasWords(sql, parts.join(' '), ':A')} then 3`}
      else greatest(${tokens.map((token) => placeOfToken(sql, token)).reduce((all, place) => sql`${all}, ${place}`)})
    end`
}

/** The order of rows `s` that have their place: among equals, the nearer name, then the shorter one. */
export const bestFirst = (sql: Queryable, { text }: Search): Fragment => sql`
  s.place,
  case when s.place = ${RESEMBLES} then -word_similarity((select search_text(${text})), s.search_name) else 0 end,
  length(s.search_name), s.product_id`

function nameHas(sql: Queryable, { typed, parts }: SearchToken): Fragment {
  if (parts.length === 0) return sql`s.search_name like ${containsPattern(sql, typed)}`
  return allOf(
    sql,
    parts.map((part) =>
      isShort(part) ? hasWords(sql, part, ':*A') : sql`s.search_name like ${containsPattern(sql, part)}`,
    ),
  )
}

function placeOfToken(sql: Queryable, token: SearchToken): Fragment {
  const words = token.parts.join(' ')
  const places = sql`case when ${nameHas(sql, token)} then 4 when ${hasCode(sql, token.typed)} then 5`
  if (words === '') return sql`${places} else ${RESEMBLES} end`
  return sql`${places}
    when ${hasWords(sql, words, ':*AB')} then 6 when ${hasWords(sql, words, ':*ABD')} then 7 else ${RESEMBLES} end`
}
