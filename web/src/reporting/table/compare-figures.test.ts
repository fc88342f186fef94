import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareFigures } from './compare-figures.ts'

test('figures are ordered by what they are worth, and what is none comes last', () => {
  const figures = ['9.99', null, '10', '-3.5', 10.5, '12345678901234567890.01', '12345678901234567890.02']
  assert.deepEqual(
    figures.toSorted((left, right) => compareFigures(left, right)),
    ['-3.5', '9.99', '10', 10.5, '12345678901234567890.01', '12345678901234567890.02', null],
  )
  assert.equal(figures.toSorted((left, right) => compareFigures(left, right, true)).at(-1), null)
})
