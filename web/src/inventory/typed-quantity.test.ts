import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTypedQuantity } from './typed-quantity.ts'

test('few digits typed by hand are a quantity', () => {
  assert.equal(readTypedQuantity('46', 600, 'fr'), '46')
  assert.equal(readTypedQuantity('6', 120, 'fr'), '6')
  assert.equal(readTypedQuantity('0', 300, 'fr'), '0')
  assert.equal(readTypedQuantity('1,25', 900, 'fr'), '1.25')
  assert.equal(readTypedQuantity('1.25', 900, 'en'), '1.25')
})

test('what a scanner types, what is pasted and what is longer stay codes', () => {
  assert.equal(readTypedQuantity('4011', 40, 'fr'), null)
  assert.equal(readTypedQuantity('46', null, 'fr'), null)
  assert.equal(readTypedQuantity('46123', 3_000, 'fr'), null)
  assert.equal(readTypedQuantity('4006381333931', 9_000, 'fr'), null)
  assert.equal(readTypedQuantity('THE-1', 2_000, 'fr'), null)
  assert.equal(readTypedQuantity('-4', 900, 'fr'), null)
})
