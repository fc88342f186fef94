import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeDecimal } from './decimal-text.ts'

test('a decimal is written as its reader types it', () => {
  assert.equal(writeDecimal('12.50', 'fr'), '12,50')
  assert.equal(writeDecimal('12.50', 'en'), '12.50')
})
