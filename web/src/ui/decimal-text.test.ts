import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDecimal, writeDecimal } from './decimal-text.ts'

test('a decimal is typed with a comma or a point, and with spaces between thousands', () => {
  for (const typed of ['1234,50', '1 234,50', '1\u00a0234,50', '1\u202f234.50', ' 1234.50 ']) {
    assert.equal(readDecimal(typed), '1234.50', typed)
  }
  assert.equal(readDecimal('-3,5'), '-3.5')
})

test('what is no decimal stays as it was typed, for the server to refuse', () => {
  assert.equal(readDecimal('abc'), 'abc')
  assert.equal(readDecimal('1,2,3'), '1.2,3')
})

test('it is written as its reader types it', () => {
  assert.equal(writeDecimal('12.50', 'fr'), '12,50')
  assert.equal(writeDecimal('12.50', 'en'), '12.50')
})
