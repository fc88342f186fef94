import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DecimalMark, readBoolean, readIdentifier, readNumber } from './read-number.ts'

const NBSP = '\u00a0'
const NARROW = '\u202f'

const numbers: readonly (readonly [given: string, mark: DecimalMark, expected: string | null])[] = [
  ['15.99', 'auto', '15.99'],
  ['$15.99 ', 'auto', '15.99'],
  ['15,99 $', 'auto', '15.99'],
  [`1 234,56 €`, 'auto', '1234.56'],
  [`1${NBSP}234,56${NBSP}€`, 'auto', '1234.56'],
  [`1${NARROW}234${NARROW}567,8`, 'auto', '1234567.8'],
  ['1,234.56', 'auto', '1234.56'],
  ['1.234,56', 'auto', '1234.56'],
  ['1’234.50', 'auto', '1234.50'],
  ['1,234', 'auto', '1234'],
  ['1,234', 'comma', '1.234'],
  ['1,234', 'point', '1234'],
  ['0,125', 'auto', '0.125'],
  ['12,5', 'auto', '12.5'],
  ['1,23', 'point', null],
  ['1.234', 'auto', '1.234'],
  ['1.234', 'comma', '1234'],
  ['1.5', 'comma', null],
  ['1.234.567', 'auto', '1234567'],
  ['1,234,567', 'auto', '1234567'],
  ['1,23,456', 'auto', null],
  ['.99', 'auto', '0.99'],
  ['5.', 'auto', '5'],
  ['-3', 'auto', '-3'],
  ['−3,5', 'auto', '-3.5'],
  ['4.50-', 'auto', '-4.50'],
  ['(5.00)', 'auto', '-5.00'],
  ['($1,234.50)', 'auto', '-1234.50'],
  ['-$5', 'auto', '-5'],
  ['$-5', 'auto', '-5'],
  ['(-5)', 'auto', null],
  ['-0', 'point', '-0'],
  ['(0.00)', 'auto', '0.00'],
  ['+7', 'auto', '7'],
  ['USD 12', 'auto', '12'],
  ['12 CAD', 'auto', '12'],
  ['CA$ 12', 'auto', '12'],
  ['2 500 F CFA', 'auto', '2500'],
  ['3.65275E+11', 'auto', null],
  ['1e5', 'auto', null],
  ['douze', 'auto', null],
  ['', 'auto', null],
  ['12 34', 'auto', null],
  ['1.2.3', 'auto', null],
  ['--5', 'auto', null],
  ['1,2,3.4.5', 'auto', null],
]

for (const [given, mark, expected] of numbers) {
  test(`« ${given} » (${mark}) is ${expected}`, () => assert.equal(readNumber(given, mark), expected))
}

test('yes and no are read in both languages', () => {
  assert.deepEqual(['TRUE', 'oui', 'Vrai', '1', 'x'].map(readBoolean), [true, true, true, true, true])
  assert.deepEqual(['false', 'NON', 'n', '0'].map(readBoolean), [false, false, false, false])
  assert.equal(readBoolean('peut-être'), null)
})

test('an identifier written as a decimal number is the whole number', () => {
  assert.deepEqual(['17850.0', '17850.00', '17850', '1.5', 'C-1.0'].map(readIdentifier), [
    '17850',
    '17850',
    '17850',
    '1.5',
    'C-1.0',
  ])
})
