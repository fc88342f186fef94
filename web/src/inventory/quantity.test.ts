import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  add,
  compare,
  costOf,
  isPositive,
  isZero,
  least,
  negate,
  readTyped,
  readTypedCost,
  subtract,
  sum,
  sumAmounts,
} from './quantity.ts'

describe('a typed quantity', () => {
  const READ: readonly (readonly [string, string | null])[] = [
    ['12', '12'],
    ['1,5', '1.5'],
    ['1.250', '1.25'],
    [' 1 200 ', '1200'],
    ['1\u202f200', '1200'],
    ['−3', '-3'],
    ['+3', '3'],
    ['007', '7'],
    ['', null],
    ['douze', null],
    ['1,2345', null],
    ['1,2,3', null],
    ['1e3', null],
  ]
  for (const [typed, expected] of READ) {
    test(`${JSON.stringify(typed)} is ${expected}`, () => assert.equal(readTyped(typed, 'fr'), expected))
  }

  test('in English a comma stands between thousands', () => {
    assert.equal(readTyped('1,200', 'en'), '1200')
    assert.equal(readTyped('+1,200.5', 'en'), '1200.5')
    assert.equal(readTyped('1,5', 'en'), null)
  })
})

describe('quantities', () => {
  test('are added and compared exactly', () => {
    assert.equal(add('0.1', '0.2'), '0.3')
    assert.equal(subtract('1', '1.001'), '-0.001')
    assert.equal(sum(['0.1', '0.1', '0.1']), '0.3')
    assert.equal(sum([]), '0')
    assert.equal(negate('-2.5'), '2.5')
    assert.deepEqual([compare('10', '9'), compare('1.50', '1.5'), compare('-1', '0')], [1, 0, -1])
    assert.equal(least('3', '12'), '3')
    assert.ok(isZero('0.000') && isPositive('0.001') && !isPositive('0'))
  })
})

describe('costs', () => {
  test('are rounded once, to the currency of the store', () => {
    assert.equal(costOf('24', '5.6', 'CAD'), '134.40')
    assert.equal(costOf('0.333', '9.9999', 'CAD'), '3.33')
    assert.equal(costOf('3', '0.335', 'EUR'), '1.01')
    assert.equal(costOf('2', 'x', 'CAD'), null)
    assert.equal(sumAmounts(['0.10', '0.20'], 'CAD'), '0.30')
  })

  test('are typed with four decimals at most', () => {
    assert.equal(readTypedCost('5,60 $'), '5.60')
    assert.equal(readTypedCost('0,1234'), '0.1234')
    assert.equal(readTypedCost('$1,299', 'en'), '1299.00')
    assert.equal(readTypedCost('5,60', 'en'), null)
    assert.equal(readTypedCost('-1'), null)
    assert.equal(readTypedCost('0,12345'), null)
  })
})
