import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinWords } from './joined-words.ts'
import { errorsAllowed, findMistyped, isMistyped } from './typing-errors.ts'

/** The table of the textbook: letters wrong, missing, too many, or two neighbours swapped. */
function distance(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, (_none, row) => [row, ...Array(right.length).fill(0)])
  for (let column = 0; column <= right.length; column += 1) (table[0] as number[])[column] = column
  const at = (row: number, column: number) => table[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= left.length; row += 1) {
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1]
      const isSwapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      ;(table[row] as number[])[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
  }
  return at(left.length, right.length)
}

const isNearStart = (word: string, typed: string, errors: number): boolean =>
  Array.from({ length: word.length + 1 }, (_none, end) => distance(typed, word.slice(0, end))).some(
    (found) => found <= errors,
  )

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 12 })

test('finds the words whose beginning differs by so many errors, and no others', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { maxLength: 12 }),
      word,
      fc.integer({ min: 1, max: 2 }),
      (words, typed, errors) => {
        fc.pre(typed.length > errors)
        const sorted = [...words].sort()
        const found = findMistyped(joinWords(sorted), typed, errors).map((index) => sorted[index])
        const expected = sorted.filter((candidate) => isNearStart(candidate, typed, errors))
        assert.deepEqual(found, expected)
        for (const candidate of words) assert.equal(isMistyped(candidate, typed, errors), expected.includes(candidate))
      },
    ),
    { numRuns: 500 },
  )
})

test('allows no error in short words, one in longer ones, two in long ones', () => {
  assert.deepEqual([1, 3, 4, 6, 7, 31, 32].map(errorsAllowed), [0, 0, 1, 1, 2, 2, 0])
})
